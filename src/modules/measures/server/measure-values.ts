import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { everThere } from '#app/modules/orgs/server/index.ts';
import type { BranchSums } from '#app/modules/measures/measure-value.ts';
import { sumsOfBranches, type BranchSum } from '#app/modules/measures/server/sums-of-branches.ts';

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

/** Before anything that is counted. */
const longAgo = '1990-01-01';

/**
 * What the measures add up to between two days (both included) for a unit with all below it, the unit first, by today's
 * tree. Totals are kept sums; only shares of units are counted from facts, unit by unit. Six queries at most.
 */
export async function measureValues(tx: Tx, wish: Wish): Promise<MeasureBranch[]> {
  const branches = await branchesOf(tx, wish);
  const unitIds = branches.map((one) => one.unitId);
  const totals = await totalsOf(tx, wish, unitIds);
  const met = await unitsMet(tx, wish, unitIds);
  const known = await knownPersons(tx, wish, unitIds);
  return branches.map((branch) => ({
    ...branch,
    totals: new Map([
      ...totals.filter((row) => row.unitId === branch.unitId).map((row) => [row.measureId, row.value] as const),
      ...(known.has(branch.unitId) ? [['known_persons', known.get(branch.unitId)!] as const] : []),
    ]),
    ...sharesOf(met.filter((row) => row.branchId === branch.unitId)),
  }));
}

const sharesOf = (rows: readonly UnitsMet[]): Pick<BranchSums, 'unitsMet' | 'unitsReported'> => ({
  unitsMet: new Map(rows.map((row) => [row.shareId, row.met])),
  unitsReported: new Map(rows.map((row) => [row.shareId, row.reported])),
});

/** A stock is the sum of its changes from the beginning; everything else is what was done in the days asked about. */
async function totalsOf(tx: Tx, { from, to, measureIds }: Wish, unitIds: readonly string[]): Promise<BranchSum[]> {
  const { rows } = await sql<{ id: string; isStock: boolean }>`
    select m.id, m.roll_up = 'latest' as is_stock from measure m
    ${measureIds ? sql`where m.id = any(${[...measureIds]}::text[])` : sql``}`.execute(tx.db);
  const sums: BranchSum[] = [];
  for (const isStock of [true, false]) {
    const measures = rows.filter((row) => row.isStock === isStock).map((row) => row.id);
    if (measures.length === 0) continue;
    const days = { from: isStock ? longAgo : from, to };
    sums.push(...(await sumsOfBranches(tx, { unitIds, measures, ...days, tree: 'today' })));
  }
  return sums;
}

/**
 * Units and where their branches end in the order of paths: worked out before the units below are looked for, since under
 * row-level security an index is not searched by what is still to be worked out.
 */
const branch = (unitIds: readonly string[]): ReturnType<typeof sql> => sql`
  branch as materialized (
    select id, path, left(path, -1) || '/' collate "C" as beyond from org_unit where id = any(${[...unitIds]}::uuid[]))`;

interface UnitsMet {
  branchId: string;
  shareId: string;
  met: number;
  reported: number;
}

/** How many grassroots unions of each branch said what they have, and reach the number that a share of units asks for. */
async function unitsMet(tx: Tx, wish: Wish, unitIds: readonly string[]): Promise<UnitsMet[]> {
  const { rows } = await sql<UnitsMet>`
    with ${branch(unitIds)}, member as (
      select b.id as branch_id, u.id as unit_id
      from branch b join org_unit u on u.path >= b.path and u.path < b.beyond
      join unit_kind k on k.id = u.kind_id and k.tier = 4
    ), share as (
      select s.id as share_id, s.rule ->> 'measureId' as measure_id, (s.rule ->> 'least')::numeric as least
      from measure s where s.rule ->> 'source' = 'unit_share'
    ), amount as (
      select f.org_unit_id as unit_id, f.measure_id, sum(f.value) as value
      from fact f join measure m on m.id = f.measure_id
      where f.target_root_id is null and f.happened_on <= ${wish.to}
        and (m.roll_up = 'latest' or f.happened_on >= ${wish.from})
        and f.org_unit_id in (select unit_id from member) and f.measure_id in (select measure_id from share)
        ${wish.measureIds ? sql`and f.measure_id = any(${[...wish.measureIds]}::text[])` : sql``}
      group by f.org_unit_id, f.measure_id
    )
    select b.branch_id, s.share_id, count(*) filter (where a.value >= s.least) as met, count(*) as reported
    from member b join amount a on a.unit_id = b.unit_id join share s on s.measure_id = a.measure_id
    group by b.branch_id, s.share_id`.execute(tx.db);
  return rows.map((row) => ({ ...row, met: Number(row.met), reported: Number(row.reported) }));
}

async function branchesOf(tx: Tx, wish: Wish): Promise<{ unitId: string; name: string; unitCount: number }[]> {
  const { rows } = await sql<{ unitId: string; name: string; unitCount: number }>`
    select b.id as unit_id, b.name, (
      select count(*) from org_unit u join unit_kind k on k.id = u.kind_id
      where u.path >= b.path and u.path < left(b.path, -1) || '/' and k.tier = 4
        and u.founded_on <= ${wish.to} and (u.ended_on is null or u.ended_on > ${wish.to})) as unit_count
    from org_unit b
    where b.id = ${wish.unitId}
      or (${wish.withBranches} and b.parent_id = ${wish.unitId} and ${everThere('b')})
    order by b.id <> ${wish.unitId}, b.name_sort`.execute(tx.db);
  return rows.map((row) => ({ ...row, unitCount: Number(row.unitCount) }));
}

/** People known by name in each branch: each once in a unit, however often they came; people are of one unit. */
async function knownPersons(tx: Tx, { from, to }: Wish, unitIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ branchId: string; count: number }>`
    with ${branch(unitIds)}
    select branch_id, count(*) as count from (
      select b.id as branch_id, c.person_id
      from branch b join org_unit u on u.path >= b.path and u.path < b.beyond
      join fact f on f.org_unit_id = u.id and f.measure_id = 'known_persons' and f.target_root_id is null
        and f.happened_on between ${from} and ${to}
      join check_in c on c.id = f.source_id
      group by b.id, c.person_id having sum(f.value) > 0
    ) known group by branch_id`.execute(tx.db);
  return new Map(rows.map((row) => [row.branchId, Number(row.count)]));
}
