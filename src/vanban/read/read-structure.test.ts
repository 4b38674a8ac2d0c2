import { expect, test } from 'vitest';
import { readPlan } from './read-plan.ts';
import { owned, readBody } from './testing/read-body.ts';

test('below a numbered line that names who does it, lines without a number are theirs too', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Các tổ công đoàn cụ thể hóa kế hoạch này.
Bố trí kinh phí mua cây giống.
Chỉ đạo các nhóm tưới cây vào buổi sáng.`);
  expect(owned(plan)).toEqual([
    ['Các tổ công đoàn', 'Các tổ công đoàn cụ '],
    ['Các tổ công đoàn', 'Bố trí kinh phí mua '],
    ['Các tổ công đoàn', 'Chỉ đạo các nhóm tướ'],
  ]);
});

test('a subject and a colon give their list to the subject', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Ban Tổ chức thực hiện các việc sau:
- Lập danh sách cây trồng.
- Tổng hợp kết quả.`);
  expect(owned(plan)).toEqual([
    ['Ban Tổ chức', 'Lập danh sách cây tr'],
    ['Ban Tổ chức', 'Tổng hợp kết quả.'],
  ]);
});

test('a line that announces things, not work, is itself the task', () => {
  const plan = readBody(`I. PHÂN CÔNG NHIỆM VỤ
1. Ban Nữ công
a) Chủ trì thực hiện các dự án được giao, bao gồm:
- Dự án 1: Vườn rau sạch.
- Dự án 2: Hàng cây trước cổng.`);
  expect(owned(plan)).toEqual([['Ban Nữ công', 'Chủ trì thực hiện cá']]);
});

test('what is forbidden, and what is to be done in a certain case, falls to the owner above', () => {
  const plan = readBody(`I. PHÂN CÔNG NHIỆM VỤ
1. Ban Nữ công
- Không cấp phân bón cho vườn chưa đăng ký.
- Trường hợp nắng gắt (trên 38 độ), chỉ đạo các tổ tạm dừng trồng cây.
- Kiểm tra vườn cây. Không để cây chết.`);
  expect(owned(plan)).toEqual([
    ['Ban Nữ công', 'Không cấp phân bón c'],
    ['Ban Nữ công', 'Trường hợp nắng gắt '],
    ['Ban Nữ công', 'Kiểm tra vườn cây.'],
  ]);
});

test('words cited from another document are no tasks of this one', () => {
  const plan = readBody(`I. TRẢ LỜI KIẾN NGHỊ
- Tại Điều 4 của Quy chế vườn cây quy định:
“Điều 4. Trách nhiệm
1. Các tổ công đoàn tưới cây hằng ngày.
2. Ban Nữ công kiểm tra vườn trước ngày 20 hằng tháng.”
- Đề nghị Ban Tổ chức căn cứ quy định trên để trả lời.`);
  expect(owned(plan)).toEqual([['Ban Tổ chức', 'Đề nghị Ban Tổ chức ']]);
  expect(plan.sections.map((section) => section.path)).toEqual(['I']);
});

