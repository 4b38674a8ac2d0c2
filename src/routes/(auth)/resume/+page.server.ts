import { error, redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { takeHeldForm } from '#app/modules/identity/server/index.ts';
import type { PageServerLoad } from './$types';

/** After signing in again: what was typed when the session ended, ready to be sent to where it was going. */
export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const { system } = await application();
  const held = await takeHeldForm(system, url.searchParams.get('held') ?? '', locals.person.actor.userId);
  if (!held) error(404, errorWords('not_found'), { code: 'not_found' });
  return { held };
};
