import { redirect } from '@sveltejs/kit';
import { formToObject, readForm } from '#app/platform/form-data.ts';
import { localeForm } from '#app/modules/identity/identity-forms.ts';
import { localAddress } from '#app/modules/identity/local-address.ts';
import { saveLocale } from '#app/modules/identity/server/index.ts';
import type { RequestHandler } from './$types';

/** Kept by the browser, and by the account of whoever is signed in. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
  const { locale, returnTo } = localeForm.parse(formToObject(await readForm(request)));
  cookies.set('PARAGLIDE_LOCALE', locale, { path: '/', httpOnly: false, sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 });
  if (locals.person) await saveLocale(locals.ctx, locale);
  redirect(303, localAddress(returnTo, '/'));
};
