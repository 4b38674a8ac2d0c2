import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { formAction } from '#app/platform/form-action.ts';
import { setUpForm } from '#app/modules/identity/identity-forms.ts';
import { authFor, isFresh, setUpInstance, topUnitKinds } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { system } = await application();
  if (!(await isFresh(system))) redirect(303, '/sign-in');
  return { kinds: await topUnitKinds(system, locals.locale) };
};

export const actions: Actions = {
  default: formAction(setUpForm, async (input) => {
    const { services, env, system } = await application();
    await setUpInstance(system, authFor(services, env), input);
    redirect(303, '/sign-in');
  }),
};
