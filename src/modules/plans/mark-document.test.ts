import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSentence } from '#app/modules/plans/find-sentence.ts';
import { markDocument } from '#app/modules/plans/mark-document.ts';

const text = 'I. CHỈ TIÊU\nHằng năm có 90% đoàn viên và 65% người lao động được học.\nNơi nhận:';
const at = (id: string, kind: string, words: string) => {
  const start = text.indexOf(words);
  return { id, kind, start, end: start + words.length };
};

test('lines are cut where places begin and end; the smallest place comes first', () => {
  const lines = markDocument(text, [
    at('whole', 'task', 'Hằng năm có 90% đoàn viên và 65% người lao động được học.'),
    at('ninety', 'target', '90% đoàn viên'),
    at('heading', 'section', 'I. CHỈ TIÊU'),
  ]);
  expect(lines.map((line) => line.kinds)).toEqual([['section'], ['task', 'target'], []]);
  expect(lines[1]?.segments).toEqual([
    { text: 'Hằng năm có ', ids: ['whole'], begins: ['whole'] },
    { text: '90% đoàn viên', ids: ['ninety', 'whole'], begins: ['ninety'] },
    { text: ' và 65% người lao động được học.', ids: ['whole'], begins: [] },
  ]);
});

test('a place over several lines is lit on each of them', () => {
  const lines = markDocument('một\nhai\nba', [{ id: 'x', kind: 'quota', start: 1, end: 9 }]);
  expect(lines.map((line) => line.segments.map((segment) => [segment.text, segment.ids.length]))).toEqual([
    [
      ['m', 0],
      ['ột', 1],
    ],
    [['hai', 1]],
    [
      ['b', 1],
      ['a', 0],
    ],
  ]);
});

test('whatever the places, the document stays as it is', () => {
  const place = fc
    .tuple(fc.nat(60), fc.nat(30), fc.uuid())
    .map(([start, length, id]) => ({ id, kind: 'task', start, end: start + length }));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'đ', ' ', '\n'), maxLength: 60 }),
      fc.array(place, { maxLength: 8 }),
      (words, places) => {
        const lines = markDocument(words, places);
        expect(lines.map((line) => line.segments.map((segment) => segment.text).join('')).join('\n')).toBe(words);
      },
    ),
  );
});

const sentences: [string, string | null][] = [
  ['90% đoàn viên', '90% đoàn viên'],
  ['  90%   đoàn\nviên ', '90% đoàn viên'],
  ['HẰNG NĂM có 90%', 'Hằng năm có 90%'],
  ['CHỈ TIÊU Hằng năm', 'CHỈ TIÊU\nHằng năm'],
  ['được học. (?', null],
  ['95% đoàn viên', null],
  ['', null],
];
test.for(sentences)('the sentence “%s” is found', ([typed, expected]) => {
  const found = findSentence(text, typed);
  expect(found && text.slice(found.start, found.end)).toBe(expected);
});
