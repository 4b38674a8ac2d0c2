import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { emitFacts } from '#app/modules/measures/server/index.ts';
import { kindOfItem, type ItemKind } from '#app/modules/activities/item-kinds.ts';

export interface SettledItem {
  id: string;
  orgUnitId: string;
  kind: ItemKind;
  itemCount: number;
  deliveredOn: LocalDate;
}

/** Under which measure an item counts for a target: its kind's, or as one piece of work where the target counts work. */
export interface ServedRoot {
  rootId: string;
  measureId: string;
}

/**
 * Which measure of a target an item counts for, of those that its line of inheritance names; none: null. A target that
 * names no measure counts activities, and what was sent once is one of them.
 */
export function measureServed(kind: ItemKind, measureIds: readonly string[]): string | null {
  if (measureIds.includes(kind)) return kind;
  return measureIds.length === 0 || measureIds.includes('activities') ? 'activities' : null;
}

/** Makes the facts of an item say that it counts for the measure itself and for these targets. */
export async function settleItem(tx: Tx, item: SettledItem, served: readonly ServedRoot[]): Promise<void> {
  const { id, orgUnitId, kind, itemCount, deliveredOn: happenedOn } = item;
  const give = (targetRootId: string | null, measureId: string) => ({
    measureId,
    populationId: null,
    targetRootId,
    happenedOn,
    value: measureId === kind ? itemCount : 1,
  });
  await emitFacts(tx, { type: 'item', id, orgUnitId }, [
    give(null, kind),
    ...served.map((target) => give(target.rootId, target.measureId)),
  ]);
  const servesTarget = served.length > 0 || (await isOfQuota(tx, item));
  await tx.db.updateTable('deliveredItem').set({ servesTarget }).where('id', '=', id).execute();
}

/** The targets that an item counts for. One query. */
export async function rootsServed(tx: Tx, itemId: string): Promise<ServedRoot[]> {
  const { rows } = await sql<ServedRoot>`
    select target_root_id as root_id, measure_id from fact
    where source_type = 'item' and source_id = ${itemId} and target_root_id is not null
    group by 1, 2 having sum(value) > 0 order by 1, 2`.execute(tx.db);
  return rows;
}

/** Whether a quota line names the unit and counts what it sent of the kind on that day. */
async function isOfQuota(tx: Tx, item: SettledItem): Promise<boolean> {
  const { rows } = await sql<{ item: string }>`
    select distinct q.item from plan_quota q join plan p on p.id = q.plan_id
    where ${item.orgUnitId}::uuid = any(q.unit_ids) and q.review <> 'dropped' and p.status in ('approved', 'issued', 'closed')
      and ${item.deliveredOn}::date between coalesce(p.valid_from, p.issued_on) and coalesce(p.valid_to, 'infinity')`.execute(
    tx.db,
  );
  return rows.some((row) => kindOfItem(row.item) === item.kind);
}
