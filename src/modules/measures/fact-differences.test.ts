import { expect, test } from 'vitest';
import {
  factDifferences,
  type Contribution,
  type RecordedContribution,
} from '#app/modules/measures/fact-differences.ts';

const persons = (value: number, more: Partial<Contribution> = {}): Contribution => ({
  measureId: 'persons',
  populationId: 'members',
  targetRootId: null,
  happenedOn: '2026-03-01',
  value,
  ...more,
});
const recorded = (value: number, firstId: number, more: Partial<Contribution> = {}): RecordedContribution => ({
  ...persons(value, more),
  firstId,
});

test('a first record is written as it is and corrects nothing', () => {
  expect(factDifferences([], [persons(40)])).toEqual([{ ...persons(40), correctsId: null }]);
});

test('what is already right writes nothing', () => {
  expect(factDifferences([recorded(40, 7)], [persons(40)])).toEqual([]);
});

test('a correction is the difference and names the fact it corrects', () => {
  expect(factDifferences([recorded(40, 7)], [persons(35)])).toEqual([{ ...persons(-5), correctsId: 7 }]);
});

test('another day takes back on the old one and gives on the new one', () => {
  const moved = persons(40, { happenedOn: '2026-04-02' });
  expect(factDifferences([recorded(40, 7)], [moved])).toEqual([
    { ...persons(-40), correctsId: 7 },
    { ...moved, correctsId: 7 },
  ]);
});

test('attendances and persons of one population stay two lines', () => {
  const attendances = persons(60, { measureId: 'attendances' });
  expect(factDifferences([recorded(40, 7)], [attendances])).toEqual([
    { ...persons(-40), correctsId: 7 },
    { ...attendances, correctsId: null },
  ]);
});

test('an empty wish takes everything back, target by target', () => {
  const target = recorded(40, 9, { targetRootId: 'root' });
  expect(factDifferences([recorded(40, 7), target], []).map((one) => [one.targetRootId, one.value])).toEqual([
    [null, -40],
    ['root', -40],
  ]);
});

test('a zero is written once where somebody said so, and never otherwise', () => {
  const none = persons(0, { isStated: true });
  expect(factDifferences([], [persons(0)])).toEqual([]);
  expect(factDifferences([], [none])).toEqual([{ ...persons(0), correctsId: null }]);
  expect(factDifferences([recorded(0, 7)], [none])).toEqual([]);
  expect(factDifferences([recorded(40, 7)], [none])).toEqual([{ ...persons(-40), correctsId: 7 }]);
});
