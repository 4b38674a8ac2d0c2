import { plansWithTargets } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { unitId } = locals.ctx.actor;
  return { plans: unitId === null ? [] : await locals.ctx.read((tx) => plansWithTargets(tx, unitId)) };
};
