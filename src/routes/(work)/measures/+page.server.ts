import { activityReference } from '#app/modules/activities/server/index.ts';
import { canMeasure, canSeeSums } from '#app/modules/measures/measure-policy.ts';
import { valueOf } from '#app/modules/measures/measure-value.ts';
import { askedYear, yearSpan } from '#app/modules/measures/measure-year.ts';
import { measureCatalogue, measureValues } from '#app/modules/measures/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals.ctx;
  const { unitId, unitPath } = actor;
  if (unitId === null || unitPath === null) return { unit: null };
  return locals.ctx.read(async (tx) => {
    const year = askedYear(url.searchParams, tx.today());
    const groups = await measureCatalogue(tx, unitId);
    const [sums] = await measureValues(tx, { unitId, ...yearSpan(year), withBranches: false });
    const measures = groups.flatMap((group) => group.measures);
    return {
      unit: { id: unitId, name: sums?.name ?? '' },
      year,
      groups,
      values: Object.fromEntries(sums ? measures.map((one) => [one.id, valueOf(one, sums)]) : []),
      reference: await activityReference(tx),
      seesSums: canSeeSums(actor),
      mayAdd: canMeasure(actor, 'change', unitPath),
    };
  });
};
