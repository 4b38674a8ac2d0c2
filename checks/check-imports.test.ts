import { expect, test } from 'vitest';
import { check } from './check-imports.ts';
import { readImports } from './read-imports.ts';
import { sourcesOf } from './sources.ts';

const order = ['orgs', 'plans', 'reports'];

async function faultsOf(file: string, code: string, others: Record<string, string> = {}): Promise<string[]> {
  return (await check(sourcesOf({ [file]: code, ...others }), order)).map(({ message }) => message);
}

test.for<[string, string]>([
  ['src/routes/(work)/plans/+page.server.ts', `import { listPlans } from '#app/modules/plans/server/index.ts';`],
  [
    'src/routes/(work)/plans/+page.svelte',
    `<script lang="ts">import PlanForm from '#app/modules/plans/PlanForm.svelte';</script>`,
  ],
  [
    'src/routes/(work)/plans/+page.server.ts',
    `import { submitPlanForm } from '#app/modules/plans/plan-forms.ts'; import { redirect } from '@sveltejs/kit';`,
  ],
  ['src/modules/plans/server/issue-plan.ts', `import { unitsBelow } from '#app/modules/orgs/server/index.ts';`],
  ['src/modules/plans/server/issue-plan.ts', `import { unitPath } from '../../orgs/unit-path.ts';`],
  [
    'src/modules/plans/server/issue-plan.db.test.ts',
    `import { given } from '#app/modules/reports/server/testing/given.ts';`,
  ],
  [
    'src/modules/plans/PlanForm.svelte',
    `<script lang="ts">import { enhance } from '$app/forms'; import type { Plan } from './server/plan-queries.ts';</script>`,
  ],
  ['src/platform/form-action.ts', `import { fail } from '@sveltejs/kit';`],
  ['src/platform/sveltekit-session.ts', `import { error } from '@sveltejs/kit';`],
  [
    'src/hooks.server.ts',
    `import { sessionOf } from '#app/modules/orgs/server/index.ts'; import { error } from '@sveltejs/kit';`,
  ],
  ['server/worker.ts', `import { manifest } from '#app/modules/plans/server/manifest.ts';`],
  ['src/vanban/write/write-docx.ts', `import { Document } from 'docx'; import { x } from '../read/parse.ts';`],
  ['src/modules/table-drift.db.test.ts', `import { planColumns } from '#app/modules/plans/server/plan-table.ts';`],
])('%s may %s', async ([file, code]) => {
  expect(await faultsOf(file, code)).toEqual([]);
});

test.for<[string, string, RegExp]>([
  ['src/routes/+page.server.ts', `import { db } from '#app/db/connect.ts';`, /a route translates/],
  [
    'src/routes/+page.server.ts',
    `import { x } from '#app/modules/plans/server/plan-queries.ts';`,
    /a route enters a module/,
  ],
  [
    'src/routes/+page.server.ts',
    `export { x } from '../modules/plans/server/plan-queries.ts';`,
    /a route enters a module/,
  ],
  ['src/modules/plans/server/issue-plan.ts', `import { redirect } from '@sveltejs/kit';`, /belongs to routes/],
  ['src/modules/plans/plan-forms.ts', `import { page } from '$app/state';`, /belongs to routes/],
  ['src/platform/mail.ts', `const kit = await import('@sveltejs/kit');`, /belongs to routes/],
  [
    'src/modules/plans/server/issue-plan.ts',
    `import { x } from '#app/modules/orgs/server/unit-tree.ts';`,
    /entered by its server\/index/,
  ],
  [
    'src/modules/orgs/server/merge.ts',
    `import { x } from '#app/modules/plans/server/index.ts';`,
    /"orgs" stands above "plans"/,
  ],
  [
    'src/modules/orgs/server/merge.ts',
    `import type { Plan } from '#app/modules/plans/plan-policy.ts';`,
    /"orgs" stands above "plans"/,
  ],
  [
    'src/modules/plans/PlanForm.svelte',
    `<script>\nimport { x } from './server/index.ts';</script>`,
    /run in the browser/,
  ],
  [
    'src/modules/plans/plan-policy.ts',
    `import { x } from '#app/modules/orgs/server/index.ts';`,
    /cannot import a server/,
  ],
  ['src/modules/plans/server/a.ts', `import { load } from '#app/routes/plans/+page.server.ts';`, /does not know/],
  ['src/ui/Table.svelte', `<script>import { x } from '#app/modules/orgs/unit-path.ts';</script>`, /ui knows no module/],
  ['src/platform/jobs.ts', `import { x } from '#app/modules/orgs/server/index.ts';`, /platform knows no module/],
  ['src/db/connect.ts', `type T = import('#app/modules/orgs/server/org-table.ts').OrgTable;`, /db knows no module/],
  ['src/platform/jobs.ts', `import { x } from '#app/ui/date.ts';`, /knows no screen/],
  [
    'src/vanban/read/parse.ts',
    `import { fold } from '#app/platform/vietnamese.ts';`,
    /knows nothing of the application/,
  ],
  [
    'src/vanban/read/parse.test.ts',
    `import { x } from '#app/modules/orgs/unit-path.ts';`,
    /knows nothing of the application/,
  ],
  ['server/cli.ts', `import { x } from '#app/modules/orgs/server/import-units.ts';`, /a module is entered by/],
  ['src/modules/strays/server/index.ts', ``, /module "strays" has no place/],
])('%s may not %s', async ([file, code, message]) => {
  const faults = await faultsOf(file, code);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(message);
});

test('the line of a fault counts from the top of the file, script or not', async () => {
  const component =
    '<!-- a\nb -->\n<script lang="ts">\n  import a from "x";\n  import { y } from "#app/modules/orgs/unit-path.ts";\n</script>';
  const [problem] = await check(sourcesOf({ 'src/ui/Tree.svelte': component }), order);
  expect(problem?.line).toBe(5);
});

test('an import of types alone is told from one of values', () => {
  const kinds = readImports(
    'src/a.ts',
    `import { type A } from './a'; import { type B, c } from './b'; import type D from './d'; import './e'; import f, { type G } from './f';`,
  );
  expect(kinds.map(({ path, isTypeOnly }) => [path, isTypeOnly])).toEqual([
    ['src/a', true],
    ['src/b', false],
    ['src/d', true],
    ['src/e', false],
    ['src/f', false],
  ]);
});

test('words in comments and strings are no imports', () => {
  expect(readImports('src/a.ts', `// import '@sveltejs/kit'\nconst text = "import x from '$app/forms'";`)).toEqual([]);
});
