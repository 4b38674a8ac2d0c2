import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { overError } from '#app/modules/orgs/unit-policy.ts';
import {
  factDifferences,
  type Contribution,
  type RecordedContribution,
} from '#app/modules/measures/fact-differences.ts';

/** What the facts come from: an activity, a declaration. Its unit keeps the facts for good. */
export interface FactSource {
  type: 'activity' | 'declaration' | 'measure_figure' | 'delivery' | 'plan' | 'item' | 'check_in';
  id: string;
  orgUnitId: string;
}

/**
 * Makes the facts of one source add up to `contributions`, by adding the differences as new facts: the first call
 * records, a later one corrects, an empty list takes everything back. Facts themselves are never changed. Call it in
 * the transaction that changes the source, after locking the source's row. With `only`, facts of other measures and those
 * of targets are left as they are. Returns how many facts were written.
 */
export async function emitFacts(
  tx: Tx,
  source: FactSource,
  contributions: Contribution[],
  only?: { untargetedOf: readonly string[] },
): Promise<number> {
  const { rows: recorded } = await sql<RecordedContribution>`
    select measure_id, population_id, target_root_id, happened_on, sum(value) as value, min(id) as first_id
    from fact where source_type = ${source.type} and source_id = ${source.id}
      ${only ? sql`and target_root_id is null and measure_id = any(${[...only.untargetedOf]}::text[])` : sql``}
    group by measure_id, population_id, target_root_id, happened_on`.execute(tx.db);
  const differences = factDifferences(recorded, contributions);
  if (differences.length === 0) return 0;
  await tx.db
    .insertInto('fact')
    .values(
      differences.map((one) => ({
        orgUnitId: source.orgUnitId,
        measureId: one.measureId,
        populationId: one.populationId,
        targetRootId: one.targetRootId,
        happenedOn: one.happenedOn satisfies LocalDate,
        value: one.value,
        sourceType: source.type,
        sourceId: source.id,
        correctsId: one.correctsId,
        recordedBy: tx.actor.userId,
        recordedAt: tx.now(),
      })),
    )
    .execute();
  // Afterwards: where the founding of the unit was just being undone, the rows above have waited for that.
  await requireThere(tx, source.orgUnitId, newDays(recorded, contributions));
  return differences.length;
}

/** Days on which the source counts for the first time; those it counted on before may still be corrected. */
function newDays(recorded: RecordedContribution[], contributions: Contribution[]): LocalDate[] {
  const known = new Set(recorded.map((one) => one.happenedOn));
  return [...new Set(contributions.map((one) => one.happenedOn))].filter((day) => !known.has(day)).toSorted();
}

/** Nobody does anything before being founded, nor from the day of ending on: no tree of that day has a place for it. */
async function requireThere(tx: Tx, unitId: string, days: readonly LocalDate[]): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  const { name, foundedOn, endedOn } = await tx.db
    .selectFrom('orgUnit')
    .select(['name', 'foundedOn', 'endedOn'])
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow();
  if (first < foundedOn) throw new AppError('orgs.before_founding', { name, date: foundedOn });
  if (endedOn !== null && last >= endedOn) throw overError({ name, foundedOn, endedOn });
}
