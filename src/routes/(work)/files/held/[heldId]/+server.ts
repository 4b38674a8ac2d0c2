import type { RequestHandler } from './$types.js';
import { requireUuid } from '#app/platform/uuid.ts';
import { fileResponse, openHeldPicture } from '#app/modules/media/server/index.ts';

export const GET: RequestHandler = async ({ locals, params, request }) =>
  fileResponse(await openHeldPicture(locals.ctx, requireUuid(params.heldId)), request.headers.get('if-none-match'));
