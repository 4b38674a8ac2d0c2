import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
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
 * the transaction that changes the source, after locking the source's row. With `measureIds`, facts of other measures
 * are left as they are. Returns how many facts were written.
 */
export async function emitFacts(
  tx: Tx,
  source: FactSource,
  contributions: Contribution[],
  measureIds?: readonly string[],
): Promise<number> {
  const { rows: recorded } = await sql<RecordedContribution>`
    select measure_id, population_id, target_root_id, happened_on, sum(value) as value, min(id) as first_id
    from fact where source_type = ${source.type} and source_id = ${source.id}
      ${measureIds ? sql`and measure_id = any(${[...measureIds]}::text[])` : sql``}
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
  return differences.length;
}
