import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/** A stretch of days of one target that is asked about. */
export interface Window {
  rootId: string;
  from: LocalDate;
  to: LocalDate;
}

/** Only what had been recorded before this moment; null: everything. */
export type KnownBefore = Date | null;

const knownBefore = (column: string, moment: KnownBefore) =>
  moment === null ? sql`true` : sql`${sql.ref(column)} < ${moment}`;

export interface FactSum {
  /** Position of the window in the question. */
  at: number;
  unitId: string;
  measureId: string;
  populationId: string | null;
  value: number;
}

export interface DeclarationRow {
  at: number;
  unitId: string;
  numerator: number | null;
  denominator: number | null;
  rating: number | null;
}

export interface DoubtRow {
  at: number;
  unitId: string;
  count: number;
}

export interface FigureRow {
  unitId: string;
  populationId: string;
  /** The day as of which it is the latest. */
  on: LocalDate;
  value: number;
}

const windowRows = (windows: readonly Window[]) => sql`
  unnest(${windows.map((_, at) => at)}::int[], ${windows.map((one) => one.rootId)}::uuid[],
         ${windows.map((one) => one.from)}::date[], ${windows.map((one) => one.to)}::date[]) as w (at, root_id, from_on, to_on)`;

/** Who is asked in a window (by position): where not every unit is in every one. */
export type AskedUnits = readonly ReadonlySet<string>[];

/**
 * Facts of targets by unit, measure and population, of the measures asked for. One query, served by fact_target for many
 * units, by fact_unit_measure for few, and by fact_target_unit where it is named who is asked what. A sum of zero has a
 * row only where it is of measures that units state (`stated`).
 */
export async function readFactSums(
  tx: Tx,
  windows: readonly Window[],
  measureIds: readonly string[],
  unitIds: readonly string[],
  { known, asked, stated }: { known: KnownBefore; asked: AskedUnits | null; stated: readonly string[] },
): Promise<FactSum[]> {
  // Who is known by name is a person among persons, and counts by heads for a target that asks for names.
  const named = measureIds.filter((id) => id === 'persons' || id === 'known_persons');
  const counted = measureIds.filter((id) => id !== 'known_persons');
  const facts = asked
    ? factsOfPairs(windows, counted, { known, asked, stated })
    : factsOfAll(windows, counted, unitIds, { known, stated });
  const { rows } = await sql<FactSum>`
    ${facts}
    ${named.length > 0 ? knownPersons(windows, unitIds, known, named) : sql``}`.execute(tx.db);
  return rows;
}

const saysSomething = (stated: readonly string[]) =>
  sql`having sum(f.value) <> 0 or f.measure_id = any(${[...stated]}::text[])`;

const factsOfAll = (
  windows: readonly Window[],
  measureIds: readonly string[],
  unitIds: readonly string[],
  { known, stated }: { known: KnownBefore; stated: readonly string[] },
) => {
  const roots = [...new Set(windows.map((one) => one.rootId))];
  const [first] = windows.map((one) => one.from).toSorted();
  const last = windows
    .map((one) => one.to)
    .toSorted()
    .at(-1);
  // Days are added up first: joined with the windows at once, every window would read all facts of its target.
  return sql`
    with f as materialized (
      select org_unit_id, measure_id, population_id, target_root_id, happened_on, sum(value) as value from fact
      where measure_id = any(${[...measureIds]}::text[]) and org_unit_id = any(${[...unitIds]}::uuid[])
        and target_root_id = any(${roots}::uuid[]) and happened_on between ${first} and ${last}
        and ${knownBefore('recordedAt', known)}
      group by 1, 2, 3, 4, 5
    )
    select w.at, f.org_unit_id as unit_id, f.measure_id, f.population_id, sum(f.value) as value
    from ${windowRows(windows)}
    join f on f.target_root_id = w.root_id and f.happened_on between w.from_on and w.to_on
    group by w.at, f.org_unit_id, f.measure_id, f.population_id ${saysSomething(stated)}`;
};

