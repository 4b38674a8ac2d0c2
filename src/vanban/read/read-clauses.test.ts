import { expect, test } from 'vitest';
import { owned, readBody } from './testing/read-body.ts';

test('a few words about a thing over bullets are a heading, though a full stop ends them', () => {
  const plan = readBody(`1. Nội dung công việc.
- Tưới cây mỗi sáng.
- Bón phân cho vườn.
2. Trồng cây và bón phân.
- Buổi sáng.
- Buổi chiều.`);
  expect(plan.sections.map((s) => s.heading)).toEqual(['Nội dung công việc']);
});

test('two dates between semicolons are two tasks, and a plan that is asked for behind a comma stays with who makes it', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Tổ trưởng các tổ: lập danh sách cây, gửi về Văn phòng trước ngày 10/9/2026; định kỳ vào ngày 20 hằng tháng báo cáo tiến độ.
2. Văn phòng
- Triển khai đến các tổ, phân công cán bộ phụ trách từng vườn.`);
  expect(plan.tasks.map((t) => [t.owner, t.deadline])).toEqual([
    ['Tổ trưởng các tổ', '2026-09-10'],
    ['Tổ trưởng các tổ', '---20'],
    ['Văn phòng', null],
  ]);
  expect(plan.reportingDuties.map((d) => d.deadline)).toEqual(['2026-09-10', '---20']);
});

test('names parted by semicolons are asked together, and a name before a colon alone is no task', () => {
  const plan =
    readBody(`Văn phòng đề nghị các tổ công đoàn; các chi hội và các hộ gia đình trồng cây từ ngày 10/5/2026 đến ngày 14/5/2026.
1. Một số yêu cầu
Văn phòng yêu cầu:
Đề nghị Ban Chấp hành các công đoàn cơ sở:
- Chọn giống cây tốt.`);
  expect(owned(plan)).toEqual([
    ['các tổ công đoàn; các chi hội và các hộ gia đình', 'Văn phòng đề nghị cá'],
    ['Ban Chấp hành các công đoàn cơ sở', 'Chọn giống cây tốt.'],
  ]);
});

test('where somebody is belongs to the name, and a name with a minimum is a target and no task', () => {
  const plan = readBody(`I. TỔ CHỨC THỰC HIỆN
1. Các trường trên địa bàn: mỗi trường trồng ít nhất 05 cây.
2. Tổ vườn ươm gửi ít nhất 02 ảnh/tháng, 01 video/quý; riêng tổ trưởng ít nhất 03 ảnh/tháng.
3. Số lượng cây giao cho các tổ trong năm 2026 như sau:`);
  expect(plan.tasks.map((t) => t.owner)).toEqual(['Các trường trên địa bàn', 'Tổ vườn ươm']);
  expect(plan.targets.map((t) => [t.value, t.period])).toEqual([
    [5, 'once'],
    [2, 'monthly'],
    [1, 'quarterly'],
    [3, 'monthly'],
  ]);
});

test('each clause has its own dates, and a range is reached at its lower end', () => {
  const plan = readBody(`I. CHỈ TIÊU
- Diện tích vườn bình quân hằng năm tăng 3%; tỷ lệ hộ có vườn đến năm 2027 đạt khoảng 50-55%, đến năm 2030 đạt 70%.`);
  expect(plan.targets.map((t) => [t.comparator, t.value, t.period, t.deadline])).toEqual([
    ['=', 3, 'yearly', null],
    ['>=', 50, 'by-date', '2027'],
    ['=', 70, 'by-date', '2030'],
  ]);
});

test('reports are owed by whichever words name their day', () => {
  const plan = readBody(`I. CHẾ ĐỘ BÁO CÁO
1. Trước ngày 20 hằng tháng báo cáo số cây trồng mới về Văn phòng.
2. Báo cáo tổng hợp: trước ngày 15/12/2026.`);
  expect(plan.reportingDuties.map((d) => [d.to, d.deadline])).toEqual([
    ['Văn phòng', '---20'],
    [null, '2026-12-15'],
  ]);
});

test('a number may be followed by a comma, and who is in charge may be named behind the work', () => {
  const plan = readBody(`1, Nội dung
- Nói chuyện về vườn cây tại 2 trường, do đồng chí Phan Văn Bảy phụ trách, xong trước 28/4.
2, Tổ chức thực hiện
- Mỗi chi hội làm ít nhất 1 vườn ươm, trồng 20 cây giống.`);
  expect(plan.sections.map((s) => [s.numbering, s.heading])).toEqual([
    ['1', 'Nội dung'],
    ['2', 'Tổ chức thực hiện'],
  ]);
  expect(plan.tasks[0]).toMatchObject({ owner: 'đồng chí Phan Văn Bảy', deadline: '2026-04-28' });
  expect(plan.targets.map((t) => [t.comparator, t.value])).toEqual([
    ['>=', 1],
    ['>=', 20],
  ]);
});

test('a rhythm behind the second figure is not of the first', () => {
  const { targets } = readBody(`I. CHỈ TIÊU
- Có ít nhất 03 chuyên mục trên trang tin, mỗi chuyên mục tối thiểu 02 bài/tháng.`);
  expect(targets.map((t) => [t.value, t.period])).toEqual([
    [3, 'once'],
    [2, 'monthly'],
  ]);
});

test('a row of work that holds the words of a head is a row, and its merged month holds below', () => {
  const plan = readBody(`II. LỊCH CÔNG TÁC
| Thời gian | Nội dung | Người thực hiện |
|---|---|---|
| Tháng 2 | Thăm vườn cây của hội viên | Văn phòng |
| Tháng 3 | Sơ kết vườn ươm quý I, triển khai nhiệm vụ quý II | Ban Thường vụ |`);
  expect(plan.tasks.map((t) => [t.owner, t.deadline])).toEqual([
    ['Văn phòng', '2026-02'],
    ['Ban Thường vụ', '2026-03'],
  ]);
});

test('a word of thousands of letters behind a figure, as damaged files hold, takes no time', () => {
  const noise = 'đ'.repeat(3000);
  const plan = readBody(`I. CHỈ TIÊU
- Trồng 120 ${noise} cây bóng mát
- Mỗi tổ có 02 buổi chăm cây/tháng`);
  expect(plan.targets.map((t) => t.value)).toContain(2);
});
