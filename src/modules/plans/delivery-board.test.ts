import { expect, test } from 'vitest';
import { branchesUnder, boardFilters, countRows, isShown, type BoardRow } from '#app/modules/plans/delivery-board.ts';

const at = new Date('2026-03-16T02:00:00Z');
const row = (path: string, more: Partial<BoardRow> = {}): BoardRow => ({
  unitId: path,
  name: path,
  path,
  purpose: 'act',
  openedAt: null,
  acknowledgedAt: null,
  acknowledgeDueOn: '2026-03-19',
  adoptDueOn: '2026-03-31',
  adoptedPlanId: null,
  adoptedAt: null,
  remindedAt: null,
  ...more,
});
const rows = [
  row('.1.', { purpose: 'inform', acknowledgeDueOn: null, adoptDueOn: null }),
  row('.1.2.3.'),
  row('.1.2.3.8.', { openedAt: at }),
  row('.1.2.3.9.', { openedAt: at, acknowledgedAt: at }),
  row('.1.2.30.', { adoptedPlanId: 'p' }),
  row('.1.2.31.7.', { openedAt: at, acknowledgedAt: at, adoptedPlanId: 'p', adoptedAt: at }),
];

test('rows hang under the branch right below the root; neighbours of like number are not mixed up', () => {
  const branches = branchesUnder(rows, '.1.2.').map((one) => [one.path, one.rows.map((below) => below.path)]);
  expect(branches).toEqual([
    ['.1.', ['.1.']],
    ['.1.2.3.', ['.1.2.3.', '.1.2.3.8.', '.1.2.3.9.']],
    ['.1.2.30.', ['.1.2.30.']],
    ['.1.2.31.', ['.1.2.31.7.']],
  ]);
});

test('counts', () => {
  expect(countRows(rows, '2026-03-20')).toEqual({
    addressed: 6,
    toAct: 5,
    received: 4,
    acknowledged: 3,
    making: 1,
    adopted: 1,
    late: 2,
  });
  expect(countRows(rows, '2026-04-01').late).toBe(4);
});

test('filters', () => {
  const shown = boardFilters.map((filter) => [
    filter,
    rows.filter((one) => isShown(one, filter, '2026-03-20')).map((one) => one.path),
  ]);
  expect(Object.fromEntries(shown)).toEqual({
    all: rows.map((one) => one.path),
    unreceived: ['.1.', '.1.2.3.'],
    unacknowledged: ['.1.2.3.', '.1.2.3.8.'],
    unadopted: ['.1.2.3.', '.1.2.3.8.', '.1.2.3.9.', '.1.2.30.'],
    making: ['.1.2.30.'],
    late: ['.1.2.3.', '.1.2.3.8.'],
  });
});
