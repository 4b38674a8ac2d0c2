import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fillDates } from './fill-dates.ts';

test.for([
  ['ngày {ngay} tháng {thang} năm {nam}', '2026-02-05', 'ngày 05 tháng 02 năm 2026'],
  ['ngày {ngay} tháng {thang} năm {nam}', '2026-04-25', 'ngày 25 tháng 4 năm 2026'],
  ['trước ngày {ngay+30}', '2026-12-15', 'trước ngày 14/1/2027'],
  ['trong tháng {thang+1}', '2026-12-15', 'trong tháng 1/2027'],
  ['đến {nam+5}, quý {quy} năm {namquy}', '2026-11-02', 'đến 2031, quý IV năm 2026'],
])('%s on %s becomes %s', ([text, on, filled]) => {
  expect(fillDates(text!, on!)).toBe(filled);
});

test('no document of the demonstration keeps a gap', () => {
  for (const name of readdirSync('demo/plans')) {
    expect(fillDates(readFileSync(`demo/plans/${name}`, 'utf8'), '2026-04-25'), name).not.toMatch(/[{}]/);
  }
});
