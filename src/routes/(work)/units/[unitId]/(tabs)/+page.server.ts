import { getUnitPage, unitWork } from '#app/modules/orgs/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await getUnitPage(locals.ctx, params.unitId)),
  work: await unitWork(locals.ctx, params.unitId),
});
