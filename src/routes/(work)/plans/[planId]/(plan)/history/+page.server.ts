import { requireUuid } from '#app/platform/uuid.ts';
import { getPlanHistory } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
  getPlanHistory(locals.ctx, requireUuid(params.planId));
