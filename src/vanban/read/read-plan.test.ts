import { expect, test } from 'vitest';
import { type ReadPlan, SURE } from '../plan-document.ts';
import { readPlan } from './read-plan.ts';
import { decisionWithPlan, letter, schoolPlan, story, unionPlan } from './testing/sample-documents.ts';

const union = readPlan({ text: unionPlan });
const decision = readPlan({ text: decisionWithPlan });

test('the letterhead gives number, place, date, issuing body and the one above', () => {
  expect(union).toMatchObject({
    isPlan: true,
    docType: 'KẾ HOẠCH',
    title: 'Tuyên truyền văn hóa đọc trong đoàn viên năm 2026',
    number: '27/KH-CĐN',
    date: '2026-02-09',
    place: 'An Sơn',
    issuer: 'Ban Thường vụ Công đoàn ngành Thủy lợi',
    headerIssuer: 'Công đoàn ngành Thủy lợi',
    parentIssuer: 'Liên đoàn Lao động tỉnh An Sơn',
  });
});

test('the basis is the documents it names, not the state of things', () => {
  expect(union.legalBasis.map((b) => [b.docType, b.number, b.date])).toEqual([
    ['Nghị quyết', '41/NQ-TW', '2024-03-12'],
    ['Kế hoạch', '15/KH-LĐLĐ', '2026-01-20'],
  ]);
});

test('the outline keeps the numbers as printed and tells of the jump', () => {
  expect(union.sections.map((s) => s.path)).toEqual(['I', 'I.1', 'I.2', 'II', 'IV', 'V', 'V.1', 'V.2']);
  expect(union.notes).toContainEqual(
    expect.objectContaining({ code: 'numbering-gap', params: { section: '', expected: 3, found: 'IV' } }),
  );
});

test('two figures of one sentence are two targets', () => {
  expect(union.targets.map((t) => [t.comparator, t.value, t.unit, t.period])).toEqual([
    ['=', 100, 'percent', 'yearly'],
    ['>=', 70, 'percent', 'yearly'],
    ['=', 4, 'count', 'once'],
  ]);
});

test('the quota table gives a line for each figure, and its wrong total is pointed out', () => {
  expect(union.quotas.map((q) => [q.unit, q.item, q.count])).toEqual([
    ['Văn phòng', 'Tin', 6],
    ['Văn phòng', 'Bài', 2],
    ['Công đoàn cơ sở hồ Đá Trắng', 'Tin', 4],
    ['Công đoàn cơ sở hồ Đá Trắng', 'Bài', 1],
  ]);
  expect(union.notes).toContainEqual(
    expect.objectContaining({ code: 'total-disagrees', params: { item: 'Tin', printed: 11, sum: 10 } }),
  );
  expect(union.quotaTotals.find((t) => t.item === 'Bài')).toMatchObject({ printed: 3, sumOfRows: 3, agrees: true });
});

const owned = (plan: ReadPlan): (string | null)[][] =>
  plan.tasks.filter((t) => t.owner).map((t) => [t.owner, t.deadline, t.quote.slice(0, 24)]);

test('tasks belong to the heading above or to whom the sentence names', () => {
  expect(owned(union)).toEqual([
    ['Ban Tuyên giáo', '2026-03', 'Chủ trì, phối hợp với Vă'],
    ['Ban Tuyên giáo', '2026-11-15', 'Tổng hợp kết quả, báo cá'],
    ['Các công đoàn cơ sở', null, 'Vận động đoàn viên quyên'],
    ['Các công đoàn cơ sở', null, 'Bố trí góc đọc tại nơi l'],
    ['Văn phòng', null, 'Giao Văn phòng chuẩn bị '],
    ['các đơn vị', null, 'Trong quá trình thực hiệ'],
    ['các đơn vị', null, 'đề nghị các đơn vị nghiê'],
  ]);
});

test('what must be told upwards is a reporting duty', () => {
  expect(union.reportingDuties.map((d) => [d.from, d.to, d.deadline])).toEqual([
    ['Ban Tuyên giáo', 'Ban Thường vụ', '2026-11-15'],
    ['các đơn vị', 'Ban Tuyên giáo', null],
  ]);
});

test('recipients keep their purpose, the signature its parts', () => {
  expect(union.recipientLines.map((r) => [r.name, r.purpose, r.isArchive])).toEqual([
    ['LĐLĐ tỉnh', 'report', false],
    ['Các công đoàn cơ sở', 'act', false],
    ['Lưu: VT, TG', null, true],
  ]);
  expect(union.signer).toMatchObject({
    authority: 'TM.',
    authorityBody: 'BAN THƯỜNG VỤ',
    title: 'PHÓ CHỦ TỊCH',
    name: 'Trần Văn Lộc',
    isMarkedSigned: true,
  });
});

