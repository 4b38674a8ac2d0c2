import type { RequestHandler } from './$types.js';
import { requireUuid } from '#app/platform/uuid.ts';
import { fileResponse, openStoredFile } from '#app/modules/media/server/index.ts';

export const GET: RequestHandler = async ({ locals, params, request }) =>
  fileResponse(await openStoredFile(locals.ctx, requireUuid(params.fileId)), request.headers.get('if-none-match'));
