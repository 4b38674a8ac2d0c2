import { redirect } from '@sveltejs/kit';
import { formToObject, readForm } from '#app/platform/form-data.ts';
import { actingUnitForm } from '#app/modules/identity/identity-forms.ts';
import { localAddress } from '#app/modules/identity/local-address.ts';
import type { RequestHandler } from './$types';

/** The unit one acts for is a wish of the browser; who may act for it is looked up with every request. */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const { unitId, returnTo } = actingUnitForm.parse(formToObject(await readForm(request)));
  cookies.set('unit', unitId, { path: '/', sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 });
  redirect(303, localAddress(returnTo));
};
