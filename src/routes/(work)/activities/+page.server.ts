import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { linkActivityForm } from '#app/modules/activities/activity-forms.ts';
import { activityListFilter } from '#app/modules/activities/activity-list-filter.ts';
import { activityReference, guessTargets, linkActivity, listActivities } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

const pageSize = 30;

export const load: PageServerLoad = async ({ locals, url }) => {
  const filter = activityListFilter.parse(Object.fromEntries(url.searchParams));
  const { unitId, unitPath } = locals.ctx.actor;
  if (unitId === null || unitPath === null) return { filter, unit: null };
  return locals.ctx.read(async (tx) => {
    const { q, form, status, from, to, page } = filter;
    const wish = {
      path: unitPath,
      isOwnOnly: filter.scope === 'own',
      query: q,
      formId: form,
      status,
      from,
      to,
      page,
      pageSize,
    };
    const list = await listActivities(tx, { ...wish, isUnlinked: filter.view === 'unlinked' });
    const unlinked = await listActivities(tx, { path: unitPath, isUnlinked: true, pageSize: 1 });
    const isOffered = filter.view === 'unlinked';
    return {
      filter,
      unit: { id: unitId },
      list,
      unlinkedCount: unlinked.total,
      guesses: isOffered ? await guessTargets(tx, unitId, list.lines) : {},
      forms: (await activityReference(tx)).forms,
      pageSize,
    };
  });
};

export const actions: Actions = {
  link: formAction(linkActivityForm, async (input, { locals, cookies, url }) => {
    const { addedCount } = await linkActivity(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'activities_flash_linked', params: { count: addedCount } });
    url.searchParams.delete('/link');
    redirect(303, `/activities${url.search}`);
  }),
};
