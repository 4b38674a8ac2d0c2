import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import {
  countUnservedFigures,
  unservedFigures,
  type UnservedFigure,
  type UnservedWish,
} from '#app/modules/measures/server/index.ts';
import { unservedKinds, type UnservedKind } from '#app/modules/activities/unserved-address.ts';
import {
  countUnservedItems,
  unservedItems,
  type UnservedItem,
} from '#app/modules/activities/server/items/unserved-items.ts';
import { listActivities, type ActivityList } from '#app/modules/activities/server/list-activities.ts';

/** Whatever a number of this size stands for, it is more than anybody links by hand. */
export const mostUnserved = 1000;

export type UnservedCounts = Readonly<Record<UnservedKind, number>>;

/**
 * How much work of a branch serves no target, by kind; each count stops at `mostUnserved`. Three queries, served by
 * indexes that hold such work only.
 */
export async function countUnserved(tx: Tx, wish: UnservedWish): Promise<UnservedCounts> {
  const { path, isOwnOnly, from, to } = wish;
  const { rows } = await sql<{ count: number }>`
    select count_unserved_activity(${path}, ${isOwnOnly}, ${from ?? null}::date, ${to ?? null}::date, ${mostUnserved})
      as count`.execute(tx.db);
  return {
    activity: rows[0]?.count ?? 0,
    item: await countUnservedItems(tx, wish, mostUnserved),
    figure: await countUnservedFigures(tx, wish, mostUnserved),
  };
}

/** All of them together, and the kind to look at first. */
export function sumUnserved(counts: UnservedCounts): { count: number; most: number; kind: UnservedKind } {
  const count = counts.activity + counts.item + counts.figure;
  return { count, most: mostUnserved, kind: unservedKinds.find((kind) => counts[kind] > 0) ?? 'activity' };
}

export type UnservedList =
  | ({ kind: 'activity' } & ActivityList)
  | { kind: 'item'; total: number; lines: UnservedItem[] }
  | { kind: 'figure'; total: number; lines: UnservedFigure[] };

/** One kind of work that serves no target, the newest first, a page at a time. Two queries. */
export async function listUnserved(
  tx: Tx,
  wish: UnservedWish & { kind: UnservedKind; since?: string | undefined; page: number; pageSize: number },
): Promise<UnservedList> {
  if (wish.kind === 'item') return { kind: 'item', ...(await unservedItems(tx, wish)) };
  if (wish.kind === 'figure') return { kind: 'figure', ...(await unservedFigures(tx, wish)) };
  return { kind: 'activity', ...(await listActivities(tx, { ...wish, isUnlinked: true })) };
}
