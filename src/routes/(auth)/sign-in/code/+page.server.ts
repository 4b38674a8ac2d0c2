import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { passCookiesOn } from '#app/platform/cookies.ts';
import { formAction } from '#app/platform/form-action.ts';
import { secondFactorForm } from '#app/modules/identity/identity-forms.ts';
import { localAddress } from '#app/modules/identity/local-address.ts';
import { authFor, enterCode } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

// The page behind is loaded anew: it may be in another language, that of the account.
export const csr = false;

export const load: PageServerLoad = ({ url }) => ({ next: localAddress(url.searchParams.get('next') ?? '') });

export const actions: Actions = {
  default: formAction(secondFactorForm, async (input, { request, cookies }) => {
    const { services, env } = await application();
    const outcome = await enterCode(authFor(services, env), input, request.headers);
    passCookiesOn(cookies, outcome.setCookies);
    redirect(303, localAddress(input.next));
  }),
};
