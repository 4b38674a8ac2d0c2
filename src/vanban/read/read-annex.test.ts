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

test('rows between bare strokes, with cells over the whole width, are a table of tasks', () => {
  const plan = read(`PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ

TT | Công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian

I | Chuẩn bị vườn ươm | Chuẩn bị vườn ươm | Chuẩn bị vườn ươm | Chuẩn bị vườn ươm

1 | Chọn giống cây ăn quả | Ban Nữ công | Văn phòng | Quý I/2026

2 | Dựng giàn che | Văn phòng | Các CĐCS | 2026-2027
`);
  expect(tasks(plan)).toEqual([
    ['Ban Nữ công', '2026-Q1', 'Chọn giống cây ăn quả'],
    ['Văn phòng', '2027', 'Dựng giàn che'],
  ]);
});

/** What a decision or resolution puts into force stands after its signature. */
function attach(kind: string, title: string): ReadPlan {
  return readPlan({
    text: `HỘI LÀM VƯỜN TỈNH AN SƠN
Số: 8/${kind === 'QUYẾT ĐỊNH' ? 'QĐ' : 'NQ'}-HLV
An Sơn, ngày 05 tháng 01 năm 2026

${kind}
Về công tác vườn cây năm 2026

Căn cứ Điều lệ Hội Làm vườn số 3/ĐL-HLV ngày 02/01/2020;

${kind}:

Điều 1. Ban hành kèm theo văn bản này công tác vườn cây năm 2026.
Điều 2. Văn bản này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Các chi hội;
- Lưu: VT.
CHỦ TỊCH
Phan Văn Hòa

${title}
(Kèm theo văn bản số 8 ngày 05/01/2026 của Hội Làm vườn tỉnh)

I. MỤC TIÊU
1. Trồng mới ít nhất 400 cây ăn quả.
II. PHÂN CÔNG
1. Ông Lê Văn Tám - Phó Chủ tịch
- Chỉ đạo các chi hội chăm sóc vườn cây.
`,
  });
}

test.each([
  ['NGHỊ QUYẾT', 'CHƯƠNG TRÌNH HÀNH ĐỘNG\nVỀ CÔNG TÁC VƯỜN CÂY NĂM 2026'],
  ['QUYẾT ĐỊNH', 'PHÂN CÔNG NHIỆM VỤ CHĂM SÓC VƯỜN CÂY\nNĂM 2026'],
])('what a %s puts into force is read, whatever its title', (kind, title) => {
  const plan = attach(kind, title);
  expect(plan.sections.map((s) => s.numbering)).toEqual(['I', 'II', '1']);
  expect(plan.targets.map((t) => t.value)).toEqual([400]);
  expect(plan.tasks.map((t) => [t.owner?.slice(0, 14), t.quote])).toContainEqual([
    'Ông Lê Văn Tám',
    'Chỉ đạo các chi hội chăm sóc vườn cây.',
  ]);
  expect(plan.recipients).toEqual(['Các chi hội', 'Lưu: VT']);
});
