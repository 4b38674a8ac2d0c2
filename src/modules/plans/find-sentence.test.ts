import { expect, test } from 'vitest';
import { findSentence } from '#app/modules/plans/find-sentence.ts';

const document = 'I. MỤC TIÊU\nTrên 90% đoàn viên\n  được học tập\u00a0nghị quyết. Hết (a+b).';

test.for([
  ['Trên 90% đoàn viên', 'Trên 90% đoàn viên'],
  ['trên 90% ĐOÀN VIÊN được học tập nghị quyết.', 'Trên 90% đoàn viên\n  được học tập\u00a0nghị quyết.'],
  ['(a+b)', '(a+b)'],
  ['Không có câu này', null],
  ['ab', null],
] as const)('%s stands there as %s', ([sentence, found]) => {
  const range = findSentence(document, sentence);
  expect(range && document.slice(range.start, range.end)).toBe(found);
});

test('a text made to be slow is searched in a moment', () => {
  const began = performance.now();
  expect(findSentence('a '.repeat(1_000_000), `${'a '.repeat(2_400)} b`)).toBeNull();
  expect(performance.now() - began).toBeLessThan(3_000);
});
