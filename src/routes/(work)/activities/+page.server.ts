import { activityListFilter } from '#app/modules/activities/activity-list-filter.ts';
import { activityReference, countUnserved, listActivities, sumUnserved } from '#app/modules/activities/server/index.ts';
import type { PageServerLoad } from './$types';

const pageSize = 30;

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = activityListFilter.parse(Object.fromEntries(url.searchParams));
  const { unitId, unitPath } = locals.ctx.actor;
  if (unitId === null || unitPath === null) return { filter, unit: null };
  return locals.ctx.read(async (tx) => {
    const { q: query, form: formId, scope, ...rest } = filter;
    const wish = { ...rest, path: unitPath, isOwnOnly: scope === 'own', query, formId, pageSize };
    return {
      filter,
      unit: { id: unitId },
      list: await listActivities(tx, wish),
      unserved: sumUnserved(await countUnserved(tx, { path: unitPath, isOwnOnly: false })),
      forms: (await activityReference(tx)).forms,
      pageSize,
    };
  });
};
