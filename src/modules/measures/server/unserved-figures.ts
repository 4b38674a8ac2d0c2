import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';

export interface UnservedWish {
  /** The unit at this path and all below it. */
  path: string;
  /** Only the unit itself. */
  isOwnOnly: boolean;
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
}

/** What a unit states of one measure and that counts for no target: the latest, and how often it was stated. */
export interface UnservedFigure {
  measureId: string;
  nameVi: string;
  nameEn: string;
  unitVi: string;
  unitEn: string;
  unitId: string;
  unitName: string;
  asOfOn: LocalDate;
  value: number;
  statedCount: number;
}

/**
 * Figures that units of a branch stated, as of days between two, and that serve no target: one line for a unit and a
 * measure, the newest first. Served by measure_figure_unserved. Two queries.
 */
export async function unservedFigures(
  tx: Tx,
  wish: UnservedWish & { page: number; pageSize: number },
): Promise<{ lines: UnservedFigure[]; total: number }> {
  const { rows } = await sql<UnservedFigure>`
    select g.measure_id, m.name_vi, m.name_en, m.unit_vi, m.unit_en, g.org_unit_id as unit_id, g.unit_name,
           g.as_of_on, g.value, g.stated_count
    from (
      select distinct on (f.org_unit_id, f.measure_id) f.org_unit_id, f.measure_id, f.as_of_on, f.value, u.name as unit_name,
             count(*) over (partition by f.org_unit_id, f.measure_id) as stated_count
      from measure_figure f join org_unit u on u.id = f.org_unit_id where ${unserved(wish)}
      order by f.org_unit_id, f.measure_id, f.as_of_on desc, f.declared_at desc
    ) g join measure m on m.id = g.measure_id
    order by g.as_of_on desc, g.org_unit_id, g.measure_id
    limit ${wish.pageSize} offset ${(wish.page - 1) * wish.pageSize}`.execute(tx.db);
  return { lines: rows, total: await countUnservedFigures(tx, wish) };
}

/** How many lines there are; stops at `most`. One query. */
export async function countUnservedFigures(tx: Tx, wish: UnservedWish, most = 100_000): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select f.org_unit_id, f.measure_id from measure_figure f join org_unit u on u.id = f.org_unit_id
      where ${unserved(wish)} group by 1, 2 limit ${most}) f`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

function unserved({ path, isOwnOnly, from, to }: UnservedWish): RawBuilder<boolean> {
  return sql<boolean>`not f.serves_target and ${isOwnOnly ? sql`u.path = ${path}` : underPath('u.path', path)}
    ${from ? sql`and f.as_of_on >= ${from}` : sql``} ${to ? sql`and f.as_of_on <= ${to}` : sql``}`;
}
