import { expect, test } from 'vitest';
import { dueDateOf, firstDayOf } from '#app/modules/plans/server/reading/due-date.ts';
import { validityOf } from '#app/modules/plans/server/reading/plan-validity.ts';

const deadlines: [string | null, string | null, string | null][] = [
  ['2025', '2025-12-31', '2025-01-01'],
  ['2024-02', '2024-02-29', '2024-02-01'],
  ['2026-Q2', '2026-06-30', '2026-04-01'],
  ['2026-09-15', '2026-09-15', '2026-09-15'],
  ['--12-05', '2026-12-05', null],
  ['--02-29', null, null],
  ['---20', null, null],
  ['2026-13', null, null],
  ['sớm', null, null],
  [null, null, null],
];
test.for(deadlines)('%s', ([deadline, last, first]) => {
  expect([dueDateOf(deadline, 2026), firstDayOf(deadline)]).toEqual([last, first]);
});

const titles: [string, string | null, string | null, string | null][] = [
  ['Tuyên truyền trong quý III năm 2026', '2026-06-20', '2026-07-01', '2026-09-30'],
  ['Thực hiện Đề án giai đoạn 2026 - 2030', null, '2026-01-01', '2030-12-31'],
  ['Công tác tuyên giáo nhiệm kỳ 2025–2030', null, '2025-01-01', '2030-12-31'],
  ['Tuyên truyền 6 tháng cuối năm 2026', null, '2026-07-01', '2026-12-31'],
  ['Hoạt động tháng 5/2026', null, '2026-05-01', '2026-05-31'],
  ['Công tác tuyên giáo năm 2026', null, '2026-01-01', '2026-12-31'],
  ['Tuyên truyền biển đảo', '2026-03-05', '2026-03-05', '2026-12-31'],
  ['Tuyên truyền biển đảo', null, null, null],
];
test.for(titles)('“%s” of %s holds from %s to %s', ([title, date, from, to]) => {
  expect(validityOf({ title, date, effective: null })).toEqual({ from, to });
});

test('what the document states comes before what its title says', () => {
  const at = { span: { start: 0, end: 1 }, confidence: 1, rule: '', quote: '' };
  const stated = { title: 'Công tác năm 2026', date: '2026-02-01', effective: { ...at, from: null, to: '2027' } };
  expect(validityOf(stated)).toEqual({ from: '2026-01-01', to: '2027-12-31' });
});
