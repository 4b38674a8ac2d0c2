import { expect, test } from 'vitest';
import { unitChangeForm } from '#app/modules/orgs/unit-forms.ts';
import { cleanName, makeSearchKey, nameFault, toIdentityKey } from '#app/modules/orgs/unit-names.ts';

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

test.for([
  ['two lines', 'CĐCS Trường\nHoa Ban', 'CĐCS Trường Hoa Ban'],
  ['a tab, a wide and a hard space', ' CĐCS\tTrường\u00a0\u3000Hoa  Ban ', 'CĐCS Trường Hoa Ban'],
  ['a line separator', 'CĐCS\u2028Hoa Ban', 'CĐCS Hoa Ban'],
  ['zero-width marks', 'CĐ\u200bCS \u2060Hoa\ufeff Ban', 'CĐCS Hoa Ban'],
  ['letters turned around', '\u202eCĐCS Hoa Ban\u202c', 'CĐCS Hoa Ban'],
  ['fillers and tags', 'CĐCS\u3164 Hoa\u{e0041} Ban\ufe0f', 'CĐCS Hoa Ban'],
  ['control characters', 'CĐCS\u0007 Hoa\u0085 Ban\u007f', 'CĐCS Hoa Ban'],
  ['decomposed letters', 'Điện Biên'.normalize('NFD'), 'Điện Biên'],
  ['wide letters and joined ones', 'ＣĐCS Văn phòng Of\ufb01ce', 'CĐCS Văn phòng Office'],
] as const)('a name is kept without %s', ([, sent, kept]) => {
  expect(cleanName(sent)).toBe(kept);
});

test.for([
  ['CĐCS Trường THPT số 2 (cơ sở 1) – Hòa Bình & Đối tác', null],
  ['Société Générale, chi nhánh Łódź', null],
  ['CĐCS \u0422rường Hoa Ban', 'letters'],
  ['CĐCS Trường \u0397oa Ban', 'letters'],
  ['CĐCS 𝐇oa Ban', 'letters'],
  ['CĐCS Hoa Ban Ⅱ', 'letters'],
  ['CĐCS Hoa Ban ٢', 'letters'],
  ['CĐCS H\u0336oa Ban', 'letters'],
  ['CĐCS 工会', 'letters'],
  ['123 – 45', 'no_letter'],
] as const)('“%s”: %s', ([name, fault]) => {
  expect(nameFault(cleanName(name))).toBe(fault);
});

const found = { change: 'found', decisionNumber: '1', decidedOn: '2026-01-01', effectiveOn: '2026-01-01', kindId: 'k' };
test.for([
  ['name', 'CĐCS \u0422rường', 'field_name_letters'],
  ['name', '12', 'field_name_no_letter'],
  ['name', '\u200b\u2060', 'field_required'],
  ['shortName', '\u0421Đ', 'field_name_letters'],
] as const)('a form with %s “%s” says %s', ([field, value, message]) => {
  const { error } = unitChangeForm.safeParse({ ...found, name: 'CĐCS Hoa Ban', [field]: value });
  expect(error?.issues).toMatchObject([{ path: [field], message }]);
});

test('a form keeps the clean name', () => {
  expect(unitChangeForm.parse({ ...found, name: 'CĐCS\r\nHoa\u200b Ban' })).toMatchObject({ name: 'CĐCS Hoa Ban' });
});
