import { requireUuid } from '#app/platform/uuid.ts';
import { downloadResponse } from '#app/modules/media/server/index.ts';
import { writePlanDocx } from '#app/modules/plans/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) =>
  downloadResponse(await writePlanDocx(locals.ctx, requireUuid(params.planId)));