test('what a document says of itself, and a closing that only informs, are no tasks', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Ban Nữ công theo dõi thực hiện.
2. Kế hoạch này thay thế Kế hoạch số 2/KH-CĐ ngày 01/02/2025.
Công đoàn tỉnh thông báo để các đơn vị được biết.`);
  expect(owned(plan)).toEqual([['Ban Nữ công', 'Ban Nữ công theo dõi']]);
});

test('a span of years under its own heading is the term of the plan', () => {
  const plan = readBody(`I. PHẠM VI VÀ THỜI GIAN
1. Thời gian thực hiện: Từ năm 2026 đến hết năm 2030.
II. NỘI DUNG
1. Hội thi cắm hoa
- Thời gian: Tháng 3/2026.`);
  expect(plan.tasks.map((task) => task.deadline)).toEqual(['2026-03']);
});

test('the date of a clause ends the rhythm of the clause before', () => {
  const plan = readBody(`I. CHỈ TIÊU
1. Hằng năm giảm số vườn bỏ hoang; phấn đấu đến năm 2030 đạt ít nhất 50% vườn có người chăm.
2. Hằng năm, số cây trồng mới tăng trên 3%; số vườn mẫu tăng trên 5%.`);
  expect(plan.targets.map((t) => [t.value, t.comparator, t.period])).toEqual([
    [50, '>=', 'by-date'],
    [3, '>', 'yearly'],
    [5, '>', 'yearly'],
  ]);
});

test('figures of what has been done are no targets, also below a heading about money', () => {
  const plan = readBody(`I. TÌNH HÌNH THỰC HIỆN NĂM 2025
1. Chi ngân sách
- Chi trồng cây 11 triệu đồng, đạt 98% dự toán.
II. NỘI DUNG
1. Uớc thực hiện cả năm đạt 90% kế hoạch.`);
  expect(plan.targets).toEqual([]);
});

test('a line break before which the next word had room parts a heading from its text', () => {
  const plan = readBody(`I. MỤC ĐÍCH
- Vườn cây xanh tốt, sạch sẽ, để đoàn viên nghỉ ngơi sau giờ làm việc, có nơi
gặp gỡ, trao đổi với nhau.
II. NỘI DUNG
1. Trồng cây trước cổng và quanh sân
Các tổ công đoàn chuẩn bị cuốc, xẻng, bình tưới, mỗi người trồng ít nhất một
cây và chăm sóc cây của mình trong cả năm, không để cây chết vì thiếu nước
hoặc bị gia súc phá.

III. TỔ CHỨC THỰC HIỆN
1. Ban Nữ công
Kiểm tra vườn cây vào sáng thứ hai, nhắc những tổ để cỏ mọc cao hơn cây và
khen những tổ làm tốt trước toàn cơ quan.
2. Ban Tổ chức
Lập danh sách cây, ghi tên người trồng trên thẻ gỗ treo ở thân cây để mọi
người cùng biết.`);
  expect(plan.sections.map((section) => section.path)).toEqual(['I', 'II', 'II.1', 'III', 'III.1', 'III.2']);
  expect(owned(plan)).toEqual([
    ['Các tổ công đoàn', 'Các tổ công đoàn chu'],
    ['Ban Nữ công', 'Kiểm tra vườn cây và'],
    ['Ban Tổ chức', 'Lập danh sách cây, g'],
  ]);
});

test('a table in money hands out nothing', () => {
  const plan = readBody(`I. KINH PHÍ
Đơn vị: Nghìn đồng
| TT | Nội dung | Văn phòng | Ban Nữ công |
|---|---|---|---|
| 1 | Cây giống | 500 | 300 |
| 2 | Phân bón | 200 | 100 |`);
  expect(plan.quotas).toEqual([]);
});

test('a section that says when dates the work before it, not the topics', () => {
  const plan = readBody(`I. NỘI DUNG
1. Nội dung tuyên truyền
- Ích lợi của cây xanh.
- Kết quả phong trào trồng cây.
2. Thời gian: từ nay đến hết ngày 31/5/2026.`);
  expect(plan.tasks.filter((task) => task.deadline).map((task) => task.quote)).not.toContain(
    'Kết quả phong trào trồng cây.',
  );
});

test('of a conclusion the title is what it is about, not whose it is', () => {
  const text = `ĐẢNG ỦY XÃ MINH TÂN
Số 15-KL/ĐU
Minh Tân, ngày 20 tháng 5 năm 2026

KẾT LUẬN
của Ban Thường vụ Đảng ủy về trồng cây mùa hè năm 2026

Ban Thường vụ Đảng ủy kết luận như sau:

1. Các chi bộ tổ chức trồng cây trong tháng 7/2026.
2. Giao Ủy ban nhân dân xã bố trí cây giống.

Nơi nhận:
- Các chi bộ,
- Lưu VPĐU.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Phan Thị Hoa
`;
  expect(readPlan({ text })).toMatchObject({
    title: 'về trồng cây mùa hè năm 2026',
    issuer: 'Ban Thường vụ Đảng ủy',
    signer: { authority: 'TM.', title: 'BÍ THƯ' },
  });
});

test('where work is handed out, the people behind a colon do what stands before it', () => {
  const plan = readBody(`I. PHÂN CÔNG NHIỆM VỤ
- Trang trí sân vườn: Cô Lan (tổ Văn), thầy Minh.
- Thành phần: Toàn thể đoàn viên.`);
  expect(owned(plan)).toEqual([['Cô Lan, thầy Minh', 'Trang trí sân vườn: ']]);
});

test('a label and a day are an event; so are hours of a day', () => {
  const plan = readBody(`I. NỘI DUNG
1. Hội thi cây đẹp:
- Nhận cây dự thi: ngày 05-3-2026 (gặp cô Lan).
- Chấm cây: từ 8h đến 11h ngày 07-3-2026.`);
  expect(plan.tasks.map((task) => [task.deadline, task.kind, task.quote.slice(0, 8)])).toEqual([
    ['2026-03-05', 'schedule', 'Nhận cây'],
    ['2026-03-07', 'schedule', 'Chấm cây'],
  ]);
});

test('a numbered name is a heading, however long it is and whatever its only sentence opens with', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Môi trường
Chủ trì triển khai các việc: Chọn giống cây hợp thổ nhưỡng; chăm bón vườn ươm.
2. Công an tỉnh: Bảo vệ vườn cây.
3. Sở Y tế: Phun thuốc theo mùa.
4. Ngân hàng Chính sách xã hội - Chi nhánh tỉnh An Sơn: Cho vay mua giống.`);
  expect(plan.sections.map((section) => section.heading)).toEqual([
    'TỔ CHỨC THỰC HIỆN',
    'Sở Nông nghiệp và Môi trường',
    'Công an tỉnh',
    'Sở Y tế',
    'Ngân hàng Chính sách xã hội - Chi nhánh tỉnh An Sơn',
  ]);
  expect(owned(plan)[0]).toEqual(['Sở Nông nghiệp và Môi trường', 'Chủ trì triển khai c']);
});

