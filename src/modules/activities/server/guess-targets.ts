import type { Tx } from '#app/platform/context.ts';
import { guessLinks } from '#app/modules/activities/guess-links.ts';
import type { PlanItem } from '#app/modules/activities/plan-item.ts';
import { findActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import type { ActivityLine } from '#app/modules/activities/server/list-activities.ts';
import { planItemsOf } from '#app/modules/activities/server/plan-items.ts';

/**
 * For activities of one unit, the target that each most likely serves, by activity; those of other units are left out:
 * what another unit's work serves is for its people to say. Two queries.
 */
export async function guessTargets(
  tx: Tx,
  unitId: string,
  lines: readonly ActivityLine[],
): Promise<Record<string, PlanItem>> {
  const unit = await findActivityUnit(tx, unitId);
  if (!unit) return {};
  const items = await planItemsOf(tx, unitId, tx.today());
  const guesses = lines
    .filter((line) => line.unitId === unitId)
    .flatMap((line) =>
      guessLinks(items, { ...line, unit })
        .map((item) => [line.id, item] as const)
        .slice(0, 1),
    );
  return Object.fromEntries(guesses);
}
