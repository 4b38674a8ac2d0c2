import { expect, test } from 'vitest';
import { quotaMark } from '#app/modules/plans/plan-items.ts';
import { mapReadPlan } from '#app/modules/plans/server/reading/map-read-plan.ts';
import { readItems, readPlanWith } from '#app/modules/plans/server/testing/read-items.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';

const text = `KẾ HOẠCH
Tuyên truyền quý III năm 2026

Thực hiện Công văn số 41/LĐLĐ ngày 05/01/2026, Ban Thường vụ xây dựng kế hoạch như sau:
I. NỘI DUNG
Tuyên truyền về an toàn lao động.
II. SỐ LƯỢNG TIN, BÀI
TT
Thực hiện
Tin
Bài
Ảnh
1
Văn phòng
4
2
Các công đoàn phường mỗi đơn vị ít nhất có 02 tin, 01 bài
12
6
3
Các tổ cộng tác viên
Cộng
16
7
40
(Gửi về Ban Tuyên giáo trước ngày 25 hằng tháng)
III. TỔ CHỨC THỰC HIỆN
Giao Ban Tuyên giáo theo dõi, đôn đốc.
Trên đây là kế hoạch quý III./.
Nơi nhận:
- Ban Tuyên giáo Tỉnh ủy (b/c);
- Công đoàn các xã, phường; CĐCS trực thuộc (th/h);
- Các CĐCS;
- Các tổ cộng tác viên;
- Các Ban LĐLĐ tỉnh;
- Lưu: VT, TG.
TM. BAN THƯỜNG VỤ`;
const read = readItems(text);
const each = 'Các công đoàn phường mỗi đơn vị ít nhất có 02 tin, 01 bài';
const plan = readPlanWith({
  title: 'Tuyên truyền quý III năm 2026',
  docType: 'KẾ HOẠCH',
  header: { title: read.at('Tuyên truyền quý III năm 2026') },
  sections: [
    read.section('I. NỘI DUNG', 1, 'I'),
    read.section('II. SỐ LƯỢNG TIN, BÀI', 1, 'II'),
    read.section('III. TỔ CHỨC THỰC HIỆN', 1, 'III'),
  ],
  quotas: [
    read.quota('Văn phòng', 'tin', 4),
    read.quota('Văn phòng', 'bài', null),
    read.quota(each, 'tin', 12),
    read.quota(each, 'bài', 6),
    read.quota('Các tổ cộng tác viên', 'tin', null),
    read.quota('Các tổ cộng tác viên', 'bài', null),
  ],
  quotaTotals: [read.total('16', 'tin', 16, 16), read.total('7\n40', 'bài', 7, 6), read.total('40', 'ảnh', 40, null)],
  recipientLines: [
    read.recipient('Ban Tuyên giáo Tỉnh ủy (b/c)', { purpose: 'report' }),
    read.recipient('Công đoàn các xã, phường; CĐCS trực thuộc (th/h)', { purpose: 'act' }),
    read.recipient('Các CĐCS'),
    {
      ...read.recipient('Các tổ cộng tác viên'),
      span: { start: text.lastIndexOf('Các tổ'), end: text.lastIndexOf('Các tổ') + 20 },
    },
    read.recipient('Các Ban LĐLĐ tỉnh'),
    read.recipient('Lưu: VT, TG'),
  ],
});
const mapped = mapReadPlan(plan, { text });

test('the head: title, validity, preamble', () => {
  expect(mapped.header).toMatchObject({
    docType: 'KẾ HOẠCH',
    title: 'Tuyên truyền quý III năm 2026',
    validFrom: '2026-07-01',
    validTo: '2026-09-30',
    opening: 'Thực hiện Công văn số 41/LĐLĐ ngày 05/01/2026, Ban Thường vụ xây dựng kế hoạch như sau:',
  });
});

test('sections keep what stands under them; the table of quotas leaves its mark', () => {
  expect(mapped.items.section.map(({ numbering, heading, body }) => [numbering, heading, body])).toEqual([
    ['I', 'NỘI DUNG', 'Tuyên truyền về an toàn lao động.'],
    ['II', 'SỐ LƯỢNG TIN, BÀI', `${quotaMark}\n(Gửi về Ban Tuyên giáo trước ngày 25 hằng tháng)`],
    ['III', 'TỔ CHỨC THỰC HIỆN', 'Giao Ban Tuyên giáo theo dõi, đôn đốc.\nTrên đây là kế hoạch quý III./.'],
  ]);
});

test('quotas: cells with figures, minimums for each unit, a row with topics only, totals that no row adds up to', () => {
  const rows = mapped.items.quota.map((row) => [
    row.rowLabel,
    row.item,
    row.count,
    row.perUnitMin,
    row.isTotal,
    row.doubt,
  ]);
  expect(rows).toEqual([
    ['Văn phòng', 'tin', 4, null, false, ''],
    ['Các công đoàn phường', 'tin', 12, 2, false, ''],
    ['Các công đoàn phường', 'bài', 6, 1, false, ''],
    ['Các tổ cộng tác viên', 'tin', null, null, false, ''],
    ['Cộng', 'tin', 16, null, true, ''],
    ['Cộng', 'bài', 7, null, true, 'table'],
    ['Cộng', 'ảnh', 40, null, true, ''],
  ]);
});

test('recipients: purpose and the rule that finds the units', () => {
  const rows = mapped.items.recipient.map((row) => [row.label, row.purpose, row.ruleKind, row.ruleKindIds, row.doubt]);
  expect(rows).toEqual([
    ['Ban Tuyên giáo Tỉnh ủy', 'inform', 'none', [], ''],
    ['Công đoàn các xã, phường; CĐCS trực thuộc', 'act', 'children', ['grassroots_union', 'commune_union'], ''],
    ['Các CĐCS', 'act', 'kind', ['grassroots_union'], ''],
    ['Các tổ cộng tác viên', 'inform', 'none', [], 'recipient'],
    ['Các Ban LĐLĐ tỉnh', 'inform', 'children', ['department'], ''],
    ['Lưu: VT, TG', 'archive', 'none', [], ''],
  ]);
});

test('a sheet of figures gives no items, whatever in it looks like work', () => {
  const sheet = 'TT\tNội dung\tThời gian\n'.concat('1\tGiao vở kẻ ngang cho kho\ttrước ngày 15/9/2025\n'.repeat(12));
  const plan = readPlan({ text: sheet });
  expect(plan.tasks.length).toBeGreaterThan(0);
  expect(Object.values(mapReadPlan({ ...plan, isPlan: false }, { text: sheet }).items).flat()).toEqual([]);
});

test('a document that is only not recognised as a plan keeps what was read of it', () => {
  const items = mapReadPlan({ ...readPlan({ text }), isPlan: false }, { text }).items;
  expect(items.task.length + items.target.length).toBeGreaterThan(0);
});
