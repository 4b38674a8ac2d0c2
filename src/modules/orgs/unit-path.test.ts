import { expect, test } from 'vitest';
import { childPath, isWithin, labelOf, parentPath, pathsAbove, rangeOf } from '#app/modules/orgs/unit-path.ts';

test.for([
  ['.4.', '.4.', true],
  ['.4.9.', '.4.', true],
  ['.4.9.12.', '.4.9.', true],
  ['.40.', '.4.', false],
  ['.4.', '.4.9.', false],
  ['.4.', '.', true],
  ['.5.', '.4.', false],
  ['.4.99.', '.4.9.', false],
] as const)('%s within %s: %s', ([path, ancestor, expected]) => {
  const { from, before } = rangeOf(ancestor);
  // The range and the prefix test must agree: one is what the database does, the other what policies do.
  expect(isWithin(path, ancestor)).toBe(expected);
  expect(path >= from && path < before).toBe(expected);
});

test('a path is the parent’s path and the own label', () => {
  expect(childPath('.4.', '9')).toBe('.4.9.');
  expect(childPath(null, '4')).toBe('.4.');
  expect(labelOf('.4.9.')).toBe('9');
  expect(labelOf('.4.')).toBe('4');
});

test('the units above, from the root down', () => {
  expect(pathsAbove('.4.9.12.')).toEqual(['.4.', '.4.9.']);
  expect(pathsAbove('.4.')).toEqual([]);
});

test('the parent of a path is the path without its last label', () => {
  expect(parentPath('.4.9.')).toBe('.4.');
  expect(parentPath('.4.')).toBe('.');
});
