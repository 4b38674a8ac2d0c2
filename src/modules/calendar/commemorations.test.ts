import { expect, test } from 'vitest';
import { isLocalDate } from '#app/platform/clock.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { fixedCommemorations, lastLunarYear, lunarCommemorations } from '#app/modules/calendar/commemoration-data.ts';
import { commemorationsOf, roundnessOf, speaksOf, upcoming, yearsSince } from '#app/modules/calendar/commemorations.ts';

// Ordinals that were printed: a plan of the second quarter of 2020, and the press of later years.
const printed: [id: string, year: number, on: string, years: number][] = [
  ['liberation', 2020, '2020-04-30', 45],
  ['labour', 2020, '2020-05-01', 134],
  ['labour', 2021, '2021-05-01', 135],
  ['dien-bien-phu', 2020, '2020-05-07', 66],
  ['president-ho', 2020, '2020-05-19', 130],
  ['emulation', 2020, '2020-06-11', 72],
  ['union', 2020, '2020-07-28', 91],
  ['union', 2026, '2026-07-28', 97],
  ['press', 2025, '2025-06-21', 100],
  ['national-resistance', 2025, '2025-12-19', 79],
  ['party', 2020, '2020-02-03', 90],
];
test.for(printed)('%s in %i falls on %s and is the %ith', ([id, year, on, years]) => {
  expect(commemorationsOf(year).find((one) => one.id === id)).toMatchObject({ on, years });
});

test.for([
  [100, 'round'],
  [95, 'half'],
  [97, 'plain'],
  [10, 'round'],
  [5, 'half'],
  [null, 'plain'],
] as const)('an ordinal of %s is %s', ([years, roundness]) => {
  expect(roundnessOf(years)).toBe(roundness);
});

test.for([
  [1929, 2026, 97],
  [2026, 2026, null],
  [null, 2026, null],
] as const)('from %s to %i: %s years', ([base, year, years]) => {
  expect(yearsSince(base, year)).toBe(years);
});

test('a day is not kept before the year that it is counted from', () => {
  expect(commemorationsOf(2021).map((one) => one.id)).not.toContain('digital');
  expect(commemorationsOf(2023).map((one) => one.id)).toContain('digital');
});

test('lunar days fall where the Vietnamese calendar has them, also where the Chinese one differs', () => {
  const lunar = (year: number) =>
    commemorationsOf(year)
      .filter((one) => one.baseOn === null)
      .map((one) => `${one.id} ${one.on}`);
  expect(lunar(2026)).toEqual([
    'kitchen-gods 2026-02-10',
    'tet 2026-02-17',
    'hung-kings 2026-04-26',
    'vesak 2026-05-31',
    'vu-lan 2026-08-27',
    'mid-autumn 2026-09-25',
  ]);
  expect(lunar(2030)[1]).toBe('tet 2030-02-02');
});

test.for([
  ['2026-07-20', 10, ['invalids-martyrs', 'union']],
  ['2026-07-28', 0, ['union']],
  ['2026-12-24', 20, ['population-national', 'first-election', 'students']],
  ['2026-11-26', 4, []],
] as const)('from %s for %i days: %j', ([today, days, ids]) => {
  expect(upcoming(today, days).map((one) => one.id)).toEqual(ids);
});

test('what the unions keep stands before the rest of the same day', () => {
  const nineteenth = commemorationsOf(2026).filter((one) => one.on === '2026-05-19');
  expect(nineteenth.map((one) => one.weight)).toEqual(['major', 'other']);
});

test.for([
  ['Mít tinh kỷ niệm 97 năm Ngày thành lập Công đoàn Việt Nam', 'union', true],
  ['Tọa đàm mừng 28/7', 'union', true],
  ['Hội thao ngày 128/7', 'union', false],
  ['Lễ kỷ niệm Quốc khánh', 'union', false],
] as const)('%s speaks of %s: %s', ([title, id, answer]) => {
  const commemoration = fixedCommemorations.find((one) => one.id === id);
  expect(commemoration && speaksOf(toSearchKey(title), commemoration)).toBe(answer);
});

test('the tables hold what they promise: unique ids, real days, keys as searches spell them', () => {
  const ids = [...fixedCommemorations, ...lunarCommemorations].map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of fixedCommemorations) expect(isLocalDate(`2026-${one.on}`), one.id).toBe(true);
  expect(fixedCommemorations.map((one) => one.on)).toEqual(fixedCommemorations.map((one) => one.on).toSorted());
  for (const one of lunarCommemorations) {
    expect(one.dates.every(isLocalDate), one.id).toBe(true);
    expect(one.dates.at(-1)?.slice(0, 4) ?? '').toMatch(new RegExp(`${lastLunarYear}|${lastLunarYear + 1}`));
  }
  for (const one of [...fixedCommemorations, ...lunarCommemorations])
    for (const key of one.keys) expect(toSearchKey(key), one.id).toBe(key);
});
