import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { ItemKind } from '#app/modules/activities/item-kinds.ts';

export interface ItemLine {
  id: string;
  kind: ItemKind;
  itemCount: number;
  title: string;
  link: string;
  deliveredOn: LocalDate;
  by: string;
  withdrawnReason: string | null;
}

/** What a unit said it delivered, the newest first. One query. */
export async function listItems(tx: Tx, unitId: string): Promise<ItemLine[]> {
  const { rows } = await sql<ItemLine>`
    select d.id, d.measure_id as kind, d.item_count, d.title, d.link, d.delivered_on, coalesce(n.name, '') as by,
      case when d.withdrawn_at is null then null else d.withdrawn_reason end as withdrawn_reason
    from delivered_item d left join lateral app_user_names(array[d.declared_by]) n on true
    where d.org_unit_id = ${unitId} order by d.delivered_on desc, d.declared_at desc, d.id limit 100`.execute(tx.db);
  return rows;
}

/** How many of each kind units delivered between two days (both included). One query. */
export async function deliveredBetween(
  tx: Tx,
  unitIds: readonly string[],
  from: LocalDate,
  to: LocalDate,
): Promise<Map<string, Map<ItemKind, number>>> {
  const { rows } = await sql<{ unitId: string; kind: ItemKind; count: number }>`
    select org_unit_id as unit_id, measure_id as kind, sum(item_count) as count from delivered_item
    where org_unit_id = any(${[...unitIds]}::uuid[]) and delivered_on between ${from} and ${to} and withdrawn_at is null
    group by org_unit_id, measure_id`.execute(tx.db);
  const byUnit = new Map<string, Map<ItemKind, number>>();
  for (const row of rows) {
    const kinds = byUnit.get(row.unitId) ?? new Map<ItemKind, number>();
    byUnit.set(row.unitId, kinds.set(row.kind, Number(row.count)));
  }
  return byUnit;
}
