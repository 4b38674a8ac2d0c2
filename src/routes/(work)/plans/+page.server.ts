import { readPlanListFilter } from '#app/modules/plans/plan-list-filter.ts';
import { canCreatePlan } from '#app/modules/plans/plan-policy.ts';
import { listPlans, plansPerPage } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const filter = readPlanListFilter(url.searchParams);
  const { unitPath } = ctx.actor;
  return {
    filter,
    ...(await listPlans(ctx, filter)),
    pageSize: plansPerPage,
    mayCreate: unitPath !== null && canCreatePlan(ctx.actor, unitPath),
  };
};
