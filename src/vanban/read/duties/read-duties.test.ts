import { expect, test } from 'vitest';
import { type ReadReportingDuty } from '../../plan-document.ts';
import { readPlan } from '../read-plan.ts';

const dutiesOf = (text: string): ReadReportingDuty[] =>
  readPlan({
    text: `KẾ HOẠCH\nThi ảnh năm 2026\n\nHội Nhiếp ảnh huyện ban hành kế hoạch như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n\n${text}\n`,
  }).reportingDuties;

test.each([
  ['- Các chi hội tổng hợp số liệu của cụm, gửi Văn phòng Hội vào đầu quý sau.', 'Văn phòng Hội', null],
  ['- Chi hội không đủ ảnh phải có giải trình nộp Ban Thường vụ Hội.', 'Ban Thường vụ Hội', null],
  ['- Hằng tháng (vào ngày 20) các chi hội ghi tiến độ, gửi cho Văn phòng Hội.', 'Văn phòng Hội', '---20'],
  ['- Ngày 25 hằng tháng, chi hội đếm số ảnh đã chọn báo cáo Ban Sáng tác.', 'Ban Sáng tác', '---25'],
  ['- Chi hội chọn ảnh; có vướng mắc phản ánh ngay về Văn phòng Hội.', 'Văn phòng Hội', null],
  [
    '- Chi hội chọn ảnh; cuối năm tự chấm, có báo cáo gửi Văn phòng Hội trước 05/12/2026.',
    'Văn phòng Hội',
    '2026-12-05',
  ],
  ['- Các chi hội báo danh sách người dự về Văn phòng Hội trước ngày 20/7.', 'Văn phòng Hội', '2026-07-20'],
  [
    '- Ảnh nộp cho chi hội trước ngày 15/6, các chi hội lập danh sách, gửi Văn phòng Hội trước ngày 25/6.',
    'Văn phòng Hội',
    '2026-06-25',
  ],
])('%s', (line, to, deadline) => {
  expect(dutiesOf(line).map((duty) => [duty.to, duty.deadline])).toEqual([[to, deadline]]);
});

test('a line that says nothing but when reports are due', () => {
  const [duty] = dutiesOf('- Thời hạn gửi báo cáo: kế hoạch trước 20/9; kết quả trước 08/10.');
  expect(duty?.deadlines).toEqual(['2026-09-20', '2026-10-08']);
});

test('what is made known to people is no report', () => {
  expect(dutiesOf('- Đề nghị Trung tâm Y tế thông báo kết quả khám cho người dự thi.')).toEqual([]);
});

test('a clause with a rhythm of its own is a duty beside one that says to whom', () => {
  const duties = dutiesOf('- Chi hội lập danh sách gửi Văn phòng Hội; định kỳ 15 ngày báo cáo tiến độ một lần.');
  expect(duties.map((duty) => duty.to)).toEqual(['Văn phòng Hội', null]);
});

test('works sent to a jury are no report', () => {
  expect(dutiesOf('- Các chi hội gửi Ban Giám khảo 05 ảnh đẹp nhất.')).toEqual([]);
});

test('a table with a report to a row says who, to whom and when', () => {
  const table = `| TT | Loại báo cáo | Đơn vị báo cáo | Nơi nhận | Thời hạn |
|---|---|---|---|---|
| 1 | Báo cáo tháng | Các chi hội | Văn phòng Hội | Trước ngày 20 hằng tháng |
| 2 | Báo cáo năm | Văn phòng Hội | Hội Nhiếp ảnh tỉnh | 05/12/2026 |
| 3 | Báo cáo đột xuất | Các chi hội | Văn phòng Hội | Khi có yêu cầu |`;
  expect(dutiesOf(table).map((duty) => [duty.quote, duty.from, duty.to, duty.deadline])).toEqual([
    ['Báo cáo tháng', 'Các chi hội', 'Văn phòng Hội', '---20'],
    ['Báo cáo năm', 'Văn phòng Hội', 'Hội Nhiếp ảnh tỉnh', '2026-12-05'],
    ['Báo cáo đột xuất', 'Các chi hội', 'Văn phòng Hội', null],
  ]);
});
