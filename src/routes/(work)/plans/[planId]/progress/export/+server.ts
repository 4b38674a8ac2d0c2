import { contentDisposition } from '#app/modules/media/server/index.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import { boardFile, chooseUnit, progressOf } from '#app/modules/progress/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const view = readBoardView(url.searchParams);
  const progress = await locals.ctx.read(async (tx) => {
    const unitId = await chooseUnit(tx, params.planId, view.unit);
    return progressOf(tx, { planId: params.planId, unitId, on: view.on ?? undefined, tree: view.tree });
  });
  const file = await boardFile(progress, url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx');
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.mime,
      'content-disposition': contentDisposition(file.name),
      'cache-control': 'private, no-store',
    },
  });
};
