import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { linkActivitiesForm, linkActivityForm } from '#app/modules/activities/activity-forms.ts';
import { activityListFilter } from '#app/modules/activities/activity-list-filter.ts';
import {
  activityReference,
  guessTargets,
  linkActivities,
  linkActivity,
  listActivities,
} from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

const pageSize = 30;

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = activityListFilter.parse(Object.fromEntries(url.searchParams));
  const { unitId, unitPath } = locals.ctx.actor;
  if (unitId === null || unitPath === null) return { filter, unit: null };
  return locals.ctx.read(async (tx) => {
    const { q: query, form: formId, view, scope, ...rest } = filter;
    const isUnlinked = view === 'unlinked';
    const wish = { ...rest, path: unitPath, isOwnOnly: scope === 'own', query, formId, pageSize };
    const list = await listActivities(tx, { ...wish, isUnlinked });
    const unlinked = await listActivities(tx, { path: unitPath, isUnlinked: true, pageSize: 1 });
    return {
      filter,
      unit: { id: unitId },
      list,
      unlinkedCount: unlinked.total,
      guesses: isUnlinked ? await guessTargets(tx, unitId, list.lines) : {},
      forms: (await activityReference(tx)).forms,
      pageSize,
    };
  });
};

export const actions: Actions = {
  linkTogether: formAction(linkActivitiesForm, async (input, { locals, cookies, url }) => {
    const { linkedCount: count, leftCount: left } = await linkActivities(locals.ctx, input);
    setFlash(cookies, {
      kind: left > 0 ? 'info' : 'success',
      key: 'activities_flash_linked_some',
      params: { count, left },
    });
    url.searchParams.delete('/linkTogether');
    redirect(303, `/activities${url.search}`);
  }),
  link: formAction(linkActivityForm, async (input, { locals, cookies, url }) => {
    const { addedCount } = await linkActivity(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'activities_flash_linked', params: { count: addedCount } });
    url.searchParams.delete('/link');
    redirect(303, `/activities${url.search}`);
  }),
};
