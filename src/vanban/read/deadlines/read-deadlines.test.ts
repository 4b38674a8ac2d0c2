import { expect, test } from 'vitest';
import { findDeadlines, readTimeLine, withRhythm } from './read-deadlines.ts';

const oneYear = { year: 2026, isLongTerm: false };
const longTerm = { year: 2026, isLongTerm: true };

/** Sentence → deadlines as they shall be read in a plan of 2026. A new phrasing is one line here. */
const sentences: [string, (string | null)[]][] = [
  ['Gửi dự toán trước ngày 15/3/2026.', ['2026-03-15']],
  ['Gửi dự toán trước ngày 15/3.', ['2026-03-15']],
  ['Gửi dự toán trước 15 tháng 3 năm 2026.', ['2026-03-15']],
  ['Chậm nhất ngày 05 tháng 9 năm 2026 nộp danh sách.', ['2026-09-05']],
  ['Rà soát hội viên (hoàn thành trong tháng 4/2026).', ['2026-04']],
  ['Rà soát hội viên, xong trong tháng 4 năm 2026.', ['2026-04']],
  ['Tổ chức hội thi trong Quý III năm 2026.', ['2026-Q3']],
  ['Tổ chức hội thi vào quý IV/2026.', ['2026-Q4']],
  ['Ngày hội dự kiến vào trung tuần tháng 8/2026.', ['2026-08']],
  ['Thực hiện từ nay đến hết năm 2029.', ['2029']],
  ['Đến năm 2030, hoàn thành số hóa hồ sơ.', ['2030']],
  ['Tổ chức tổng kết vào năm 2028.', ['2028']],
  ['Tổ chức cao điểm từ ngày 08 đến ngày 10 tháng 12 năm 2026.', ['2026-12-10']],
  ['Triển khai từ tháng 11/2025 đến khi kết thúc đợt kiểm kê.', [null]],
  ['Gửi báo cáo trước ngày 15/11 hằng năm.', ['--11-15']],
  ['Hằng năm (trước ngày 15 tháng 11) gửi báo cáo.', ['--11-15']],
  ['Gửi tin bài trước ngày 20 hằng tháng.', ['---20']],
  ['Hàng tháng (vào ngày 20) ghi tiến độ.', ['---20']],
  ['Ngày 25 hằng tháng, đếm số ảnh.', ['---25']],
  ['Báo cáo tháng trước ngày 18, báo cáo quý trước ngày 15 của tháng cuối quý.', ['---18']],
  ['Trước ngày 15/6 và trước ngày 15/12 hằng năm gửi báo cáo.', ['--06-15', '--12-15']],
  ['Duyệt các tiết mục ngày 05-11-2026 tại hội trường.', ['2026-11-05']],
  ['Gửi Kế hoạch về Phòng Tư pháp trước ngày 31/3/2026.', ['2026-03-31']],
  ['Kiểm đếm tàu thuyền, hoàn thành trước 17 giờ ngày 05 tháng 9.', ['2026-09-05']],
  ['Thăm mô hình vườn cây, dự kiến tuần 3 của tháng 4/2026.', ['2026-04']],
  // No deadlines: cited documents, anniversaries, states, a name that ends in a year.
  ['Theo Quyết định số 12/QĐ-LĐLĐ ngày 05/02/2026 của Liên đoàn Lao động tỉnh.', []],
  ['Kỷ niệm 90 năm ngày thành lập ngành (12/5/1936 - 12/5/2026).', []],
  ['Báo cáo vụ cháy xảy ra ngày 05/02/2026.', []],
  ['Căn cứ nội dung đã được tập huấn vào tháng 11/2026, các trường mở lớp.', []],
  ['Kiểm kê tài sản tại thời điểm 0h00 ngày 01/01/2026.', []],
  ['Triển khai Chương trình phát triển văn hóa đọc đến năm 2030.', []],
  ['Bà Mai đã xin nghỉ việc từ ngày 01/4/2026.', []],
  ['Thu hồi kinh phí đã giao nhưng đến ngày 30 tháng 6 hằng năm chưa phân bổ.', []],
  ['Hội quân ngày rằm (từ ngày 15 đến ngày 20 tháng 12 âm lịch).', []],
];

test.for(sentences)('%s', ([sentence, expected]) => {
  expect(findDeadlines(sentence, oneYear).map((d) => d.deadline)).toEqual(expected);
});

test('in a plan of several years a date without a year returns each year', () => {
  expect(findDeadlines('Báo cáo trước ngày 30/10.', longTerm)[0]?.deadline).toBe('--10-30');
});

test('what returns each year by the opening of a sentence has dates that do', () => {
  const sentence = 'Hằng năm rà soát hội viên; gửi báo cáo trước ngày 20/12.';
  const context = withRhythm(sentence, oneYear);
  expect(findDeadlines('gửi báo cáo trước ngày 20/12.', context)[0]?.deadline).toBe('--12-20');
  expect(withRhythm('Gửi báo cáo hằng năm.', oneYear)).toBe(oneYear);
});

/** Lines that say nothing but when: the last date counts, a beginning alone is none. */
const timeLines: [string, string | null][] = [
  ['Tháng 12/2026', '2026-12'],
  ['Tháng 11 - 12/2026', '2026-12'],
  ['Từ ngày 10/01/2026 – 05/02/2026', '2026-02-05'],
  ['Từ 01/7/2026', null],
  ['2026 - 2030', '2030'],
  ['19h30, thứ Bảy ngày 24/01/2026', '2026-01-24'],
  ['Quý II/2026', '2026-Q2'],
  ['Thường xuyên', null],
];

test.for(timeLines)('time line: %s', ([line, expected]) => {
  expect(readTimeLine(line, oneYear)?.deadline ?? null).toBe(expected);
});

test('a year by which a figure is to be reached dates the figure, not the work', () => {
  const text = 'Chăm vườn để tỷ lệ hộ có vườn đến năm 2028 đạt 40%, đến năm 2030 đạt 60%.';
  expect(findDeadlines(text, { ...oneYear, isForFigures: true }).map((d) => d.deadline)).toEqual(['2028', '2030']);
  expect(findDeadlines(text, oneYear).map((d) => d.deadline)).toEqual(['2030']);
});
