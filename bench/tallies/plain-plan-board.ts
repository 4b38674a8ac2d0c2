import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';
import type { PlanProgress, TargetProgress } from '#app/modules/progress/server/index.ts';

/** A target of one branch (or of the unit that is looked at with all below it), before anything is judged. */
export interface PlainTally {
  /** The branch by its number; null: of the whole. */
  label: string | null;
  /** The target's position on the board. */
  at: number;
  numerator: number;
  denominator: number;
}

/** Targets that facts and declared people decide; the others are what units say of themselves. */
const isPlain = ({ rule }: TargetProgress): boolean =>
  rule.binds !== 'issuer' && ['coverage', 'unit_rate', 'per_unit_count', 'count'].includes(rule.shape);

/**
 * The same figures as the plan's board, by one statement that groups facts: what a board costs where nothing is kept. The
 * facts of each target in its period are added up by unit, each unit is put beside its own people or minimum where it
 * counts in the period, and these are added up by the unit that is looked at and those right below it, in one pass. The
 * server guesses badly here: it is told to begin with the facts of a large branch, and with the units of a small one,
 * whichever is faster.
 */
export async function plainPlanBoard(tx: Tx, board: PlanProgress): Promise<PlainTally[]> {
  const { unit, unitCount, on } = board;
  const targets = board.targets.map((one, at) => ({ ...one, at })).filter(isPlain);
  const of = <T>(value: (one: (typeof targets)[number]) => T): T[] => targets.map(value);
  const minimum = ({ rule }: TargetProgress): number =>
    rule.shape === 'per_unit_count' ? (rule.value ?? rule.minPerUnit) : rule.minPerUnit;
  const target = sql`
    target as materialized (
      select *, least(to_on, ${on}::date) as seen_on from unnest(
        ${of((one) => one.at)}::int[], ${of((one) => one.rootId)}::uuid[], ${of((one) => one.rule.shape)}::text[],
        ${of((one) => one.rule.measureId)}::text[], ${of(minimum)}::numeric[],
        ${of((one) => one.rule.populationIds.join(' '))}::text[], ${of((one) => one.rule.figurePopulationIds.join(' '))}::text[],
        ${of((one) => one.rule.kindIds.join(' '))}::text[], ${of((one) => one.rule.sectorIds.join(' '))}::text[],
        ${of((one) => one.period.from)}::date[], ${of((one) => one.period.to)}::date[])
        t (at, root_id, shape, measure_id, minimum, populations, figures, kinds, sectors, from_on, to_on))`;
  const isIn = sql`u.path >= ${unit.path} and u.path < ${`${unit.path.slice(0, -1)}/`}`;
  const facts =
    unitCount > 10_000
      ? sql`from target t join fact f on f.target_root_id = t.root_id and f.happened_on between t.from_on and t.seen_on`
      : sql`from org_unit u cross join target t cross join lateral (
              select * from fact f
              where f.target_root_id = t.root_id and f.org_unit_id = u.id and f.happened_on between t.from_on and t.seen_on offset 0) f
            where ${isIn}`;
  const { rows } = await sql<PlainTally>`
    with ${target}, done as materialized (
      select f.org_unit_id, t.at, sum(f.value) filter (where f.measure_id = t.measure_id) as count,
             sum(f.value) filter (where f.measure_id = 'persons' and f.population_id = any (string_to_array(t.populations, ' '))) as persons
      ${facts} group by f.org_unit_id, t.at
    ), told as (
      select split_part(substr(u.path, ${unit.path.length + 1}::integer), '.', 1) as label, t.at,
             case t.shape when 'count' then coalesce(d.count, 0)
                          when 'coverage' then greatest(0, least(coalesce(d.persons, 0), p.value))
                          else (coalesce(d.count, 0) >= t.minimum)::integer end as numerator,
             case t.shape when 'count' then 0 when 'coverage' then p.value else 1 end as denominator
      from org_unit u cross join target t left join done d on d.org_unit_id = u.id and d.at = t.at
      left join lateral (
        select f.value from org_figure f join unnest(string_to_array(t.figures, ' ')) with ordinality w (population_id, place) using (population_id)
        where t.shape = 'coverage' and f.unit_id = u.id and f.as_of_on <= t.seen_on
        order by w.place, f.as_of_on desc, f.created_at desc limit 1) p on true
      where ${isIn} and (t.shape = 'count' or (
        u.kind_id = any (string_to_array(t.kinds, ' ')) and (t.sectors = '' or u.sector_id = any (string_to_array(t.sectors, ' ')))
        and (u.ended_on is null or u.ended_on > t.seen_on) and u.founded_on <= t.seen_on
        and (u.founded_on <= t.from_on or t.to_on - u.founded_on + 1 >= least((t.to_on - t.from_on + 1) / 2.0, 180))
        and (t.shape <> 'coverage' or p.value > 0)))
    )
    select label, at, sum(numerator) as numerator, sum(denominator) as denominator
    from told group by grouping sets ((at), (label, at))`.execute(tx.db);
  return rows;
}

/** Tallies of the board that are not what the plain statement says. */
export function differingTallies(
  board: PlanProgress,
  plain: readonly PlainTally[],
): { compared: number; differing: number } {
  const told = new Map(plain.map((one) => [`${one.label} ${one.at}`, `${one.numerator} of ${one.denominator}`]));
  const shown = [{ unit: board.unit, figures: board.targets.map((one) => one.figure) }, ...board.branches];
  let compared = 0;
  let differing = 0;
  for (const [at, target] of board.targets.entries()) {
    if (!isPlain(target)) continue;
    for (const { unit, figures } of shown) {
      const { numerator, denominator } = figures[at]!.tally;
      const label = unit === board.unit ? null : labelOf(unit.path);
      compared += 1;
      if ((told.get(`${label} ${at}`) ?? '0 of 0') !== `${numerator} of ${denominator}`) differing += 1;
    }
  }
  return { compared, differing };
}
