import { toLocalDate, type LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { getUnitHead, type UnitHead } from '#app/modules/orgs/server/unit-queries.ts';
import { sheetLimits } from '#app/modules/orgs/server/import/read-sheet.ts';

/** What a page that asks for a list shows: the unit that the list is for, and how large the list may be. */
export async function openListUpload(
  ctx: Context,
): Promise<{ root: UnitHead | null; today: LocalDate; limits: typeof sheetLimits }> {
  const { actor, services } = ctx;
  return {
    root: actor.unitId === null ? null : await getUnitHead(ctx, actor.unitId),
    today: toLocalDate(services.clock.now()),
    limits: sheetLimits,
  };
}

/** A list as it was sent, for the unit that the person acts for. Throws forbidden without one, file.too_large. */
export async function takeList(
  ctx: Context,
  list: File,
): Promise<{ rootId: string; fileName: string; bytes: Uint8Array }> {
  const rootId = ctx.actor.unitId;
  if (rootId === null) throw new AppError('forbidden');
  // The browser has declared the size: a file of 50 MB is refused before it is taken into memory.
  if (list.size > sheetLimits.fileBytes)
    throw new AppError('file.too_large', { megabytes: sheetLimits.fileBytes / (1024 * 1024) });
  return { rootId, fileName: list.name, bytes: new Uint8Array(await list.arrayBuffer()) };
}