test('an anniversary that does not add up and a number typed wrong are pointed out', () => {
  expect(union.notes).toContainEqual(
    expect.objectContaining({
      code: 'commemoration-disagrees',
      params: expect.objectContaining({ printed: 45, computed: 50 }) as unknown,
    }),
  );
  expect(union.notes).toContainEqual(
    expect.objectContaining({ code: 'number-corrected', params: { typed: '41/NQ-TW', canonical: '41-NQ/TW' } }),
  );
});

test('contacts are found so that they can be masked', () => {
  expect(union.contacts.map((c) => [c.kind, c.text])).toEqual([
    ['email', 'tuyengiao@ansonthuyloi.example'],
    ['telephone', '0912 345 678'],
  ]);
});

test('of a decision the header is its own, the tasks are those of the plan attached', () => {
  expect(decision).toMatchObject({
    docType: 'QUYẾT ĐỊNH',
    number: '88/QĐ-UBND',
    date: '2026-04-03',
    place: 'Bằng Giang',
    issuer: 'Chủ tịch Ủy ban nhân dân xã Bằng Giang',
  });
  expect(decision.legalBasis.map((b) => [b.docType, b.number])).toEqual([
    ['Luật', null],
    ['Quyết định', '310/QĐ-UBND'],
  ]);
  expect(decision.sections.map((s) => s.path)).toEqual(['I', 'I.1', 'I.2', 'II']);
  expect(decision.signer).toMatchObject({ authority: 'KT.', title: 'PHÓ CHỦ TỊCH', name: 'Lò Thị Nương' });
  expect(decision.recipients).toEqual([
    'Như Điều 2',
    'Sở Văn hóa, Thể thao và Du lịch, các phòng liên quan',
    'Lưu: VT',
  ]);
});

test('a line of details gives owner and date to the task above it; a dash inside a span opens no bullet', () => {
  expect(owned(decision)).toContainEqual(['Phòng Văn hóa - Xã hội', '2026-05-30', 'Thống kê diện tích, tran']);
  expect(owned(decision)).toContainEqual(['Phòng Kinh tế', '2026-Q3', 'Đề xuất công trình cần s']);
  expect(decision.tasks.find((t) => t.quote.startsWith('Thống kê'))?.quote).toContain('2021 - 2025');
});

test('what a letter asks falls to whom its first sentence names, line by line', () => {
  const plan = readPlan({ text: letter });
  expect(plan).toMatchObject({
    docType: 'CÔNG VĂN',
    number: '112/LĐLĐ-TGNC',
    title: 'tổ chức Tháng Công nhân năm 2026',
    place: 'Hải Sơn',
    isPlan: true,
  });
  expect(plan.addressees).toEqual([
    'Liên đoàn Lao động các huyện, thành phố',
    'Công đoàn ngành, công đoàn cơ sở trực thuộc',
  ]);
  expect(new Set(plan.tasks.map((t) => t.owner))).toEqual(new Set(['các đơn vị']));
  expect(plan.tasks.map((t) => t.deadline)).toEqual([null, '2026-05-31', null, null, '2026-06-05', null]);
  expect(plan.quotas.map((q) => [q.unit, q.item, q.count])).toEqual([
    ['LĐLĐ huyện An Phú', 'suất', 40],
    ['LĐLĐ thành phố Hải Sơn', 'suất', 60],
    ['Công đoàn ngành Y tế', 'suất', 25],
  ]);
});

test('work handed out by name, and a calendar in lines', () => {
  const plan = readPlan({ text: schoolPlan });
  expect(owned(plan).map(([owner, deadline]) => [owner, deadline])).toEqual([
    ['Đ/c Hoa', '2026-03-04'],
    ['Đ/c Minh, đ/c Tuấn', null],
    ['Tổ Toán - Lý', null],
    ['Các tổ', '2026-02-28'],
    ['Ban chấp hành Công đoàn', null],
    ['Các tổ công đoàn', '2026-03-01'],
  ]);
  expect(plan.tasks.filter((t) => !t.owner && t.deadline).map((t) => t.deadline)).toEqual([
    '2026-03-06',
    '2026-02-20',
    '2026-03-06',
  ]);
});

test('a story, a list of figures and nothing at all are no plans', () => {
  expect(readPlan({ text: story })).toMatchObject({ isPlan: false, notPlanReason: 'no-administrative-form' });
  expect(readPlan({ text: '12\t30\t45\n17\t2\t9\n' })).toMatchObject({ isPlan: false, notPlanReason: 'too-short' });
  expect(readPlan({ text: ' \n' })).toMatchObject({ isPlan: false, notPlanReason: 'empty' });
  expect(readPlan({ text: 'The quick brown fox jumps over the lazy dog. '.repeat(20) })).toMatchObject({
    isPlan: false,
    notPlanReason: 'no-vietnamese',
  });
});

