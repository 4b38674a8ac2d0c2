import { requireUuid } from '#app/platform/uuid.ts';
import { quotaDeliveries } from '#app/modules/activities/server/index.ts';
import { getPlanQuotas } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  quotas: await getPlanQuotas(locals.ctx, requireUuid(params.planId)),
  deliveries: await quotaDeliveries(locals.ctx, requireUuid(params.planId)),
});
