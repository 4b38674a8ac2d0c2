import { getLocale } from '#app/paraglide/runtime.js';
import { tellApart } from '#app/modules/plans/tell-apart.ts';

interface Named {
  id: string;
  statement: string;
  whoseVi: readonly string[];
  whoseEn: readonly string[];
}

/** What a list calls a plan's item: its sentence and, where others of the list share it, what is its own. */
export function itemName<T extends Named>(item: T, items: readonly T[]): string {
  const apart = tellApart(item, items, (one) => (getLocale() === 'en' ? one.whoseEn : one.whoseVi));
  return apart === '' ? item.statement : `${item.statement} – ${apart}`;
}
