import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDecimals } from '#app/modules/measures/add-decimals.ts';

test.for([
  [['7'], 7],
  [['1', '-3'], -2],
  [['0.1', '0.1', '0.1'], 0.3],
  [['0.50', '-0.5'], 0],
  [['-0.25', '1'], 0.75],
  [['1000000000000', '0.001'], 1000000000000.001],
  [['9007199254740993', '-9007199254740992'], 1],
  [['12.500000', '3'], 15.5],
] as const)('%j make %d', ([texts, sum]) => {
  expect(addDecimals(texts)).toBe(sum);
});

test('whatever is added, the sum is the one of the digits', () => {
  const decimal = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(fc.array(decimal, { minLength: 1, maxLength: 20 }), (parts) => {
      const texts = parts.map(([value, places]) => {
        const digits = String(Math.abs(value)).padStart(places + 1, '0');
        const at = digits.length - places;
        return `${value < 0 ? '-' : ''}${digits.slice(0, at)}${places > 0 ? `.${digits.slice(at)}` : ''}`;
      });
      const total = parts.reduce((sum, [value, places]) => sum + BigInt(value) * 10n ** BigInt(4 - places), 0n);
      expect(addDecimals(texts)).toBe(Number(`${total}e-4`));
    }),
  );
});
