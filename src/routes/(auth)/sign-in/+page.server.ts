import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { passCookiesOn } from '#app/platform/cookies.ts';
import { formAction } from '#app/platform/form-action.ts';
import { signInForm } from '#app/modules/identity/identity-forms.ts';
import { localAddress } from '#app/modules/identity/local-address.ts';
import { authFor, isFresh, signIn } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

// The page behind is loaded anew: it may be in another language, that of the account.
export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { system } = await application();
  if (await isFresh(system)) redirect(303, '/setup');
  const next = localAddress(url.searchParams.get('next') ?? '');
  if (locals.person) redirect(303, next);
  return { next, hasEnded: url.searchParams.has('ended') };
};

export const actions: Actions = {
  default: formAction(signInForm, async (input, { request, cookies, getClientAddress }) => {
    const { services, env, system } = await application();
    const outcome = await signIn(system, authFor(services, env), input, {
      headers: request.headers,
      address: getClientAddress(),
    });
    passCookiesOn(cookies, outcome.setCookies);
    const next = localAddress(input.next);
    redirect(303, outcome.needsCode ? `/sign-in/code?next=${encodeURIComponent(next)}` : next);
  }),
};
