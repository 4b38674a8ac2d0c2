import { m } from '#app/paraglide/messages.js';
import type { QuotaUnits } from '#app/modules/plans/server/index.ts';
import { formatNumber } from '#app/ui/format-values.ts';

/** What a row of quotas asks for, a line for each statement, and whether the least of each adds up to the whole. */
export function owedWords({ owed, units }: Pick<QuotaUnits, 'owed' | 'units'>): string[] {
  return owed.flatMap(({ item, count, perUnitMin }) => {
    const whole = count === null ? [] : [m.plans_units_owed_group({ count: formatNumber(count), item })];
    if (perUnitMin === null) return whole;
    const each = m.plans_units_owed_each({ count: formatNumber(perUnitMin), item });
    if (units.length === 0) return [...whole, each];
    const sum = formatNumber(units.length * perUnitMin);
    const check = m.plans_units_owed_check({ units: formatNumber(units.length), each: perUnitMin, sum, item });
    return [...whole, each, check];
  });
}
