import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { passCookiesOn } from '#app/platform/cookies.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { changePasswordForm, revokeSessionForm } from '#app/modules/identity/identity-forms.ts';
import { authFor, changePassword, listSessions, revokeSession } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  email: locals.person?.email ?? '',
  hasSecondFactor: locals.person?.hasSecondFactor ?? false,
  currentSessionId: locals.session?.id ?? '',
  sessions: await listSessions(locals.ctx),
});

export const actions: Actions = {
  revoke: formAction(revokeSessionForm, async (input, { locals, cookies }) => {
    await revokeSession(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'identity_flash_revoked' });
    redirect(303, '/account');
  }),
  password: formAction(changePasswordForm, async (input, { locals, request, cookies, getClientAddress }) => {
    const { services, env } = await application();
    const by = { headers: request.headers, email: locals.person?.email ?? '', address: getClientAddress() };
    passCookiesOn(cookies, await changePassword(locals.ctx, authFor(services, env), input, by));
    setFlash(cookies, { kind: 'success', key: 'identity_flash_password' });
    redirect(303, '/account');
  }),
};