test('what was recognised from a picture is less sure, and its figures are for a person to look at', () => {
  const typed = readPlan({ text: unionPlan });
  const pictured = readPlan({ text: unionPlan, confidence: 0.95 });
  expect(typed.targets.some((target) => target.confidence >= SURE)).toBe(true);
  expect(pictured.targets.every((target) => target.confidence < SURE)).toBe(true);
  expect(pictured.quotas.every((quota) => quota.confidence < SURE)).toBe(true);
  expect(pictured.tasks.map((task) => task.confidence)).toEqual(typed.tasks.map((task) => task.confidence * 0.95));
});

test('a short letter: basis and request in one paragraph, the remark of signing beside the post', () => {
  const plan = readPlan({
    text: `SỞ NÔNG NGHIỆP TỈNH AN SƠN
Số: 15/SNN-TT
V/v tập huấn trồng cây
An Sơn, ngày 05 tháng 01 năm 2026

Kính gửi: Các trường

Để thực hiện việc chọn giống, ươm cây theo quy định tại Thông tư số 22/2025/TT-BNN ngày 20/7/2025 về cây giống, Sở Nông nghiệp đề nghị các trường cử giáo viên dự tập huấn.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC (đã ký)
Phan Văn Hòa
`,
  });
  expect(plan.legalBasis.map((basis) => basis.number)).toEqual(['22/2025/TT-BNN']);
  expect(plan.tasks.map((task) => task.owner)).toEqual(['các trường']);
  expect(plan.signer).toMatchObject({ authority: 'KT.', title: 'PHÓ GIÁM ĐỐC', isMarkedSigned: true });
});

const letterhead = (number: string, place: string, announcer: string): ReadPlan =>
  readPlan({
    text: `ĐOÀN XÃ TÂN LẬP
Số: ${number}
${place}

KẾ HOẠCH
Trồng cây năm 2026

Căn cứ Kế hoạch số 3-KH/HĐ ngày 02/01/2026 của Huyện Đoàn. ${announcer} xây dựng kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN
1. Các chi đoàn trồng cây trước ngày 10/3/2026.
`,
  });

test('a verb with a capital is part of a name; a number may be parted by a space, a date left blank', () => {
  expect(letterhead('07 KH/ĐTN', 'Tân Lập, ngày    tháng    năm', 'BCH Đoàn xã Tân Lập')).toMatchObject({
    number: '07KH/ĐTN',
    place: 'Tân Lập',
    date: null,
    issuer: 'BCH Đoàn xã Tân Lập',
  });
});

test('of what stands before the list only its aim sets a target; a report of half a year returns', () => {
  const plan = readPlan({
    text: `ỦY BAN NHÂN DÂN TỈNH AN SƠN
Số: 8/CT-UBND
An Sơn, ngày 05 tháng 5 năm 2026

CHỈ THỊ
Về việc giữ vườn cây

Thời gian qua có 14 vườn cây bị cháy.

Để giảm ít nhất 20% số vườn bị cháy trong năm 2026, Chủ tịch UBND tỉnh yêu cầu:

1. Giám đốc Sở Nông nghiệp báo cáo UBND tỉnh định kỳ 06 tháng (trước ngày 15/6) và năm (trước ngày 10/12).
`,
  });
  expect(plan.targets.map((t) => [t.comparator, t.value, t.deadline])).toEqual([['>=', 20, '2026']]);
  expect(plan.reportingDuties.map((d) => d.deadlines)).toEqual([['--06-15', '--12-10']]);
});

test('recipients go on below lines of the signature that a page read across put among them', () => {
  const plan = readPlan({
    text: `KẾ HOẠCH
Trồng cây năm 2026

I. TỔ CHỨC THỰC HIỆN
1. Các chi đoàn trồng cây trước ngày 10/3/2026.

Nơi nhận:
- Huyện Đoàn (b/c);
KT. BÍ THƯ
- Các chi đoàn;
PHÓ BÍ THƯ
- Đảng ủy xã;
Lê Thị Thu Hà
- Các chi hội;
- Lưu: VP.
`,
  });
  expect(plan.recipients).toEqual(['Huyện Đoàn (b/c)', 'Các chi đoàn', 'Đảng ủy xã', 'Các chi hội', 'Lưu: VP']);
  expect(plan.signer).toMatchObject({ authority: 'KT.', title: 'PHÓ BÍ THƯ', name: 'Lê Thị Thu Hà' });
});

test('a short plan without letterhead or signature is a plan', () => {
  const plan = readPlan({
    text: `KẾ HOẠCH CÔNG TÁC CÔNG ĐOÀN THÁNG 10

1. Nội dung công việc.
- Trồng cây trong sân trường vào ngày 20/10/2026.
- Thăm hỏi đoàn viên ốm đau.
2. Cách thực hiện.
- Các tổ công đoàn đăng ký số cây với Ban Chấp hành.
- Làm tốt công tác thăm hỏi.
`,
  });
  expect(plan).toMatchObject({ isPlan: true, notPlanReason: null });
});
