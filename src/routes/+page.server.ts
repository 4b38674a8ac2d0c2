import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The public site comes with the newsroom; until then the door leads to the workplace. */
export const load: PageServerLoad = ({ locals }) => redirect(303, locals.person ? '/home' : '/sign-in');
