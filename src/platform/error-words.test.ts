import { expect, test } from 'vitest';
import { errorWords } from '#app/platform/error-words.ts';

test('a refusal names a day as its reader writes days', () => {
  const params = { name: 'CĐCS May Sao Mai', date: '2025-03-22' };
  expect(errorWords('orgs.before_founding', params)).toContain('CĐCS May Sao Mai” (22/03/2025)');
  expect(errorWords('orgs.before_founding', { ...params, name: '30/QĐ-LĐLĐ' }, 'en')).toContain('22/03/2025');
});
