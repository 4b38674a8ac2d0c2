import { createHash } from 'node:crypto';
import type { TallyRule } from '#app/modules/progress/target-rule.ts';

/** A digest of a tally rule (`tallyRuleOf`): equal for two targets that ask the same of every unit. */
export function ruleKey(rule: TallyRule): string {
  const sorted = Object.entries(rule).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32);
}
