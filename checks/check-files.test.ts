import { expect, test } from 'vitest';
import { check as checkFileNames } from './check-file-names.ts';
import { check as checkFileSizes } from './check-file-sizes.ts';
import { check as checkUnfinished } from './check-unfinished.ts';
import { sourcesOf } from './sources.ts';

const lines = (count: number): string => 'a\n'.repeat(count);

test.for<[string, number, boolean]>([
  ['src/ui/table.ts', 400, true],
  ['src/ui/table.ts', 401, false],
  ['src/ui/Table.svelte', 401, false],
  ['src/ui/table.test.ts', 401, false],
  ['src/vanban/names-data.ts', 2000, true],
  ['src/db/migrations/0001_platform.ts', 500, true],
  ['messages/common/vi.json', 900, true],
  ['docs/decisions/0001-a.md', 900, true],
  ['src/routes/(work)/plans/+page.server.ts', 60, true],
  ['src/routes/(work)/plans/+page.server.ts', 61, false],
  ['src/routes/api/+server.ts', 61, false],
  ['src/routes/+layout.server.ts', 61, false],
  ['src/routes/+page.svelte', 200, true],
])('%s with %d lines: accepted %s', async ([file, count, accepted]) => {
  expect((await checkFileSizes(sourcesOf({ [file]: lines(count) }))).length === 0).toBe(accepted);
});

test.for<[string, boolean]>([
  ['src/platform/utils.ts', false],
  ['src/platform/date-utils.ts', false],
  ['src/ui/helpers/row.ts', false],
  ['src/modules/plans/server/misc.test.ts', false],
  ['src/common/index.ts', false],
  ['t3.scratch.ts', false],
  ['src/ui/dateField.ts', false],
  ['src/ui/date-field.svelte', false],
  ['src/ui/DateField.svelte', true],
  ['src/modules/plans/server/issue-plan.db.test.ts', true],
  ['src/db/migrations/0001_platform.ts', true],
  ['src/routes/(work)/plans/[planId]/+page.server.ts', true],
  ['messages/common/vi.json', true],
  ['.ci/run', true],
])('%s is a good name: %s', async ([file, good]) => {
  expect((await checkFileNames(sourcesOf({ [file]: '' }))).length === 0).toBe(good);
});

// Put together here, or the check would find this file.
const mark = 'TO' + 'DO';
test.for<[string, number | null]>([
  [`const a = 1;\n// ${mark}: later`, 2],
  [`// ${'FIX' + 'ME'}`, 1],
  [`test.${'sk' + 'ip'}('x', () => {})`, 1],
  [`describe . ${'on' + 'ly'}('x')`, 1],
  [`  ${'debug' + 'ger'};`, 1],
  ['const todos = list.skip(1); only();', null],
  [`// method${mark}s`, null],
])('%j is left in at line %s', async ([code, line]) => {
  const problems = await checkUnfinished(sourcesOf({ 'src/a.ts': code }));
  expect(problems.map((problem) => problem.line)).toEqual(line === null ? [] : [line]);
});
