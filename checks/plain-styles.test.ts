import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../src/', import.meta.url);
const components = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.svelte'))
  .map((path) => ({ path, source: readFileSync(new URL(path, root), 'utf8') }));

/** The policy `style-src 'self'` drops inline styles without a word: the page would only look wrong in production. */
test('no component writes an inline style', () => {
  const found = components.filter(({ source }) => /\sstyle(:[\w-]+)?=/.test(source.replace(/<style[\s\S]*$/, '')));
  expect(found.map(({ path }) => path)).toEqual([]);
});

/** A colour beside the tokens has no dark form, and its contrast is proved by nobody. */
test('no component names a colour of its own', () => {
  const own = /:[^;{}]*(#[0-9a-f]{3,8}\b|\bhsla?\(|\boklch\()/i;
  const found = components.filter(({ source }) => own.test(/<style[\s\S]*$/.exec(source)?.[0] ?? ''));
  expect(found.map(({ path }) => path)).toEqual([]);
});

test('the components were found', () => {
  expect(components.length).toBeGreaterThan(30);
});

/** CSS takes an unknown name for "nothing" and says so nowhere. */
test('every token that is used exists', () => {
  const sheets = ['ui/tokens.css', 'ui/base.css', 'ui/print.css'].map((path) =>
    readFileSync(new URL(path, root), 'utf8'),
  );
  const all = [...sheets, ...components.map(({ source }) => source)];
  const known = new Set(all.flatMap((source) => [...source.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name)));
  const used = all.flatMap((source) => [...source.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
});
