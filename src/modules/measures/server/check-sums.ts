import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '#app/db/schema.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { log } from '#app/platform/log.ts';
import { bucketDays } from '#app/modules/measures/sum-buckets.ts';
import { pathThen, placeThen } from '#app/modules/measures/server/place-then.ts';
import { sampleSums, type SumCell } from '#app/modules/measures/server/sample-sums.ts';

/** A kept sum that is not what its facts add up to. */
export interface SumDifference extends SumCell {
  unitId: string;
  unitName: string;
  kept: number;
  counted: number;
}

/**
 * Counts a random sample of the sums anew from the facts and raises an alarm for each that differs: in `sum_alarm`, the
 * audit log and the process log. For jobs (system context). Gives the differences that had not been known.
 */
export async function checkSums(ctx: Context): Promise<SumDifference[]> {
  return ctx.transaction(async (tx) => {
    const found: SumDifference[] = [];
    for (const cell of await sampleSums(tx)) {
      const difference = await countAnew(tx, cell);
      if (difference && (await raiseAlarm(tx, difference))) found.push(difference);
    }
    return found;
  });
}

/** One statement, so that what is kept, what waits and what is counted are of one moment. */
async function countAnew(tx: Tx, cell: SumCell): Promise<SumDifference | null> {
  const { from, to } = bucketDays(cell.bucket);
  const { rows } = await sql<Omit<SumDifference, keyof SumCell> & { isSame: boolean }>`
    with kept as (
      select l.value, l.fact_count
      from kept_sum k cross join lateral unnest(k.lines, k.amounts, k.fact_counts) l (line, value, fact_count)
      where k.bucket = ${cell.bucket} and k.unit_number = ${cell.unitNumber} and k.part = ${cell.part} and l.line = (
        select id from fact_line
        where measure_id = ${cell.measureId} and population_id is not distinct from ${cell.populationId}::text)
    ), counted as (
      select coalesce(sum(f.value), 0) as value, count(f.id) as fact_count
      from ${factsOf(cell)}
        and f.target_root_id is null and f.measure_id = ${cell.measureId}
        and f.population_id is not distinct from ${cell.populationId}::text and f.happened_on between ${from} and ${to}
        and not exists (select from fact_pending w where w.fact_id = f.id)
    )
    select u.id as unit_id, u.name as unit_name, coalesce((select value from kept), 0) as kept, c.value as counted,
           (coalesce((select value from kept), 0), coalesce((select fact_count from kept), 0)) = (c.value, c.fact_count) as is_same
    from org_unit u cross join counted c where u.number = ${cell.unitNumber}`.execute(tx.db);
  const [row] = rows;
  if (!row || row.isSame) return null;
  return { ...cell, unitId: row.unitId, unitName: row.unitName, kept: row.kept, counted: row.counted };
}

/** The facts (`f`) that a sum is made of, by where their units stand; ends within a `where`. */
function factsOf({ part, unitNumber }: SumCell): ReturnType<typeof sql> {
  const owner = sql`fact f join org_unit o on o.id = f.org_unit_id`;
  if (part === 'own') return sql`${owner} where o.number = ${unitNumber}`;
  const isAbove = (path: RawBuilder<unknown>) => sql`${unitNumber} = any(trim_array(path_numbers(${path}), 1))`;
  if (part === 'today') return sql`${owner} where ${isAbove(sql`o.path`)}`;
  return sql`${owner} ${placeThen('f')} where ${isAbove(pathThen('f'))}`;
}

/** False when this sum's alarm stands already. */
async function raiseAlarm(tx: Tx, one: SumDifference): Promise<boolean> {
  const { from, to } = bucketDays(one.bucket);
  const made = await sql`
    insert into sum_alarm (found_at, unit_id, part, measure_id, population_id, from_on, to_on, kept, counted)
    values (${tx.now()}, ${one.unitId}, ${one.part}, ${one.measureId}, ${one.populationId}, ${from}, ${to}, ${one.kept}, ${one.counted})
    on conflict do nothing returning id`.execute(tx.db);
  if (made.rows.length === 0) return false;
  const detail = { part: one.part, measure: one.measureId, population: one.populationId, from, to };
  const figures = { kept: one.kept, counted: one.counted };
  log('error', 'measures.sum-differs', { unit: one.unitId, ...detail, ...figures });
  await tx.audit('measures.sum-differs', { orgUnitId: one.unitId, detail: { ...detail, ...figures } });
  return true;
}

/** How kept sums stand, for `doctor` and the health page: alarms that nothing has put right, and facts that wait, up to a million. */
export async function sumsHealth({
  db,
}: {
  db: Kysely<Database>;
}): Promise<{ alarmCount: number; waitingCount: number }> {
  const { rows } = await sql<{ alarmCount: number; waitingCount: number }>`
    select (select count(*) from sum_alarm where resolved_at is null) as alarm_count,
           (select count(*) from (select from fact_pending limit 1000000) w) as waiting_count`.execute(db);
  return rows[0] ?? { alarmCount: 0, waitingCount: 0 };
}
