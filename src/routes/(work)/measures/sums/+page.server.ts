import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { recountForm } from '#app/modules/measures/measure-forms.ts';
import { startRecount, sumState } from '#app/modules/measures/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ state: await locals.ctx.read(sumState) });

export const actions: Actions = {
  recount: formAction(recountForm, async ({ scope }, { locals }) => {
    await startRecount(locals.ctx, scope);
    redirect(303, '/measures/sums');
  }),
};
