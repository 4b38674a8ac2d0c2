import { originLines } from '#app/modules/orgs/org-words.ts';
import { unitWorkItems } from '#app/modules/orgs/unit-work-words.ts';
import { getUnitPage, unitWork } from '#app/modules/orgs/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const page = await getUnitPage(locals.ctx, params.unitId);
  const work = unitWorkItems(await unitWork(locals.ctx, params.unitId));
  return { ...page, origins: originLines(page.decisions), work };
};
