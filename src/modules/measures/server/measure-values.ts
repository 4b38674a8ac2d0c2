import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { BranchSums } from '#app/modules/measures/measure-value.ts';

export interface MeasureBranch extends BranchSums {
  unitId: string;
  name: string;
}

interface Wish {
  unitId: string;
  from: LocalDate;
  to: LocalDate;
  /** With the branches right below the unit, each for itself. */
  withBranches: boolean;
  /** Only these measures; all when absent. */
  measureIds?: readonly string[] | undefined;
}

/**
 * What the measures add up to between two days (both included) for a unit with all below it, the unit first. Facts of
 * targets are left out: they tell the same work again. Two queries.
 */
export async function measureValues(tx: Tx, wish: Wish): Promise<MeasureBranch[]> {
  const branches = await branchesOf(tx, wish);
  const { rows } = await sql<{
    branchId: string;
    measureId: string;
    total: number;
    shareId: string | null;
    met: number;
  }>`
    with branch as (
      select id, path from org_unit where id = any(${branches.map((one) => one.unitId)}::uuid[])
    ), member as (
      select b.id as branch_id, u.id as unit_id, k.tier = 4 as is_grassroots
      from branch b join org_unit u on u.path >= b.path and u.path < left(b.path, -1) || '/'
      join unit_kind k on k.id = u.kind_id
    ), amount as (
      select f.org_unit_id as unit_id, f.measure_id, sum(f.value) as value
      from fact f join measure m on m.id = f.measure_id
      where f.target_root_id is null and f.happened_on <= ${wish.to}
        and (m.roll_up = 'latest' or f.happened_on >= ${wish.from})
        and f.org_unit_id in (select unit_id from member)
        ${wish.measureIds ? sql`and f.measure_id = any(${[...wish.measureIds]}::text[])` : sql``}
      group by f.org_unit_id, f.measure_id
    )
    select b.branch_id, a.measure_id, sum(a.value) as total, s.id as share_id,
      count(*) filter (where b.is_grassroots and a.value >= (s.rule ->> 'least')::numeric) as met
    from member b join amount a on a.unit_id = b.unit_id
    left join measure s on s.rule ->> 'source' = 'unit_share' and s.rule ->> 'measureId' = a.measure_id
    group by b.branch_id, a.measure_id, s.id`.execute(tx.db);
  return branches.map((branch) => {
    const own = rows.filter((row) => row.branchId === branch.unitId);
    return {
      ...branch,
      totals: new Map(own.map((row) => [row.measureId, Number(row.total)])),
      unitsMet: new Map(own.flatMap((row) => (row.shareId === null ? [] : [[row.shareId, Number(row.met)] as const]))),
    };
  });
}

async function branchesOf(tx: Tx, wish: Wish): Promise<{ unitId: string; name: string; unitCount: number }[]> {
  const { rows } = await sql<{ unitId: string; name: string; unitCount: number }>`
    select b.id as unit_id, b.name, (
      select count(*) from org_unit u join unit_kind k on k.id = u.kind_id
      where u.path >= b.path and u.path < left(b.path, -1) || '/' and k.tier = 4
        and u.founded_on <= ${wish.to} and (u.ended_on is null or u.ended_on > ${wish.to})) as unit_count
    from org_unit b where b.id = ${wish.unitId} or (${wish.withBranches} and b.parent_id = ${wish.unitId})
    order by b.id <> ${wish.unitId}, b.name_sort`.execute(tx.db);
  return rows.map((row) => ({ ...row, unitCount: Number(row.unitCount) }));
}
