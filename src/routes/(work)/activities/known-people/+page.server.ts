import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { takeBackForm } from '#app/modules/activities/check-in-forms.ts';
import { findKnownPeople, forgetPerson } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const words = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const path = locals.ctx.actor.unitPath;
  if (path === null) return { words, lines: null };
  return { words, lines: await locals.ctx.read((tx) => findKnownPeople(tx, { path, words })) };
};

export const actions: Actions = {
  default: formAction(takeBackForm, async ({ personId }, { locals, cookies, url }) => {
    await forgetPerson(locals.ctx, personId);
    setFlash(cookies, { kind: 'success', key: 'activities_flash_forgotten' });
    redirect(303, `/activities/known-people${url.search}`);
  }),
};
