import { error, redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { heldFormCookie, takeHeldForm } from '#app/modules/identity/server/index.ts';
import type { PageServerLoad } from './$types';

/** After signing in again: what was typed when the session ended, ready to be sent to where it was going. */
export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const { system } = await application();
  const key = url.searchParams.get('held') ?? '';
  const isTypedHere = cookies.get(heldFormCookie(key)) !== undefined;
  const held = isTypedHere ? await takeHeldForm(system, key, locals.person.actor.userId) : null;
  if (!held) error(404, errorWords('not_found'), { code: 'not_found' });
  return { held };
};
