import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsAbove, unitsById } from '#app/modules/orgs/server/index.ts';
import { requireMeasure } from '#app/modules/measures/measure-policy.ts';
import { branchesPerPage, type SumBoardView } from '#app/modules/measures/sum-board-address.ts';
import { unitMeasures, type MeasureLine } from '#app/modules/measures/server/list-measures.ts';
import { sumsOfBranches } from '#app/modules/measures/server/sums-of-branches.ts';

/** So many of a measure, by its id; what nobody reported is absent, which is not the same as 0. */
export type Sums = Readonly<Record<string, number>>;

export interface SumBranch {
  /** Null: units that stood here and stand elsewhere now, out of the reader's sight, together. */
  unitId: string | null;
  name: string;
  sums: Sums;
}

export interface SumBoard {
  view: SumBoardView;
  unit: { id: string; name: string; path: string };
  /** The way back up, as far as the reader's unit. */
  above: { id: string; name: string }[];
  /** Every measure that may be chosen, and those that are. */
  choices: MeasureLine[];
  measures: MeasureLine[];
  /** Those of the page, or all; and how many were there on some of the days. */
  branches: SumBranch[];
  branchCount: number;
  /** What the unit itself did, and all of it: own and all branches add up to the total. */
  own: Sums;
  total: Sums;
}

/** Measures shown where the address names none. */
const usualCount = 6;

/**
 * Measures of a unit and of the branches right below it between two days: of the address's page, or of all. Everything is
 * read from kept sums: five queries at any size. Throws not_found.
 */
export async function sumBoard(tx: Tx, view: SumBoardView, of: 'page' | 'all' = 'page'): Promise<SumBoard> {
  const unitId = view.unitId ?? tx.actor.unitId ?? '';
  const unit = (await unitsById(tx, [unitId])).get(unitId);
  requireMeasure(tx.actor, 'read', unit);
  if (!unit) throw new AppError('not_found');
  const choices = (await unitMeasures(tx, unitId)).filter((one) => one.rollUp === 'sum');
  const chosen = choices.filter((one) => view.measureIds.includes(one.id));
  const measures = chosen.length > 0 ? chosen : choices.slice(0, usualCount);
  const listed = await listBranches(tx, view, unitId, of);
  const rows = await sumsOfBranches(tx, {
    unitIds: [unitId],
    childrenOf: unitId,
    children: listed.map((one) => one.unitId),
    measures: measures.map((one) => one.id),
    from: view.from,
    to: view.to,
    tree: view.tree,
  });
  const sumsOf = new Map<string, Record<string, number>>();
  const own: Record<string, number> = {};
  for (const row of rows) {
    const sums = sumsOf.get(row.unitId);
    if (sums) sums[row.measureId] = row.value;
    else sumsOf.set(row.unitId, { [row.measureId]: row.value });
    if (row.unitId === unitId && row.ownValue !== null) own[row.measureId] = row.ownValue;
  }
  const from = tx.actor.unitPath ?? unit.path;
  return {
    view: { ...view, unitId, branchPage: listed[0]?.page ?? 1 },
    unit: { id: unit.id, name: unit.name, path: unit.path },
    above: (await unitsAbove(tx, unit.path)).filter((one) => one.path.startsWith(from)),
    choices,
    measures,
    branches: withSums(listed, sumsOf),
    branchCount: listed[0]?.thereCount ?? 0,
    own,
    total: sumsOf.get(unitId) ?? {},
  };
}

interface Listed {
  unitId: string;
  /** Null: out of the reader's sight. */
  name: string | null;
  /** It was there on some of the days. One that was not is shown where it has a sum all the same. */
  isThere: boolean;
  /** How many were, and the page that these are of: the last one where the address names a later one. */
  thereCount: number;
  page: number;
}

/**
 * The units right below, by name: those of the page, without a sum too, since that nobody reported is told. After the
 * last of them come those that had ended before these days or are out of sight, where they have a sum.
 */
async function listBranches(
  tx: Tx,
  { from, to, tree, branchPage }: SumBoardView,
  unitId: string,
  of: 'page' | 'all',
): Promise<Listed[]> {
  // Ids first: asked for in one condition with the units, every unit of the nation would be looked at.
  const below =
    tree === 'today'
      ? sql`select id, true as has_stood from org_unit where parent_id = ${unitId}`
      : sql`select id, bool_or(has_stood) as has_stood from (
              select id, true as has_stood from children_between(${unitId}::uuid, ${from}::date, ${to}::date) r (id)
              -- What followed others counts what they recorded after their end.
              union all select id, false from org_unit where parent_id = ${unitId} and ended_on <= ${to}) b group by id`;
  const size = of === 'page' ? branchesPerPage : 1_000_000;
  const { rows } = await sql<Listed>`
    with branch as materialized (${below}), named as (
      select b.id as unit_id, u.name, u.name_sort,
             -- One whose founding was undone has ended on the day it was founded.
             b.has_stood and coalesce(u.founded_on <= ${to}
               and (u.ended_on is null or u.ended_on > greatest(${from}::date, u.founded_on)), false) as is_there
      from branch b left join org_unit u using (id)
    ), placed as (
      select *, row_number() over (order by is_there desc, name_sort) - 1 as place, count(*) filter (where is_there) over () as there_count
      from named
    )
    select unit_id, name, is_there, there_count, page
    from placed
    cross join lateral (select greatest(1, (there_count + ${size}::integer - 1) / ${size}::integer) as last_page) l
    cross join lateral (select least(${branchPage}::integer, last_page) as page) p
    where case when is_there then place / ${size}::integer + 1 else last_page end = page
    order by place`.execute(tx.db);
  return rows;
}

function withSums(listed: readonly Listed[], sumsOf: ReadonlyMap<string, Sums>): SumBranch[] {
  const shown = listed.filter((one) => one.isThere || sumsOf.has(one.unitId));
  const seen = shown.flatMap(({ unitId, name }): SumBranch[] =>
    name === null ? [] : [{ unitId, name, sums: sumsOf.get(unitId) ?? {} }],
  );
  const elsewhere = shown.filter((one) => one.name === null).map((one) => sumsOf.get(one.unitId) ?? {});
  return elsewhere.length === 0 ? seen : [...seen, { unitId: null, name: '', sums: added(elsewhere) }];
}

function added(all: readonly Sums[]): Sums {
  const total: Record<string, number> = {};
  for (const sums of all) for (const [id, value] of Object.entries(sums)) total[id] = (total[id] ?? 0) + value;
  return total;
}
