import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { UnservedWish } from '#app/modules/measures/server/index.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
import type { ItemKind } from '#app/modules/activities/item-kinds.ts';

export interface UnservedItem {
  id: string;
  kind: ItemKind;
  itemCount: number;
  title: string;
  link: string;
  deliveredOn: LocalDate;
  unitId: string;
  unitName: string;
}

/**
 * What units of a branch sent, between two days, that counts neither for a target nor for a quota line; the newest
 * first. Served by delivered_item_unserved. Two queries.
 */
export async function unservedItems(
  tx: Tx,
  wish: UnservedWish & { page: number; pageSize: number },
): Promise<{ lines: UnservedItem[]; total: number }> {
  const { rows } = await sql<UnservedItem>`
    select d.id, d.measure_id as kind, d.item_count, d.title, d.link, d.delivered_on, u.id as unit_id, u.name as unit_name
    from delivered_item d join org_unit u on u.id = d.org_unit_id where ${unserved(wish)}
    order by d.delivered_on desc, d.declared_at desc, d.id
    limit ${wish.pageSize} offset ${(wish.page - 1) * wish.pageSize}`.execute(tx.db);
  return { lines: rows, total: await countUnservedItems(tx, wish) };
}

/** How many there are; stops at `most`. One query. */
export async function countUnservedItems(tx: Tx, wish: UnservedWish, most = 100_000): Promise<number> {
  const { path, isOwnOnly, from, to } = wish;
  const { rows } = await sql<{ count: number }>`
    select count_unserved_delivered_item(${path}, ${isOwnOnly}, ${from ?? null}::date, ${to ?? null}::date, ${most})
      as count`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

function unserved({ path, isOwnOnly, from, to }: UnservedWish): RawBuilder<boolean> {
  return sql<boolean>`d.withdrawn_at is null and not d.serves_target
    and ${isOwnOnly ? sql`u.path = ${path}` : underPath('u.path', path)}
    ${from ? sql`and d.delivered_on >= ${from}` : sql``} ${to ? sql`and d.delivered_on <= ${to}` : sql``}`;
}
