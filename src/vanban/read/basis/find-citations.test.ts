import { expect, test } from 'vitest';
import { canonicalNumber, findCitations } from './find-citations.ts';

/** Text → kind, number and date of each document it names. */
const texts: [string, [string | null, string | null, string | null][]][] = [
  ['Công văn số 653/LĐLĐ, ngày 07/01/2025 của Liên đoàn Lao động tỉnh', [['Công văn', '653/LĐLĐ', '2025-01-07']]],
  ['Đề án số 19-ĐA/TU ngày 13 tháng 8 năm 2025 của Tỉnh ủy', [['Đề án', '19-ĐA/TU', '2025-08-13']]],
  ['Nghị quyết số 27/NQ- TW ngày 09/11/2022', [['Nghị quyết', '27/NQ-TW', '2022-11-09']]],
  ['Nghị quyết số 197/2025/QH15 của Quốc hội', [['Nghị quyết', '197/2025/QH15', null]]],
  ['Quyết định số: 132/QĐ-LĐLĐ, ngày 26/3/2026', [['Quyết định', '132/QĐ-LĐLĐ', '2026-03-26']]],
  ['Chỉ thị số - CT/ĐU ngày /12/2025 của Ban Thường vụ Đảng ủy', [['Chỉ thị', null, '2025-12']]],
  ['Quyết định số 411/QĐ-TTg của Thủ tướng Chính phủ ngày 31/3/2022', [['Quyết định', '411/QĐ-TTg', '2022-03-31']]],
  [
    'các Kế hoạch của UBND xã: số 12/KH-UBND ngày 03/02/2026; số 15/KH-UBND ngày 09/02/2026',
    [
      ['Kế hoạch', '12/KH-UBND', '2026-02-03'],
      ['Kế hoạch', '15/KH-UBND', '2026-02-09'],
    ],
  ],
  ['giai đoạn 2021-2026 và ngày 05/6', []],
];

test.for(texts)('%s', ([text, expected]) => {
  expect(findCitations(text).map((c) => [c.docType, c.number, c.date])).toEqual(expected);
});

test.for([
  ['33/NQ-TW', '33-NQ/TW'],
  ['01/Ctr-BCH', '01/CTr-BCH'],
  ['06/KH-LĐLĐ', '06/KH-LĐLĐ'],
  ['653/LĐLĐ', '653/LĐLĐ'],
  ['17-CTr/TU', '17-CTr/TU'],
] as const)('%s is usually written %s', ([typed, canonical]) => {
  expect(canonicalNumber(typed)).toBe(canonical);
});
