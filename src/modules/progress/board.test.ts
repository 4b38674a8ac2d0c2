import { expect, test } from 'vitest';
import { boardQuery, pastDay, readBoardView } from '#app/modules/progress/board-address.ts';
import { sortBranches } from '#app/modules/progress/sort-branches.ts';
import type { Figure } from '#app/modules/progress/target-figure.ts';

const id = '0d2f7f5a-52a7-4a53-b5c1-0d9a0f3d5b11';
const row = (name: string, share: number | null) => ({
  unit: { name },
  figures: [{ kind: share === null ? 'none' : 'share', share, actual: 0 } as Figure],
});
const rows = [row('A', 50), row('B', null), row('C', 20), row('D', 50)];
const names = (sorted: { unit: { name: string } }[]) => sorted.map((one) => one.unit.name).join('');

test('branches without a figure come last, whichever way', () => {
  expect(names(sortBranches(rows, 0, 'up'))).toBe('CADB');
  expect(names(sortBranches(rows, 0, 'down'))).toBe('ADCB');
  expect(names(sortBranches(rows, -1, 'down'))).toBe('DCBA');
});

test('an address is read back as it was written, and nonsense is left out', () => {
  const sides = { left: { unit: id, on: '2025-12-31' }, right: { unit: null, on: '2026-03-31' } };
  const view = {
    unit: id,
    on: '2026-03-01',
    tree: 'then',
    knownBy: 'today',
    sort: id,
    direction: 'down',
    chart: id,
    ...sides,
  } as const;
  expect(readBoardView(new URLSearchParams(boardQuery(view)))).toEqual(view);
  const nonsense = new URLSearchParams({
    unit: 'x',
    on: '2026-13-45',
    tree: 'x',
    sort: ';',
    direction: '-',
    chart: '1',
    left: 'x',
    rightOn: '2026-02-30',
  });
  expect(boardQuery(readBoardView(nonsense))).toBe('');
});

test('a board is read as of a day that has passed, else as of now', () => {
  const asked = (on: string) => pastDay(readBoardView(new URLSearchParams({ on })), '2026-03-01');
  expect([asked('2026-02-28'), asked('2026-03-01'), asked('2099-01-01')]).toEqual(['2026-02-28', undefined, undefined]);
});
