import { downloadResponse } from '#app/modules/media/server/index.ts';
import { writeReportDocx } from '#app/modules/reports/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) =>
  downloadResponse(await writeReportDocx(locals.ctx, params.reportId));
