import { expect, test } from 'vitest';
import { findOwner, ownerOfLabel } from './find-owner.ts';

/** Sentence, whether it stands under a heading that hands out work, and who must do it. */
const sentences: [string, boolean, string | null][] = [
  ['Giao Ban Tổ chức chủ trì, phối hợp với Văn phòng thực hiện.', true, 'Ban Tổ chức'],
  ['Giao cho Phòng Văn hóa - Xã hội theo dõi việc thực hiện.', true, 'Phòng Văn hóa - Xã hội'],
  ['Đề nghị các tổ chức đoàn thể tích cực hưởng ứng.', true, 'các tổ chức đoàn thể'],
  ['Liên đoàn Lao động huyện yêu cầu các công đoàn cơ sở nghiêm túc thực hiện.', true, 'các công đoàn cơ sở'],
  ['Các cấp công đoàn chú trọng bồi dưỡng cán bộ.', false, 'Các cấp công đoàn'],
  ['Sở Xây dựng chủ trì, phối hợp với các đơn vị rà soát nhà ở.', false, 'Sở Xây dựng'],
  ['Ban Tuyên giáo và Nữ công tham mưu xây dựng kế hoạch.', true, 'Ban Tuyên giáo và Nữ công'],
  ['Hợp tác xã Sao Mai bố trí địa điểm tổ chức hội thi.', true, 'Hợp tác xã Sao Mai'],
  ['Hằng năm, các trường học xây dựng kế hoạch đọc sách.', false, 'các trường học'],
  ['Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Văn phòng.', false, 'các đơn vị'],
  ['Các Sở: Nội vụ, Tài chính thành lập tổ công tác.', true, 'Các Sở: Nội vụ, Tài chính'],
  ['Trường hợp trường có nhu cầu mở lớp đề nghị Phòng Giáo dục hướng dẫn hồ sơ.', false, 'Phòng Giáo dục'],
  [
    'Công đoàn trường kính trình Ban Thường vụ Công đoàn ngành xem xét, công nhận.',
    false,
    'Ban Thường vụ Công đoàn ngành',
  ],
  ['Trân trọng đề nghị quý cơ quan quan tâm phối hợp.', false, 'quý cơ quan'],
  ['Thống nhất giao đồng chí Phó Chủ tịch phụ trách hội thi.', true, 'đồng chí Phó Chủ tịch'],
  ['Thường trực Huyện ủy giao Ban Dân vận chủ trì theo dõi.', true, 'Ban Dân vận'],
  ['Ban Thường vụ yêu cầu cấp ủy, chính quyền các cấp tập trung lãnh đạo.', true, 'cấp ủy, chính quyền các cấp'],
  ['Công đoàn huyện, công đoàn ngành tổ chức hội nghị tổng kết.', false, 'Công đoàn huyện, công đoàn ngành'],
  ['Bí thư chi bộ, trưởng thôn thông báo đến từng hộ dân.', false, 'Bí thư chi bộ, trưởng thôn'],
  ['Các đơn vị sự nghiệp công lập phối hợp thực hiện.', true, 'Các đơn vị sự nghiệp công lập'],
  ['Cơ quan thi hành án dân sự phối hợp rà soát hồ sơ.', true, 'Cơ quan thi hành án dân sự'],
  ['Ủy ban bầu cử xã niêm yết danh sách.', true, 'Ủy ban bầu cử xã'],
  ['Trên cơ sở đó, giáo viên chủ động đề xuất nội dung.', false, 'giáo viên'],
  ['Công ty Hoa Sen tài trợ giải thưởng.', false, 'Công ty Hoa Sen'],
  ['Khuyến khích Hội Nông dân xã tham gia trồng cây.', true, 'Hội Nông dân xã'],
  ['Yêu cầu mọi người dân ở nhà khi có bão.', true, 'mọi người dân'],
  ['Yêu cầu: Tin, bài phải ngắn gọn.', false, null],
  // Nobody is named, or what stands first is no actor.
  ['Tổ chức hội nghị triển khai kế hoạch.', true, null],
  ['Tăng cường tuyên truyền trên mạng xã hội.', true, null],
  ['Căn cứ kế hoạch của cấp trên, tình hình thực tế tại địa phương, đơn vị xây dựng kế hoạch.', false, null],
  ['Nội dung tuyên truyền do Ban Tổ chức quyết định.', true, null],
  ['Kiên trì xây dựng nếp sống văn minh.', true, null],
  ['Công tác tuyên truyền phải thiết thực.', true, null],
  ['Phòng ngừa cháy nổ tại nơi làm việc.', true, null],
  ['Theo dõi sát các nguồn thu lớn, thuế phát sinh từ khu công nghiệp, rà soát từng địa bàn.', false, null],
  ['Trong trường hợp tháo rời, các bộ phận có thể được giao thành nhiều lần.', false, null],
];

