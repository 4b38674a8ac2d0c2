import { requireUuid } from '#app/platform/uuid.ts';
import { getPlanQuotas } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  quotas: await getPlanQuotas(locals.ctx, requireUuid(params.planId)),
});
