import { redirect } from '@sveltejs/kit';
import { requireUuid } from '#app/platform/uuid.ts';
import { openNotice } from '#app/modules/notices/server/index.ts';
import type { RequestHandler } from './$types';

/** Marks the notice as read and leads on to what it is about. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const href = await openNotice(locals.ctx, requireUuid(params.noticeId));
  redirect(303, href || '/inbox/notices');
};
