import { expect, test } from 'vitest';
import { type ReadPlan } from '../plan-document.ts';
import { readPlan } from './read-plan.ts';

/** A plan of which only the annexes are of interest. */
function read(annex: string): ReadPlan {
  return readPlan({
    text: `CÔNG ĐOÀN TỈNH AN SƠN
Số: 5/KH-CĐ
An Sơn, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Hội thi vườn cây năm 2026

I. TỔ CHỨC THỰC HIỆN
1. Ban Nữ công chủ trì hội thi.

Nơi nhận:
- Các CĐCS;
- Lưu: VT.
CHỦ TỊCH
Phan Văn Hòa

${annex}
`,
  });
}

const tasks = (plan: ReadPlan): (string | null)[][] =>
  plan.tasks.filter((t) => t.kind === 'appendix').map((t) => [t.owner, t.deadline, t.quote]);

test('a table with a cell to each line is a table: wrapped text goes with its cell', () => {
  const plan = read(`PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ

TT
Nội dung công việc
Đơn vị chủ trì
Thời gian
1
Chọn giống cây
Ban Nữ công
15/3/2026
2
Dựng giàn che
và kéo lưới
Văn phòng
Trước ngày 10/4/2026
3
Chấm vườn cây
Ban Tuyên giáo
Tháng 6/2026
`);
  expect(tasks(plan)).toEqual([
    ['Ban Nữ công', '2026-03-15', 'Chọn giống cây'],
    ['Văn phòng', '2026-04-10', 'Dựng giàn che và kéo lưới'],
    ['Ban Tuyên giáo', '2026-06', 'Chấm vườn cây'],
  ]);
});

test('such a table of allotments keeps empty cells empty, and its sum is no line of it', () => {
  const plan = read(`PHỤ LỤC
CHỈ TIÊU TIN, BÀI NĂM 2026

TT
Đơn vị
Tin
Bài
Ảnh
1
Cụm số 1
40
12
60
2
Cụm số 2
28
8

Cộng
68
20
60
`);
  expect(plan.quotas.filter((q) => q.count !== null).map((q) => [q.unit, q.item, q.count])).toEqual([
    ['Cụm số 1', 'Tin', 40],
    ['Cụm số 1', 'Bài', 12],
    ['Cụm số 1', 'Ảnh', 60],
    ['Cụm số 2', 'Tin', 28],
    ['Cụm số 2', 'Bài', 8],
  ]);
});

test('the programme of a day gives each hour its date', () => {
  const plan = read(`PHỤ LỤC 2
CHƯƠNG TRÌNH HỘI THI
Ngày 26/4/2026
- 7h00 - 7h30: Đón tiếp đại biểu.
Chiều ngày 27/4/2026
- 14h00: Trao giải hội thi.`);
  expect(tasks(plan)).toEqual([
    [null, '2026-04-26', '7h00 - 7h30: Đón tiếp đại biểu.'],
    [null, '2026-04-27', '14h00: Trao giải hội thi.'],
  ]);
});

test('forms in an annex ask nobody', () => {
  const plan = read(`PHỤ LỤC 3
MẪU BÁO CÁO KẾT QUẢ PHÂN CÔNG NHIỆM VỤ
1. Ban Nữ công gửi báo cáo trước ngày 15/6/2026.`);
  expect(tasks(plan)).toEqual([]);
});

test('rows of tabs, as a spreadsheet is pasted or a .pdf without rules is read', () => {
  const plan = read(`PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ
TT\tNội dung công việc\tĐơn vị chủ trì\tThời gian
1\tChọn giống cây\tBan Nữ công\t15/3/2026
2\tDựng giàn che cho\tVăn phòng\tTrước ngày
vườn ươm
\t\t\t10/4/2026
3\tChấm vườn cây\tBan Tuyên giáo\tTháng 6/2026
`);
  expect(tasks(plan)).toEqual([
    ['Ban Nữ công', '2026-03-15', 'Chọn giống cây'],
    ['Văn phòng', '2026-04-10', 'Dựng giàn che cho vườn ươm'],
    ['Ban Tuyên giáo', '2026-06', 'Chấm vườn cây'],
  ]);
});