test('a document that opens itself, and who belongs to a body, are no tasks', () => {
  const plan = readBody(`I. PHÂN CÔNG NHIỆM VỤ
Ban Tổ chức xây dựng kế hoạch chăm cây như sau:
Ban Tổ chức gồm: Ban Nữ công và các tổ công đoàn.
1. Ban Nữ công chăm sóc cây mỗi sáng.`);
  expect(owned(plan)).toEqual([['Ban Nữ công', 'Ban Nữ công chăm sóc']]);
});

test('a Roman number may be followed by a comma', () => {
  const plan = readBody(`I, Trồng cây:
- Trồng 20 gốc bưởi.
II, Chăm cây:
- Tưới cây mỗi sáng.`);
  expect(plan.sections.map(({ numbering, heading }) => [numbering, heading])).toEqual([
    ['I', 'Trồng cây'],
    ['II', 'Chăm cây'],
  ]);
});

test('the year that a title runs to is not the year of its dates: they return each year', () => {
  const plan = readPlan({
    text: `CÔNG ĐOÀN TỈNH AN SƠN
Số: 6/KH-CĐ
An Sơn, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Phát triển vườn cây đến năm 2028, định hướng đến năm 2030

I. TỔ CHỨC THỰC HIỆN
1. Các tổ công đoàn gửi báo cáo về Công đoàn tỉnh trước ngày 20/12.
`,
  });
  expect(plan.reportingDuties[0]?.deadline).toBe('--12-20');
});

test('of several figures of a sentence each quotes its own clause', () => {
  const plan = readBody(`I. CHỈ TIÊU
- 90% vườn cấp tỉnh được tưới tự động; 80% vườn cấp xã có hàng rào.`);
  expect(plan.targets.map((target) => target.quote)).toEqual([
    '90% vườn cấp tỉnh được tưới tự động',
    '80% vườn cấp xã có hàng rào.',
  ]);
});

