import { expect, test } from 'vitest';
import { addNew, check } from './check-migrations.ts';
import { sourcesOf } from './sources.ts';

const one = { 'src/db/migrations/0001_platform.ts': 'create table a' };
const two = { ...one, 'src/db/migrations/0002_plans.ts': 'create table b' };
const messagesOf = async (files: Record<string, string>, lock: Record<string, string>): Promise<string[]> =>
  (await check(sourcesOf(files), lock)).map(({ message }) => message);

test('what is frozen and unchanged is fine', async () => {
  expect(await messagesOf(two, addNew({}, sourcesOf(two)))).toEqual([]);
});

test('a frozen migration that was changed, or is gone, is refused', async () => {
  const lock = addNew({}, sourcesOf(two));
  expect(await messagesOf({ ...two, 'src/db/migrations/0001_platform.ts': 'create table a ()' }, lock)).toEqual([
    expect.stringContaining('was changed'),
  ]);
  expect(await messagesOf(one, lock)).toEqual([expect.stringContaining('is gone')]);
});

test('a new one must be frozen, and may not come before one that ran', async () => {
  expect(await messagesOf(two, addNew({}, sourcesOf(one)))).toEqual([expect.stringContaining('not frozen yet')]);
  const late = { ...two, 'src/db/migrations/0001_a_late_one.ts': 'create table c' };
  expect(await messagesOf(late, addNew({}, sourcesOf(two)))).toEqual([
    expect.stringContaining('comes before 0002_plans.ts'),
    expect.stringContaining('number 0001 is taken'),
  ]);
});

test('freezing adds what is new and never what was changed', async () => {
  const lock = addNew({}, sourcesOf(one));
  const changed = { ...two, 'src/db/migrations/0001_platform.ts': 'drop table a' };
  const updated = addNew(lock, sourcesOf(changed));
  expect(Object.keys(updated)).toEqual(['0001_platform.ts', '0002_plans.ts']);
  expect(updated['0001_platform.ts']).toBe(lock['0001_platform.ts']);
  expect(await messagesOf(changed, updated)).toEqual([expect.stringContaining('was changed')]);
});