test('under a heading that names the owner, names before a comma and a verb belong to the turn', () => {
  const sentence =
    'Căn cứ văn bản chỉ đạo của Chính phủ, Bộ, ngành và tỉnh, phối hợp với các đơn vị tổ chức thực hiện.';
  expect(findOwner(sentence, true, true)).toBeNull();
});

test.for(sentences)('%s', ([sentence, isDuty, expected]) => {
  expect(findOwner(sentence, isDuty)?.owner ?? null).toBe(expected);
});

/** Names of which a part would be a verb if it stood alone: none may be cut short. */
const names = [
  'Bộ Ngoại giao',
  'Văn phòng Đăng ký đất đai tỉnh',
  'Ban Quản lý dự án đầu tư xây dựng công trình giao thông',
  'Ban Chỉ đạo thi hành án',
  'Ban Công tác công đoàn',
  'Các công đoàn cấp trên trực tiếp cơ sở',
  'Hội đồng phối hợp phổ biến, giáo dục pháp luật',
  'Phòng Giao dịch Ngân hàng Chính sách xã hội',
  'Cục Thi hành án dân sự',
  'Người sử dụng lao động',
  'Người lao động',
  'Nhân dân trong xã',
  'Các hộ kinh doanh',
  'Chủ rừng',
  'Cộng tác viên',
  'Nhân viên y tế',
  'Điện lực thành phố',
  'Quỹ Bảo trợ trẻ em',
  'Kế toán đơn vị',
  'Tổng phụ trách Đội',
];

test.for(names)('name: %s', (name) => {
  expect(findOwner(`${name} chủ trì, phối hợp với các đơn vị xây dựng kế hoạch.`, true)?.owner).toBe(name);
  expect(findOwner(`Đề nghị ${name} gửi danh sách.`, false)?.owner).toBe(name);
});

/** Heading, whether work is handed out there, and whose it is. */
const labels: [string, boolean, string | null][] = [
  ['Giao Ban Tuyên giáo - Nữ công', true, 'Ban Tuyên giáo - Nữ công'],
  ['Trách nhiệm của đối tượng thực hiện kiểm kê', true, 'đối tượng thực hiện kiểm kê'],
  ['Đối với giáo viên chủ nhiệm', false, 'giáo viên chủ nhiệm'],
  ['Sở Tài chính - Cơ quan thường trực', true, 'Sở Tài chính'],
  ['Các cơ sở đào tạo đại học, cao đẳng', true, 'Các cơ sở đào tạo đại học, cao đẳng'],
  ['Trưởng Ban Chỉ đạo', true, 'Trưởng Ban Chỉ đạo'],
  ['Doanh nghiệp tư nhân Hoa Sen', true, 'Doanh nghiệp tư nhân Hoa Sen'],
  ['Kính đề nghị Huyện ủy', true, 'Huyện ủy'],
  ['Các cơ sở dữ liệu chuyên ngành', false, null],
  ['Công tác tuyên truyền', true, null],
  ['Tổ chức các hoạt động tuyên truyền', true, null],
  ['Thời gian thực hiện', true, null],
  ['Hội nghị trực tuyến', true, null],
  ['Cấp xã', false, null],
];

test.for(labels)('heading: %s', ([label, isDuty, expected]) => {
  expect(ownerOfLabel(label, isDuty)?.owner ?? null).toBe(expected);
});
