import { downloadResponse } from '#app/modules/media/server/index.ts';
import { sumBoardFile } from '#app/modules/measures/server/index.ts';
import { readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
  const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx';
  return downloadResponse(
    await locals.ctx.read((tx) => sumBoardFile(tx, readSumBoard(url.searchParams, tx.today()), format)),
  );
};
