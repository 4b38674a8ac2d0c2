import { normaliseText } from '#app/platform/vietnamese.ts';
import { listActivities } from '#app/modules/activities/server/index.ts';
import { searchUnits } from '#app/modules/orgs/server/index.ts';
import type { PageServerLoad } from './$types';

/** As many of each kind as fit one screen; the lists of each subject have the rest. */
const shown = 8;

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const query = normaliseText(url.searchParams.get('q') ?? '').trim();
  const path = ctx.actor.unitPath;
  if (query === '') return { query, units: null, activities: null };
  const [units, activities] = [
    await searchUnits(ctx, query, { limit: shown }),
    path === null
      ? { lines: [], total: 0 }
      : await ctx.read((tx) => listActivities(tx, { path, query, pageSize: shown })),
  ];
  return {
    query,
    units: {
      hasMore: units.hasMore,
      hits: units.hits.map(({ id, name, kindVi, kindEn, parentName, foundBy }) => ({
        id,
        name,
        kind: ctx.locale === 'en' ? kindEn : kindVi,
        parentName,
        foundBy,
      })),
    },
    activities: {
      total: activities.total,
      hits: activities.lines.map(({ id, title, startsOn, unitName }) => ({ id, title, startsOn, unitName })),
    },
  };
};
