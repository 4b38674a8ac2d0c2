import type { Tx } from '#app/platform/context.ts';
import { factsBehind, type FactLine } from '#app/modules/measures/server/index.ts';
import type { TargetDetail } from '#app/modules/progress/server/target-progress.ts';

/** Before every fact: a stock is the sum of all its changes. */
const beginning = '0001-01-01';

/** What the unit itself recorded that counts for a target in a period, a page at a time. Two queries. */
export async function factsOfTarget(
  tx: Tx,
  { target, unit, period, on }: TargetDetail,
  page: number,
): Promise<{ facts: FactLine[]; factCount: number }> {
  const { rule, rootId } = target;
  return factsBehind(tx, {
    unitId: unit.id,
    measures:
      rule.shape === 'coverage' ? ['persons', 'known_persons'] : [rule.measureId, rule.denominatorId ?? rule.measureId],
    from: rule.isStock ? beginning : period.from,
    to: on < period.to ? on : period.to,
    page,
    targetRootId: rootId,
  });
}
