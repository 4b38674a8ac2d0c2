import { redirect } from '@sveltejs/kit';
import { requireUuid } from '#app/platform/uuid.ts';
import { openDelivered } from '#app/modules/plans/server/index.ts';
import type { RequestHandler } from './$types';

/** Opening a plan marks it received. An address of its own, which the browser does not load ahead of the press. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const planId = requireUuid(params.planId);
  await openDelivered(locals.ctx, planId);
  redirect(303, `/inbox/${planId}`);
};
