import { AppError } from '#app/platform/errors.ts';
import type { Tx } from '#app/platform/context.ts';
import { countingMeasures } from '#app/modules/measures/server/index.ts';
import { isCounted } from '#app/modules/measures/measure-rule.ts';
import type { ActivityDetails } from '#app/modules/activities/activity-details.ts';

/**
 * Refuses a quantity that no measure would count, field by field: one that nobody knows, or one of another form. Taken
 * without a word it would be a figure that goes nowhere.
 */
export async function requireCountedQuantities(tx: Tx, unitId: string, details: ActivityDetails): Promise<void> {
  if (details.quantities.length === 0) return;
  const measures = new Map((await countingMeasures(tx, unitId)).map((measure) => [measure.id, measure]));
  const problems: Record<string, string> = {};
  for (const { measureId } of details.quantities) {
    const measure = measures.get(measureId);
    const isAsked = measure?.rule.count === 'quantity' && isCounted(details, measure);
    if (!isAsked) problems[`quantities.${measureId}`] = 'field_not_counted_here';
  }
  if (Object.keys(problems).length > 0) throw new AppError('invalid', {}, problems);
}
