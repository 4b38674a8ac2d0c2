import { redirect } from '@sveltejs/kit';
import { application } from '#app/platform/application.ts';
import { passCookiesOn } from '#app/platform/cookies.ts';
import { authFor, signOut } from '#app/modules/identity/server/index.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies }) => {
  const { services, env } = await application();
  passCookiesOn(cookies, await signOut(authFor(services, env), request.headers));
  cookies.delete('unit', { path: '/' });
  redirect(303, '/sign-in');
};
