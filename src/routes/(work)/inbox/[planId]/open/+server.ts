import { redirect } from '@sveltejs/kit';
import { requireUuid } from '#app/platform/uuid.ts';
import type { RequestHandler } from './$types';

/** Letters sent before name this address. It only leads on: an address that is loaded changes nothing. */
export const GET: RequestHandler = ({ params }) => redirect(303, `/inbox/${requireUuid(params.planId)}`);
