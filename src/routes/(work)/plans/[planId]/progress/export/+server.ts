import { downloadResponse } from '#app/modules/media/server/index.ts';
import { exportBoard } from '#app/modules/progress/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) =>
  downloadResponse(await locals.ctx.read((tx) => exportBoard(tx, params.planId, url.searchParams)));
