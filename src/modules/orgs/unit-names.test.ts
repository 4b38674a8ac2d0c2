import { expect, test } from 'vitest';
import { makeSearchKey, toIdentityKey } from '#app/modules/orgs/unit-names.ts';

test.for([
  ['CĐCS Trường THPT Hoà Bình', 'cđcs  trường thpt hòa bình', true],
  ['Thuỷ lợi', 'Thủy lợi', true],
  ['Hòa Bình', 'Hoa Bình', false],
  ['Điện Biên', 'Điện Biên', true],
  ['Quý', 'Quy', false],
  ['Khoẻ', 'Khỏe', true],
] as const)('%s = %s: %s', ([one, other, expected]) => {
  expect(toIdentityKey(one) === toIdentityKey(other)).toBe(expected);
});

test('a unit is found by the beginning of any word of any of its names', () => {
  expect(makeSearchKey(['Công đoàn Điện Biên', 'CĐ ĐB', '', 'DB-01', 'Công đoàn Điện Biên'])).toBe(
    ' cong doan dien bien  cd db  db 01',
  );
});
