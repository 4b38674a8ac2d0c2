import { sql } from 'kysely';
import { Readings } from '#app/db/readings.ts';
import type { Tx } from '#app/platform/context.ts';
import { sumsOfBranches, type SumTree } from '#app/modules/measures/server/index.ts';
import {
  bruteSums,
  lineAbove,
  readEverything,
  type Everything,
} from '#app/modules/measures/server/testing/brute-sums.ts';
import { memberFaults } from '#app/modules/orgs/server/testing/member-faults.ts';
import { progressOf } from '#app/modules/progress/server/index.ts';
import { tallyFaultsIn } from '#app/modules/progress/server/testing/tally-faults.ts';

const trees = ['today', 'then'] as const;
const ranges = [
  ['2023-01-01', '2027-12-31'],
  ['2025-12-20', '2026-02-20'],
] as const;
const measures = ['attendances', 'activities', 'cost', 'acknowledged'];

function differences(what: string, given: ReadonlyMap<string, string>, counted: ReadonlyMap<string, string>): string[] {
  const keys = [...new Set([...given.keys(), ...counted.keys()])].filter((key) => given.get(key) !== counted.get(key));
  return keys.map((key) => `${what} ${key}: ${given.get(key) ?? 'nothing'}, but ${counted.get(key) ?? 'nothing'}`);
}

/** Kept sums of every unit and line, members of branches and tallies of plans, where they are not what facts say. */
export async function keptFaults(tx: Tx, planIds: readonly string[]): Promise<string[]> {
  const all = await readEverything(tx.db);
  const unitIds = all.units.map((unit) => unit.id);
  const faults: string[] = [];
  for (const tree of trees)
    for (const [from, to] of ranges) {
      const measuresOfAll = [...new Set(all.facts.map((fact) => fact.measureId))];
      const rows = await sumsOfBranches(tx, { measures: measuresOfAll, byPopulation: true, unitIds, from, to, tree });
      const given = rows.map(
        (row) => [`${row.unitId}|${row.measureId}|${row.populationId}`, `${row.value} of ${row.factCount}`] as const,
      );
      faults.push(...differences(`sums ${tree} ${from}`, new Map(given), bruteSums(all, from, to, tree)));
    }
  faults.push(...(await memberFaults(tx.db)).map((path) => `members below ${path}`));
  return [...faults, ...(await tallyFaultsIn(tx, planIds)).faults];
}

/** Boards of units with others below them as this process gives them, against the facts and a process just begun. */
export async function boardFaults(tx: Tx, planId: string): Promise<string[]> {
  const all = await readEverything(tx.db);
  const tops = all.units.filter((unit) => all.units.some((child) => child.parentId === unit.id));
  const justBegun: Tx = { ...tx, remembered: (question) => new Readings().of('', question) };
  const faults: string[] = [];
  for (const { id } of tops)
    for (const tree of trees) {
      for (const [from, to] of ranges) {
        const rows = await sumsOfBranches(tx, { measures, unitIds: [id], childrenOf: id, from, to, tree });
        const given = rows.map(
          (row) => [`${row.unitId}|${row.measureId}`, `${row.value} of ${row.factCount}`] as const,
        );
        faults.push(...differences(`board ${tree} ${from}`, new Map(given), countedBoard(all, id, from, to, tree)));
      }
      const read = async (as: Tx) => JSON.stringify(await progressOf(as, { planId, unitId: id, tree }));
      const [given, anew] = [await read(tx), await read(justBegun)];
      if (given !== anew) faults.push(`plan board ${tree} ${id}: ${given}, but ${anew}`);
    }
  return faults;
}

/** The unit's total and that of each unit right below it, on the days on which it stood there. */
function countedBoard(all: Everything, topId: string, from: string, to: string, tree: SumTree): Map<string, string> {
  const sums = new Map<string, { value: number; count: number }>();
  for (const fact of all.facts) {
    if (fact.on < from || fact.on > to || !measures.includes(fact.measureId)) continue;
    const line = lineAbove(all, fact.unitId, fact.on, tree);
    const at = line.indexOf(topId);
    for (const unitId of at < 0 ? [] : line.slice(Math.max(0, at - 1), at + 1)) {
      const key = `${unitId}|${fact.measureId}`;
      const { value, count } = sums.get(key) ?? { value: 0, count: 0 };
      sums.set(key, { value: value + fact.value, count: count + 1 });
    }
  }
  return new Map([...sums].map(([key, { value, count }]) => [key, `${value} of ${count}`]));
}

/** Work and receipts that do not count once, lost or doubled; and work of units whose founding was undone. */
export async function sourceFaults(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select a.status || ' activity ' || a.id || ' counts for ' || coalesce(f.total, 0) as fault
    from activity a
    left join (select source_id, sum(value) as total from fact
               where source_type = 'activity' and measure_id = 'activities' and target_root_id is null group by 1) f
      on f.source_id = a.id
    where coalesce(f.total, 0) <> (a.status = 'done')::integer
    union all
    select 'activity ' || a.id || ' has ' || coalesce(f.total, 0) || ' attendances' from activity a
    left join (select source_id, sum(value) as total from fact
               where source_type = 'activity' and measure_id = 'attendances' and target_root_id is null group by 1) f
      on f.source_id = a.id
    left join (select activity_id, sum(attendance_count) as total from activity_attendance group by 1) t on t.activity_id = a.id
    where coalesce(f.total, 0) <> case a.status when 'done' then coalesce(t.total, 0) else 0 end
    union all
    select 'delivery ' || source_id || ' counts for ' || sum(value) from fact
    where source_type = 'delivery' and target_root_id is null group by source_id having sum(value) <> 1
    union all
    select 'unit ' || u.id || ' was never there, and did something' from reorganisation_unit t
    join reorganisation r on r.id = t.reorganisation_id and r.undone_at is not null
    join org_unit u on u.id = t.unit_id and u.ended_on = u.founded_on
    where t.role = 'founded' and (
      exists (select from org_figure f where f.unit_id = u.id)
      or exists (select from fact f where f.org_unit_id = u.id group by f.source_id having sum(f.value) <> 0))`.execute(
    tx.db,
  );
  return rows.map((row) => row.fault);
}
