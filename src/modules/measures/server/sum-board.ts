import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsAbove, unitsById } from '#app/modules/orgs/server/index.ts';
import { requireMeasure } from '#app/modules/measures/measure-policy.ts';
import type { SumBoardView } from '#app/modules/measures/sum-board-address.ts';
import { unitMeasures, type MeasureLine } from '#app/modules/measures/server/list-measures.ts';
import { sumsOfBranches, type BranchSum } from '#app/modules/measures/server/sums-of-branches.ts';

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
  branches: SumBranch[];
  /** What the unit itself did, and all of it: own and branches add up to the total. */
  own: Sums;
  total: Sums;
}

/** Measures shown where the address names none. */
const usualCount = 6;

/**
 * Measures of a unit and of each branch right below it between two days. Everything is read from kept sums: five queries
 * at any size. Throws not_found.
 */
export async function sumBoard(tx: Tx, view: SumBoardView): Promise<SumBoard> {
  const unitId = view.unitId ?? tx.actor.unitId ?? '';
  const unit = (await unitsById(tx, [unitId])).get(unitId);
  requireMeasure(tx.actor, 'read', unit);
  if (!unit) throw new AppError('not_found');
  const choices = (await unitMeasures(tx, unitId)).filter((one) => one.rollUp === 'sum');
  const chosen = choices.filter((one) => view.measureIds.includes(one.id));
  const measures = chosen.length > 0 ? chosen : choices.slice(0, usualCount);
  const rows = await sumsOfBranches(tx, {
    unitIds: [unitId],
    childrenOf: unitId,
    measures: measures.map((one) => one.id),
    from: view.from,
    to: view.to,
    tree: view.tree,
  });
  const sumsOf = new Map<string, Record<string, number>>();
  for (const row of rows) sumsOf.set(row.unitId, { ...sumsOf.get(row.unitId), [row.measureId]: row.value });
  const total = sumsOf.get(unitId) ?? {};
  sumsOf.delete(unitId);
  const branches = await nameBranches(tx, view, unitId, sumsOf);
  const from = tx.actor.unitPath ?? unit.path;
  return {
    view: { ...view, unitId },
    unit: { id: unit.id, name: unit.name, path: unit.path },
    above: (await unitsAbove(tx, unit.path)).filter((one) => one.path.startsWith(from)),
    choices,
    measures,
    branches,
    own: ownSums(rows, unitId),
    total,
  };
}

/** The units below that were there in these days, by name; those without a sum too: that nobody reported is told. */
async function nameBranches(
  tx: Tx,
  { from, to, tree }: SumBoardView,
  unitId: string,
  sumsOf: ReadonlyMap<string, Sums>,
): Promise<SumBranch[]> {
  // Ids first: asked for in one condition with the sums' own, every unit of the nation would be looked at.
  const below =
    tree === 'today'
      ? sql`select id, false from org_unit where parent_id = ${unitId}`
      : sql`select id, false from children_between(${unitId}::uuid, ${from}::date, ${to}::date) r (id)`;
  const { rows } = await sql<{ unitId: string; name: string }>`
    with branch as (
      select id, bool_or(has_sum) as has_sum
      from (select unnest(${[...sumsOf.keys()]}::uuid[]) as id, true as has_sum union all ${below}) b group by id)
    select u.id as unit_id, u.name from branch b join org_unit u using (id)
    where b.has_sum or u.founded_on <= ${to} and (u.ended_on is null or u.ended_on > ${from})
    order by u.name_sort`.execute(tx.db);
  const seen = new Set(rows.map((row) => row.unitId));
  const branches: SumBranch[] = rows.map((row) => ({ ...row, sums: sumsOf.get(row.unitId) ?? {} }));
  const elsewhere = [...sumsOf].filter(([id]) => !seen.has(id)).map(([, sums]) => sums);
  return elsewhere.length === 0 ? branches : [...branches, { unitId: null, name: '', sums: added(elsewhere) }];
}

function added(all: readonly Sums[]): Sums {
  const total: Record<string, number> = {};
  for (const sums of all) for (const [id, value] of Object.entries(sums)) total[id] = (total[id] ?? 0) + value;
  return total;
}

/** What is left of the whole after the branches: the unit's own facts. A measure of which there are none is left out. */
function ownSums(rows: readonly BranchSum[], unitId: string): Sums {
  const left: Record<string, { value: number; factCount: number }> = {};
  for (const { measureId, ...row } of rows) {
    const sign = row.unitId === unitId ? 1 : -1;
    const { value, factCount } = left[measureId] ?? { value: 0, factCount: 0 };
    left[measureId] = { value: value + sign * row.value, factCount: factCount + sign * row.factCount };
  }
  const own = Object.entries(left).filter(([, { factCount }]) => factCount > 0);
  // Sums are exact in the database; subtracting fractions here is not.
  return Object.fromEntries(own.map(([id, { value }]) => [id, Math.round(value * 1e6) / 1e6]));
}
