import { expect, test } from 'vitest';
import { localAddress } from '#app/modules/identity/local-address.ts';

test.for([
  ['/plans/1?tab=2', '/plans/1?tab=2'],
  ['//evil.test/x', '/home'],
  ['/\\evil.test', '/home'],
  ['https://evil.test', '/home'],
  ['javascript:alert(1)', '/home'],
  ['', '/home'],
  ['/a b', '/home'],
])('%s leads to %s', ([wished, led]) => {
  expect(localAddress(wished!)).toBe(led);
});
