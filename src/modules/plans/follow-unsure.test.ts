import { expect, test } from 'vitest';
import { followUnsure } from './follow-unsure.ts';

const row = (id: string, review = 'unsure') => ({ id, review });

test('from one unsure item to the next, past groups and what is sure, and from the last to the first', () => {
  const next = followUnsure([[row('a'), row('b', 'sure'), row('c')], [row('d', 'dropped')], [row('e')]]);
  expect([...next]).toEqual([
    ['a', 'c'],
    ['c', 'e'],
    ['e', 'a'],
  ]);
});

test('after the last unsure item nothing is left to go to', () => {
  expect(followUnsure([[row('a'), row('b', 'confirmed')], []]).size).toBe(0);
});