test('bullets of any shape are bullets', () => {
  const plan = readBody(`I. CHỈ TIÊU NĂM 2026
- 100% vườn cây có rào.
II. TỔ CHỨC THỰC HIỆN
1. Ban Nữ công
●  Chọn giống cây.
○  Lập danh sách vườn cây.
➢ Tổng hợp kết quả.
o  Báo cáo Công đoàn tỉnh trước ngày 05/6/2026.`);
  expect(plan.targets.map((target) => target.value)).toEqual([100]);
  expect(owned(plan)).toEqual([
    ['Ban Nữ công', 'Chọn giống cây.'],
    ['Ban Nữ công', 'Lập danh sách vườn c'],
    ['Ban Nữ công', 'Tổng hợp kết quả.'],
    ['Ban Nữ công', 'Báo cáo Công đoàn tỉ'],
  ]);
});

test('what things cost, where they are and whom to ring is no work', () => {
  const plan = readBody(`I. KINH PHÍ
Tổng kinh phí dự kiến 20.000.000 đồng, trong đó thuê xe 5.000.000 đồng theo báo giá ngày 03/01/2026.
1. Chi mua giống: 9.000.000 đồng.
II. NỘI DUNG
1. Hội thi
- Thời gian: ngày 08/5/2026.
- Địa điểm: Vườn ươm của tỉnh.
III. TỔ CHỨC THỰC HIỆN
1. Ban Nữ công chủ trì.
Liên hệ: đồng chí Lan, điện thoại 0912.000.000.`);
  expect(plan.tasks.map((task) => task.quote)).toEqual(['Thời gian: ngày 08/5/2026.', 'Ban Nữ công chủ trì.']);
});

test('who directs answers for what those directed do', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Chủ tịch công đoàn xã chỉ đạo: Tổ vườn ươm chọn giống; các tổ công đoàn chăm sóc cây.
2. LĐLĐ huyện, thành phố; công đoàn ngành: xây dựng vườn mẫu, gửi kế hoạch trồng cây về Ban Nữ công trước ngày 31/3/2026.`);
  expect(plan.tasks.map((task) => [task.owner, task.deadline])).toEqual([
    ['Chủ tịch công đoàn xã', null],
    ['Chủ tịch công đoàn xã', null],
    ['LĐLĐ huyện, thành phố; công đoàn ngành', '2026-03-31'],
  ]);
});

test('what was reached in a year before is no target, and a rhythm behind a stroke is of its own figure', () => {
  const plan = readBody(`I. CHỈ TIÊU
Năm 2025 toàn tỉnh có 98% vườn cây được rào.
Mỗi tổ công đoàn gửi ít nhất 03 tin/tháng; trang tin đạt trên 5.000 lượt đọc.`);
  expect(plan.targets.map((target) => [target.value, target.period])).toEqual([
    [3, 'monthly'],
    [5000, 'once'],
  ]);
});

test('"V/v" numbers nothing, and a title ends where the numbers begin', () => {
  const letter = readPlan({
    text: 'CÔNG VĂN\nV/v giao chỉ tiêu ảnh năm 2026\n\nKính gửi: Các chi hội\n\n1. Chọn ảnh.\n\nCác chi hội báo cáo kết quả về Văn phòng Hội.\n',
  });
  expect(letter.sections.map((section) => section.numbering)).not.toContain('V');
  expect(letter.reportingDuties.map((duty) => duty.to)).toEqual(['Văn phòng Hội']);
  const plan = readPlan({
    text: '# KẾ HOẠCH\n**Duy trì trang ảnh năm 2026**\n\n**1. Phân công**\n\n| Đơn vị | Quý I | Quý II |\n|---|---|---|\n| Chi hội Tử Nê | 3 ảnh | – |\n| Chi hội Ngọc Mỹ | 2 ảnh | 1 ảnh |\n\n**2. Thực hiện**\n\n- Văn phòng theo dõi.\n',
  });
  expect(plan.title).toBe('Duy trì trang ảnh năm 2026');
  expect(plan.quotas.map((quota) => [quota.unit, quota.item, quota.count])).toEqual([
    ['Chi hội Tử Nê', 'Quý I: ảnh', 3],
    ['Chi hội Ngọc Mỹ', 'Quý I: ảnh', 2],
    ['Chi hội Ngọc Mỹ', 'Quý II: ảnh', 1],
  ]);
});
