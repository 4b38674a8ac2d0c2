import { m } from '#app/paraglide/messages.js';
import type { TargetRow } from '#app/modules/plans/server/index.ts';
import { formatNumber } from '#app/ui/format-values.ts';

const signs: Record<string, string> = { '>=': '≥', '>': '>', '=': '=', '<=': '≤', '<': '<' };

/** "≥", "≤" and the like, as people read them. */
export const comparatorSign = (comparator: string): string => signs[comparator] ?? comparator;

/** "> 90 %" and "2 tin mỗi đơn vị". */
export function targetValue(target: Pick<TargetRow, 'shape' | 'comparator' | 'value' | 'unit' | 'minPerUnit'>): string {
  if (target.value === null) return m.plans_words_self_rated();
  const value = `${comparatorSign(target.comparator)} ${formatNumber(target.value, 2)}`;
  if (target.shape === 'per_unit_count') return m.plans_words_each({ value, unit: target.unit });
  return `${value} ${target.unit === 'percent' ? '%' : target.unit}`;
}
