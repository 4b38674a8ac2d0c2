import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { scanForm } from '#app/modules/activities/check-in-forms.ts';
import { findScanned, scanIn } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  // A code is a right: no cache keeps the page, no search engine lists it.
  setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  const { title, startsOn, endsOn, place, unitId, unitName, state, units } = await findScanned(locals.ctx, params.code);
  const isDone = url.searchParams.has('done');
  return { code: params.code, isDone, activity: { title, startsOn, endsOn, place, unitId, unitName, state, units } };
};

export const actions: Actions = {
  default: formAction(scanForm, async ({ agreed: _, ...person }, { locals, params }) => {
    await scanIn(locals.ctx, params.code ?? '', person);
    redirect(303, `/c/${params.code}?done`);
  }),
};
