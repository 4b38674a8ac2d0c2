import { originLines } from '#app/modules/orgs/org-words.ts';
import { getUnitPage, unitWork } from '#app/modules/orgs/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const page = await getUnitPage(locals.ctx, params.unitId);
  return { ...page, origins: originLines(page.decisions), work: await unitWork(locals.ctx, params.unitId) };
};