const factsOfPairs = (
  windows: readonly Window[],
  measureIds: readonly string[],
  { known, asked, stated }: { known: KnownBefore; asked: AskedUnits; stated: readonly string[] },
) => {
  const pairs = asked.flatMap((ids, at) => [...ids].map((id) => ({ at, id })));
  return sql`
    select w.at, p.unit_id, f.measure_id, f.population_id, sum(f.value) as value
    from unnest(${pairs.map((one) => one.at)}::int[], ${pairs.map((one) => one.id)}::uuid[]) p (at, unit_id)
    join ${windowRows(windows)} using (at)
    cross join lateral (
      select f.measure_id, f.population_id, f.value from fact f
      where f.target_root_id = w.root_id and f.org_unit_id = p.unit_id and f.happened_on between w.from_on and w.to_on
        and f.measure_id = any(${[...measureIds]}::text[]) and ${knownBefore('f.recordedAt', known)}
      offset 0) f
    group by w.at, p.unit_id, f.measure_id, f.population_id ${saysSomething(stated)}`;
};

/** The latest statement of each unit in each window. One query, served by target_declaration_root. */
export async function readDeclarations(
  tx: Tx,
  windows: readonly Window[],
  unitIds: readonly string[],
  known: KnownBefore,
): Promise<DeclarationRow[]> {
  const { rows } = await sql<DeclarationRow>`
    select distinct on (w.at, d.org_unit_id) w.at, d.org_unit_id as unit_id, d.numerator, d.denominator, d.rating
    from ${windowRows(windows)}
    join target_declaration d on d.target_root_id = w.root_id and d.declared_on between w.from_on and w.to_on
    where d.org_unit_id = any(${[...unitIds]}::uuid[]) and ${knownBefore('d.declaredAt', known)}
    order by w.at, d.org_unit_id, d.declared_on desc, d.declared_at desc, d.id`.execute(tx.db);
  return rows;
}

/** Activities with a confirmed doubt, by unit. One query, served by activity_link_plan and plan_target_root. */
export async function readDoubts(tx: Tx, windows: readonly Window[], unitIds: readonly string[]): Promise<DoubtRow[]> {
  const { rows } = await sql<DoubtRow>`
    select w.at, a.org_unit_id as unit_id, count(distinct a.id) as count
    from ${windowRows(windows)}
    join plan_target t on t.root_id = w.root_id
    join activity_link l on l.target_id = t.id
    join activity a on a.id = l.activity_id and a.status = 'done' and a.starts_on between w.from_on and w.to_on
    where a.org_unit_id = any(${[...unitIds]}::uuid[]) and a.doubts <> '[]'
    group by w.at, a.org_unit_id`.execute(tx.db);
  return rows;
}

/** The latest declared figure of populations for each unit, as known on each of the days. One query, served by org_figure_latest. */
export async function readFigures(
  tx: Tx,
  wanted: readonly { populationId: string; on: LocalDate }[],
  unitIds: readonly string[],
  known: KnownBefore,
): Promise<FigureRow[]> {
  if (wanted.length === 0 || unitIds.length === 0) return [];
  const { rows } = await sql<FigureRow>`
    select u.unit_id, w.population_id, w.seen_on as "on", f.value
    from unnest(${[...unitIds]}::uuid[]) u (unit_id)
    cross join unnest(${wanted.map((one) => one.populationId)}::text[], ${wanted.map((one) => one.on)}::date[]) as w (population_id, seen_on)
    cross join lateral (
      select f.value from org_figure f
      where f.unit_id = u.unit_id and f.population_id = w.population_id and f.as_of_on <= w.seen_on
        and ${knownBefore('f.createdAt', known)}
      order by f.as_of_on desc, f.created_at desc limit 1
    ) f`.execute(tx.db);
  return rows;
}

/**
 * People known by name, each once in a window however often they came: beside them stand only the heads of activities
 * where nobody was known (`contributionsOf`). A person is of one unit, so units may be added.
 */
const knownPersons = (
  windows: readonly Window[],
  unitIds: readonly string[],
  known: KnownBefore,
  as: readonly string[],
) => sql`
    union all
    select at, unit_id, counted_as, population_id, count(*) from (
      select w.at, f.org_unit_id as unit_id, f.population_id, c.person_id
      from ${windowRows(windows)}
      join fact f on f.target_root_id = w.root_id and f.happened_on between w.from_on and w.to_on
        and f.measure_id = 'known_persons' and ${knownBefore('f.recordedAt', known)}
      join check_in c on c.id = f.source_id
      where f.org_unit_id = any(${[...unitIds]}::uuid[])
      group by w.at, f.org_unit_id, f.population_id, c.person_id having sum(f.value) > 0
    ) known cross join unnest(${[...as]}::text[]) counted_as group by at, unit_id, counted_as, population_id`;
