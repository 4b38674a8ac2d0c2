import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check, weighPages } from './check-script-budget.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'budget-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** A build of one page, its own script of so many incompressible kilobytes beside a framework of 10. */
function build(route: string, kilobytes: number): void {
  const output = '.svelte-kit/output';
  write(`${output}/client/start.js`, randomBytes(10 * 1000));
  write(`${output}/client/page.js`, randomBytes(kilobytes * 1000));
  write(`${output}/client/error.js`, randomBytes(500 * 1024));
  write(`${output}/server/nodes/0.js`, 'export const imports = ["start.js"];');
  write(`${output}/server/nodes/1.js`, 'export const imports = ["error.js"];');
  write(`${output}/server/nodes/7.js`, 'export const imports = ["page.js","start.js"];');
  write(
    `${output}/server/manifest-full.js`,
    `export const manifest = { client: { imports: ['start.js'] },
      nodes: [() => import('./nodes/0.js'), () => import('./nodes/1.js'), () => import('./nodes/7.js')],
      routes: [{ id: '${route}', page: { layouts: [0,], errors: [1,], leaf: 2 } }, { id: '/api', page: null }] };`,
  );
}

test('a workplace page of 60 kB passes, one of more does not; the page for errors is not counted', async () => {
  build('/(work)/plans', 48);
  expect(await check(root)).toEqual([]);
  const [weight] = (await weighPages(root))!;
  expect(weight!.kilobytes).toBeGreaterThan(58);
  expect(weight!.kilobytes).toBeLessThan(59);
});

test('a workplace page of more than 60 kB is found', async () => {
  build('/(work)/plans/[planId]', 51);
  expect(await check(root)).toEqual([
    {
      file: 'src/routes/(work)/plans/[planId]/+page.svelte',
      message: expect.stringMatching(/^61\.\d kB of script on the first visit, 60 at most$/),
    },
  ]);
});

test('a public page may load none', async () => {
  build('/(public)/news', 1);
  expect(await check(root)).toHaveLength(1);
});

test('a public page whose layout turns script off loads none', async () => {
  build('/(public)/news', 1);
  write('src/routes/(public)/+layout.server.ts', 'export const csr = false;\n');
  expect(await check(root)).toEqual([]);
});

test('the page has the last word over its layout', async () => {
  build('/(public)/news', 1);
  write('src/routes/(public)/+layout.server.ts', 'export const csr = false;\n');
  write('src/routes/(public)/news/+page.ts', 'export const csr = true;\n');
  expect(await check(root)).toHaveLength(1);
});

test('without a build it says what to do', async () => {
  expect(await check(root)).toEqual([
    { file: '.svelte-kit/output', message: 'nothing is built: run `npx vite build` first' },
  ]);
});

test('a build that was broken off counts as none', async () => {
  build('/(public)/news', 0);
  write('.svelte-kit/output/server/manifest-full.js', 'export const manifest = { client: null, routes: [] };');
  expect((await check(root))[0]?.message).toMatch(/nothing is built/);
});
