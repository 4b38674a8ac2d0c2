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

/** Why a list was refused for what it is, not for what was typed beside it. */
export function isListFault({ code, faults }: { code: string; faults: Readonly<Record<string, string>> }): boolean {
  return code.startsWith('file.') || sheetFaults.includes(code) || faults['list'] !== undefined;
}

const sheetFaults = ['orgs.unreadable_sheet', 'orgs.sheet_unfolds', 'orgs.too_many_rows', 'orgs.nothing_to_import'];

/** A list as it was sent or held, for the unit that the person acts for. Throws forbidden without one, file.too_large. */
export async function takeList(
  ctx: Context,
  list: File | { name: string; bytes: Uint8Array },
): Promise<{ rootId: string; fileName: string; bytes: Uint8Array }> {
  const rootId = ctx.actor.unitId;
  if (rootId === null) throw new AppError('forbidden');
  if (!(list instanceof File)) return { rootId, fileName: list.name, bytes: list.bytes };
  // The browser has declared the size: a file of 50 MB is refused before it is taken into memory.
  if (list.size > sheetLimits.fileBytes)
    throw new AppError('file.too_large', { megabytes: sheetLimits.fileBytes / 1_000_000 });
  return { rootId, fileName: list.name, bytes: new Uint8Array(await list.arrayBuffer()) };
}
