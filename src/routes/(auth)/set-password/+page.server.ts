import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { formAction } from '#app/platform/form-action.ts';
import { setPasswordForm } from '#app/modules/identity/identity-forms.ts';
import { authFor, setPassword } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' });

export const actions: Actions = {
  default: formAction(setPasswordForm, async (input) => {
    const { services, env, system } = await application();
    await setPassword(system, authFor(services, env), input);
    redirect(303, '/sign-in');
  }),
};
