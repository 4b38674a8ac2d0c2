import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { ItemKind } from '#app/modules/activities/item-kinds.ts';
import { isServable, type PlanItem } from '#app/modules/activities/plan-item.ts';
import { measureServed } from '#app/modules/activities/server/items/settle-items.ts';
import { planItemsOf } from '#app/modules/activities/server/plan-items.ts';

/** A target that counts things, with the measures that its line of inheritance names. */
export interface ItemTarget extends PlanItem {
  measureIds: string[];
}

/** Targets of a unit's plans, open about a day, that what it sends may count for. Two queries. */
export async function targetsForItems(tx: Tx, unitId: string, on: LocalDate): Promise<ItemTarget[]> {
  const targets = (await planItemsOf(tx, unitId, on)).filter(
    (item) => item.kind === 'target' && item.shape !== 'coverage',
  );
  const { rows } = await sql<{ rootId: string; measureIds: string[] }>`
    select root_id, array_agg(distinct part) as measure_ids
    from plan_target cross join lateral unnest(measure_parts(measure_id)) part
    where root_id = any(${targets.map((target) => target.rootId)}::uuid[]) group by root_id`.execute(tx.db);
  const named = new Map(rows.map((row) => [row.rootId, row.measureIds]));
  return targets.map((target) => ({ ...target, measureIds: named.get(target.rootId) ?? [] }));
}

/** Those of the targets that one item counts for, the ones that name its kind first. */
export function servableByItem(
  targets: readonly ItemTarget[],
  unit: { kindId: string; sectorId: string | null },
  item: { kind: ItemKind; deliveredOn: LocalDate },
): ItemTarget[] {
  const isNamed = (target: ItemTarget): boolean => target.measureIds.includes(item.kind);
  return targets
    .filter((target) => isServable(target, unit, item.deliveredOn))
    .filter((target) => measureServed(item.kind, target.measureIds) !== null)
    .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
}
