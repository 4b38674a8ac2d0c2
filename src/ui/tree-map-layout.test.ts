import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layTreeMap, withoutSharedStart, type TreeMapRect } from './tree-map-layout.ts';

const frame = { x: 0, y: 0, width: 6, height: 4 };
const item = (size: number, at: number) => ({ key: String.fromCharCode(97 + at), size });
const rounded = (rects: TreeMapRect[]) =>
  rects.map(({ key, ...at }) => [key, ...[at.x, at.y, at.width, at.height].map((n) => Math.round(n * 100) / 100)]);

test('the example of the paper is laid as the paper lays it', () => {
  expect(rounded(layTreeMap([6, 6, 4, 3, 2, 2, 1].map(item), frame))).toEqual([
    ['a', 0, 0, 3, 2],
    ['b', 0, 2, 3, 2],
    ['c', 3, 0, 1.71, 2.33],
    ['d', 4.71, 0, 1.29, 2.33],
    ['e', 3, 2.33, 1.2, 1.67],
    ['f', 4.2, 2.33, 1.2, 1.67],
    ['g', 5.4, 2.33, 0.6, 1.67],
  ]);
});

test.for<[string, number[], (string | number)[][]]>([
  ['nothing', [], []],
  ['nothing of any size', [0, 0], []],
  ['one fills the frame', [7], [['a', 0, 0, 6, 4]]],
  [
    'two of the same share it',
    [1, 1],
    [
      ['a', 0, 0, 3, 4],
      ['b', 3, 0, 3, 4],
    ],
  ],
  [
    'the largest comes first, the empty one not at all',
    [1, 0, 2],
    [
      ['c', 0, 0, 4, 4],
      ['a', 4, 0, 2, 4],
    ],
  ],
])('%s', ([, sizes, expected]) => {
  expect(rounded(layTreeMap(sizes.map(item), frame))).toEqual(expected);
});

test('whatever the sizes: areas are as sizes, inside the frame, and nothing lies on another', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), (all, width, height) => {
      const rects = layTreeMap(
        all.map((size, at) => ({ key: String(at), size })),
        { x: 0, y: 0, width, height },
      );
      const total = all.reduce((sum, size) => sum + size, 0);
      const near = width * height * 1e-6;
      expect(rects).toHaveLength(all.length);
      for (const one of rects) {
        const share = (all[Number(one.key)]! / total) * width * height;
        expect(Math.abs(one.width * one.height - share)).toBeLessThan(near);
        expect(one.x + one.width).toBeLessThanOrEqual(width + 1e-6);
        expect(one.y + one.height).toBeLessThanOrEqual(height + 1e-6);
        for (const other of rects) {
          if (other === one) continue;
          const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
          const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
          expect(Math.max(0, wide) * Math.max(0, high)).toBeLessThan(near);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test.for<[string[], string[]]>([
  [
    ['CĐCS Công ty May', 'CĐCS Công ty Giày', 'CĐCS Trường mầm non'],
    ['Công ty May', 'Công ty Giày', 'Trường mầm non'],
  ],
  [
    ['CĐCS 1', 'CĐCS'],
    ['CĐCS 1', 'CĐCS'],
  ],
  [['CĐCS Công ty May'], ['CĐCS Công ty May']],
  [
    ['Ban A', 'Ban A'],
    ['A', 'A'],
  ],
  [[], []],
])('%j is written %j', ([names, expected]) => {
  expect(withoutSharedStart(names)).toEqual(expected);
});
