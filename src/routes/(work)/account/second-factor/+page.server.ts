import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { passCookiesOn } from '#app/platform/cookies.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { secondFactorForm, startSecondFactorForm } from '#app/modules/identity/identity-forms.ts';
import { authFor, confirmSecondFactor, startSecondFactor } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  isRequired: locals.person?.mustSetUpSecondFactor ?? false,
  isReplaced: locals.person?.hasSecondFactor ?? false,
});

const givenBy = ({ locals, request, getClientAddress }: RequestEvent) => ({
  headers: request.headers,
  email: locals.person?.email ?? '',
  address: getClientAddress(),
});

export const actions: Actions = {
  start: formAction(startSecondFactorForm, async (input, event) => {
    const { services, env } = await application();
    const { locals, cookies } = event;
    const { setCookies, ...started } = await startSecondFactor(
      locals.ctx,
      authFor(services, env),
      input,
      givenBy(event),
    );
    passCookiesOn(cookies, setCookies);
    return { started };
  }),
  confirm: formAction(secondFactorForm, async (input, { locals, request, cookies }) => {
    const { services, env } = await application();
    passCookiesOn(cookies, await confirmSecondFactor(locals.ctx, authFor(services, env), input.code, request.headers));
    setFlash(cookies, { kind: 'success', key: 'identity_flash_second_factor' });
    redirect(303, '/home');
  }),
};
