import { sql, type Kysely } from 'kysely';
import type { Database } from '#app/db/schema.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { SumTree } from '#app/modules/measures/server/index.ts';

interface Fact {
  unitId: string;
  measureId: string;
  populationId: string | null;
  on: LocalDate;
  value: number;
}

interface Relation {
  childId: string;
  parentId: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** Everything that sums follow from, read whole: facts, today's parents and the dated relations. */
export interface Everything {
  units: { id: string; parentId: string | null; endedOn: LocalDate | null }[];
  facts: Fact[];
  relations: Relation[];
}

/** From one snapshot where the transaction has one; otherwise nobody may write meanwhile. */
export async function readEverything(handle: Kysely<Database>): Promise<Everything> {
  const units = await sql<
    Everything['units'][number]
  >`select id, parent_id, ended_on from org_unit order by path`.execute(handle);
  const facts = await sql<Fact>`
    select org_unit_id as unit_id, measure_id, population_id, happened_on as "on", value from fact
    where target_root_id is null`.execute(handle);
  const relations = await sql<Relation>`
    select child_id, parent_id, valid_from, valid_to from org_relation where type = 'direct_parent'`.execute(handle);
  return { units: units.rows, facts: facts.rows, relations: relations.rows };
}

/**
 * The unit and whatever stood above it: by the dated relations on a day, or by today's parents; from its end on a unit
 * counts at what it stands under today. No kept place is used.
 */
export function lineAbove({ units, relations }: Everything, unitId: string, on: LocalDate, tree: SumTree): string[] {
  const line: string[] = [];
  let at: string | null = unitId;
  while (at !== null) {
    const id: string = at;
    line.push(id);
    const unit = units.find((one) => one.id === id);
    const isOver = unit?.endedOn != null && unit.endedOn <= on;
    at =
      tree === 'today' || isOver
        ? (unit?.parentId ?? null)
        : (relations.find(
            (one) => one.childId === id && one.validFrom <= on && (one.validTo === null || one.validTo > on),
          )?.parentId ?? null);
  }
  return line;
}

/** Sums by unit, measure and population, counted the long way. Keys `unit|measure|population`. */
export function bruteSums(all: Everything, from: LocalDate, to: LocalDate, tree: SumTree): Map<string, string> {
  const sums = new Map<string, { value: number; count: number }>();
  for (const fact of all.facts) {
    if (fact.on < from || fact.on > to) continue;
    for (const unitId of lineAbove(all, fact.unitId, fact.on, tree)) {
      const key = `${unitId}|${fact.measureId}|${fact.populationId}`;
      const sum = sums.get(key) ?? { value: 0, count: 0 };
      sums.set(key, { value: sum.value + fact.value, count: sum.count + 1 });
    }
  }
  return new Map([...sums].map(([key, { value, count }]) => [key, `${value} of ${count}`]));
}
