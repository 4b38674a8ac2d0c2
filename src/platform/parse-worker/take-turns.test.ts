import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './take-turns.ts';

const limits = { most: 2, slowAfterMs: 40, mostWithSlow: 3 };

/** Work that is begun, and goes on until it is let go. */
function startWork(turns: Turns, key?: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = { hasBegun: false, end: resolve, done: Promise.resolve() };
  work.done = turns.take(key, async () => {
    work.hasBegun = true;
    await promise;
  });
  return work;
}

test('two at a time; the third begins once one of them has ended, in the order of asking', async () => {
  const turns = new Turns({ ...limits, slowAfterMs: 60_000 });
  const works = [1, 2, 3, 4].map(() => startWork(turns));
  await wait(1);
  expect(works.map(({ hasBegun }) => hasBegun)).toEqual([true, true, false, false]);
  works[1]?.end();
  await works[1]?.done;
  await wait(1);
  expect(works.map(({ hasBegun }) => hasBegun)).toEqual([true, true, true, false]);
  for (const { end } of works) end();
  await Promise.all(works.map(({ done }) => done));
});

test('two slow ones do not hold up a third person, but there is an end to it', async () => {
  const turns = new Turns(limits);
  const slow = [startWork(turns), startWork(turns)];
  const third = startWork(turns);
  const fourth = startWork(turns);
  await wait(1);
  expect(third.hasBegun).toBe(false);
  await wait(80);
  expect(third.hasBegun).toBe(true);
  await wait(80);
  expect(fourth.hasBegun).toBe(false);
  third.end();
  await third.done;
  await wait(1);
  expect(fourth.hasBegun).toBe(true);
  for (const { end } of [...slow, fourth]) end();
});

test('of one key one at a time, also when it is slow; another key passes by', async () => {
  const turns = new Turns(limits);
  const own = [startWork(turns, 'a'), startWork(turns, 'a')];
  const other = startWork(turns, 'b');
  await wait(80);
  expect([own[0]?.hasBegun, own[1]?.hasBegun, other.hasBegun]).toEqual([true, false, true]);
  for (const { end } of [...own, other]) end();
});

test('work that fails gives its turn back', async () => {
  const turns = new Turns({ ...limits, most: 1 });
  await expect(turns.take(undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(turns.take(undefined, () => Promise.resolve(1))).resolves.toBe(1);
});
