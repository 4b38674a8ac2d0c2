import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** A name without a drawing would be an empty square, and say nothing. */
test('every name has its drawing, and every drawing its name', () => {
  const drawn = [...read('icons.svg').matchAll(/<symbol id="(\w+)"/g)].map(([, id]) => id);
  const named = [...read('icons.ts').matchAll(/\| '(\w+)'/g)].map(([, name]) => name);
  expect(drawn).toEqual(named);
  expect(new Set(drawn).size).toBe(drawn.length);
});
