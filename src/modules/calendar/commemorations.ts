import { addDays, type LocalDate } from '#app/platform/clock.ts';
import { fixedCommemorations, lunarCommemorations, type Weight } from '#app/modules/calendar/commemoration-data.ts';

/**
 * How round a year is: decree 145/2013 (article 3) calls an ordinal that ends in 0 a round year and one that ends in 5
 * a half-round one; ceremonies are held in round years only (decree 111/2018).
 */
export type Roundness = 'round' | 'half' | 'plain';

/** A commemoration on a day of a certain year. */
export interface Occurrence {
  id: string;
  on: LocalDate;
  nameVi: string;
  nameEn: string;
  /** "Kỷ niệm N năm"; null where nobody counts. */
  years: number | null;
  /** The day that is counted from, `YYYY-MM-DD`; null where nobody counts. */
  baseOn: LocalDate | null;
  roundness: Roundness;
  weight: Weight;
  keys: readonly string[];
}

/** Years from the base year to the year of the occurrence; null for a day that is not counted or not begun. */
export function yearsSince(baseYear: number | null, year: number): number | null {
  return baseYear === null || year <= baseYear ? null : year - baseYear;
}

/** How round an ordinal is. */
export function roundnessOf(years: number | null): Roundness {
  if (years === null || years % 5 !== 0) return 'plain';
  return years % 10 === 0 ? 'round' : 'half';
}

/** All commemorations of a solar year in the order of its days; lunar ones as far as the table goes. */
export function commemorationsOf(year: number): Occurrence[] {
  const fixed = fixedCommemorations
    .filter((one) => one.baseYear === null || year >= one.baseYear)
    .map(({ id, on, nameVi, nameEn, baseYear, weight, keys }): Occurrence => {
      const years = yearsSince(baseYear, year);
      const baseOn = baseYear === null ? null : `${String(baseYear).padStart(4, '0')}-${on}`;
      const roundness = roundnessOf(years);
      return { id, on: `${year}-${on}`, nameVi, nameEn, years, baseOn, roundness, weight, keys };
    });
  const lunar = lunarCommemorations.flatMap(({ dates, ...one }) =>
    dates
      .filter((on) => on.startsWith(`${year}-`))
      .map((on): Occurrence => ({ ...one, on, years: null, baseOn: null, roundness: 'plain' })),
  );
  return [...fixed, ...lunar].toSorted(byDay);
}

/** Commemorations from `today` on for so many days, both ends counted, across the turn of the year. */
export function upcoming(today: LocalDate, days: number): Occurrence[] {
  const last = addDays(today, days);
  const years = [...new Set([today, last].map((on) => Number(on.slice(0, 4))))];
  return years.flatMap(commemorationsOf).filter(({ on }) => on >= today && on <= last);
}

const weights: readonly Weight[] = ['union', 'major', 'other'];

function byDay(a: Occurrence, b: Occurrence): number {
  return a.on.localeCompare(b.on) || weights.indexOf(a.weight) - weights.indexOf(b.weight);
}

/** Whether a title (as `toSearchKey` gives it) speaks of the commemoration: whole words only, so that "28 7" is not "128 7". */
export function speaksOf(titleKey: string, commemoration: Pick<Occurrence, 'keys'>): boolean {
  return commemoration.keys.some((key) => ` ${titleKey} `.includes(` ${key} `));
}
