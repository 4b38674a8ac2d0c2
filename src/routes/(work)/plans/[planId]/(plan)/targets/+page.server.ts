import { requireUuid } from '#app/platform/uuid.ts';
import { getPlanTargets } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
  getPlanTargets(locals.ctx, requireUuid(params.planId));
