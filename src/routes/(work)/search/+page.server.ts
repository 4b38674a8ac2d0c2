import { normaliseText } from '#app/platform/vietnamese.ts';
import { listActivities } from '#app/modules/activities/server/index.ts';
import { searchUnits } from '#app/modules/orgs/server/index.ts';
import { readPlanListFilter } from '#app/modules/plans/plan-list-filter.ts';
import { listPlans } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

/** As many of each kind as fit one screen; the lists of each subject have the rest. */
const shown = 8;

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const query = normaliseText(url.searchParams.get('q') ?? '').trim();
  if (query === '') return { query, units: null, plans: null, activities: null };

  const path = ctx.actor.unitPath;
  const units = await searchUnits(ctx, query, { limit: shown });
  const plans = await listPlans(ctx, readPlanListFilter(new URLSearchParams({ q: query })));
  const activities =
    path === null
      ? { lines: [], total: 0, older: null }
      : await ctx.read((tx) => listActivities(tx, { path, query, pageSize: shown }));
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
    plans: {
      total: plans.total,
      hits: plans.plans.slice(0, shown).map(({ id, title, numberText, unitName }) => ({
        id,
        title,
        numberText,
        unitName,
      })),
    },
    activities: {
      total: activities.total,
      isMore: activities.older !== null,
      hits: activities.lines.map(({ id, title, startsOn, unitName }) => ({ id, title, startsOn, unitName })),
    },
  };
};
