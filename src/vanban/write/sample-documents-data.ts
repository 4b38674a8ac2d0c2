import { type Block, type OfficialDocument } from './official-document.ts';

/** Invented documents of an invented federation, for the tests: a plan, a half-year report, a letter. */

const heading = (level: 1 | 2 | 3 | 4, numbering: string | null, text: string): Block => ({
  kind: 'heading',
  level,
  numbering,
  text,
});
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const dash = (text: string): Block => ({ kind: 'item', mark: '-', text });

export const samplePlan: OfficialDocument = {
  header: {
    superiorBody: 'Tổng Liên đoàn Lao động Việt Nam',
    issuingBody: 'Liên đoàn Lao động tỉnh Bình Sơn',
    number: 6,
    symbol: 'KH-LĐLĐ',
    place: 'Bình Sơn',
    date: '2026-03-05',
  },
  subject: {
    form: 'named',
    kind: 'Kế hoạch',
    title: 'Tuyên truyền về an toàn lao động và Tháng Công nhân trong quý II năm 2026',
  },
  addressees: [],
  basis: [
    'Căn cứ Luật Công đoàn',
    'Căn cứ Chương trình số 12/CTr-TLĐ ngày 15 tháng 01 năm 2026 của Tổng Liên đoàn Lao động Việt Nam về công tác tuyên giáo năm 2026',
  ],
  body: [
    paragraph(
      'Ban Thường vụ Liên đoàn Lao động tỉnh Bình Sơn xây dựng kế hoạch tuyên truyền quý II năm 2026 với các nội dung sau:',
    ),
    heading(1, 'I.', 'Mục đích, yêu cầu'),
    heading(2, '1.', 'Mục đích'),
    dash(
      'Giúp đoàn viên, người lao động nắm được quyền và trách nhiệm của mình khi làm việc ở nơi có yếu tố nguy hiểm, biết cách phòng tránh tai nạn lao động và bệnh nghề nghiệp.',
    ),
    dash(
      'Tạo không khí thi đua sôi nổi ở các công đoàn cơ sở trong Tháng Công nhân; giới thiệu những việc làm hay, những người thợ giỏi.',
    ),
    heading(2, '2.', 'Yêu cầu'),
    paragraph(
      'Nội dung gần với công việc hằng ngày của người lao động, hình thức ngắn gọn, dùng được ngay trong ca làm việc; không tổ chức phô trương, lãng phí.',
    ),
    heading(1, 'II.', 'Chỉ tiêu'),
    dash(
      'Có ít nhất 90% công đoàn cơ sở tổ chức một buổi tuyên truyền trực tiếp về an toàn, vệ sinh lao động trước ngày 31 tháng 5 năm 2026.',
    ),
    dash('Có từ 70% đoàn viên trở lên ở khu vực doanh nghiệp được phổ biến nội quy an toàn của đơn vị.'),
    heading(1, 'III.', 'Nội dung và hình thức'),
    heading(2, '1.', 'Tuyên truyền trực tiếp'),
    heading(4, 'a)', 'Tại nơi làm việc'),
    paragraph('Nói chuyện đầu ca từ 10 đến 15 phút, phát tờ gấp, đọc bản tin qua loa truyền thanh nội bộ.'),
    heading(4, 'b)', 'Tại khu nhà trọ công nhân'),
    paragraph('Tổ chức buổi sinh hoạt vào tối thứ bảy, có tư vấn pháp luật và khám sức khỏe ban đầu.'),
    heading(2, '2.', 'Tin, bài trên trang thông tin điện tử'),
    paragraph('Số lượng tin, bài của các đơn vị trong quý được giao như sau:'),
    {
      kind: 'table',
      columns: [
        { label: 'TT', align: 'center' },
        { label: 'Đơn vị' },
        { label: 'Tin', group: 'Số lượng', align: 'center' },
        { label: 'Bài', group: 'Số lượng', align: 'center' },
        { label: 'Ghi chú' },
      ],
      rows: [
        { cells: ['Các ban Liên đoàn Lao động tỉnh'], tone: 'group' },
        { cells: ['1', 'Ban Tuyên giáo', '08', '02', ''] },
        { cells: ['2', 'Văn phòng', '03', '', 'Kèm ảnh'] },
        { cells: ['Công đoàn xã, phường'], tone: 'group' },
        { cells: ['3', 'Mỗi công đoàn xã, phường', '02', '01', 'Nơi có từ 10 công đoàn cơ sở trở lên thêm 01 bài'] },
        { cells: ['', 'Tổng cộng', '13', '03', ''], tone: 'total' },
      ],
    },
    heading(1, 'IV.', 'Tổ chức thực hiện'),
    heading(2, '1.', 'Ban Tuyên giáo Liên đoàn Lao động tỉnh'),
    paragraph(
      'Biên soạn tài liệu, gửi đến các đơn vị trước ngày 20 tháng 3 năm 2026; theo dõi, đôn đốc và tổng hợp kết quả báo cáo Ban Thường vụ.',
    ),
    heading(2, '2.', 'Công đoàn xã, phường và công đoàn cơ sở trực thuộc'),
    paragraph(
      'Xây dựng kế hoạch của đơn vị; lồng ghép kết quả vào báo cáo 6 tháng đầu năm, gửi về Liên đoàn Lao động tỉnh trước ngày 10 tháng 6 năm 2026.',
    ),
    paragraph(
      'Trên đây là Kế hoạch tuyên truyền quý II năm 2026, Ban Thường vụ Liên đoàn Lao động tỉnh đề nghị các đơn vị triển khai thực hiện.',
    ),
  ],
  signature: { authority: ['TM. Ban Thường vụ'], title: 'Phó Chủ tịch', name: 'Nguyễn Thị Hoài Thương' },
  recipients: {
    lines: [
      { name: 'Ban Công tác công đoàn Tổng Liên đoàn', purpose: 'report' },
      { name: 'Thường trực Liên đoàn Lao động tỉnh', purpose: 'report' },
      { name: 'Các ban Liên đoàn Lao động tỉnh', purpose: 'coordinate' },
      { name: 'Công đoàn xã, phường; công đoàn cơ sở trực thuộc', purpose: 'carry-out' },
    ],
    archive: { drafter: 'Ban TG', copies: 2 },
  },
  annexes: [],
};

const quarterRows = [
  'An Bình',
  'Bình Minh',
  'Cẩm Giàng',
  'Đông Hải',
  'Hòa Thuận',
  'Kim Sơn',
  'Long Thành',
  'Mỹ Lộc',
  'Phú Yên',
  'Tân Tiến',
].map((name, at) => ({
  cells: [
    String(at + 1),
    `Công đoàn phường ${name}`,
    18 + at * 3,
    2140 + at * 1317,
    16 + at * 2,
    1980 + at * 1204,
    92.5 - at,
    12 + at,
    45.75 * (at + 1),
  ],
}));

export const sampleReport: OfficialDocument = {
  header: {
    superiorBody: 'Liên đoàn Lao động tỉnh Bình Sơn',
    issuingBody: 'Công đoàn khu công nghiệp Đông Hải',
    number: 112,
    symbol: 'BC-CĐKCN',
    place: 'Đông Hải',
    date: '2026-06-12',
  },
  subject: {
    form: 'named',
    kind: 'Báo cáo',
    title: 'Kết quả công tác tuyên giáo 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2026',
  },
  addressees: ['Liên đoàn Lao động tỉnh Bình Sơn'],
  basis: [],
  body: [
    paragraph(
      'Thực hiện Kế hoạch số 06/KH-LĐLĐ ngày 05 tháng 3 năm 2026 của Liên đoàn Lao động tỉnh Bình Sơn, Công đoàn khu công nghiệp Đông Hải báo cáo kết quả 6 tháng đầu năm 2026 như sau:',
    ),
    { kind: 'part', label: 'Phần I', title: 'Kết quả 6 tháng đầu năm' },
    heading(1, 'I.', 'Tình hình đoàn viên, người lao động'),
    paragraph(
      'Đến ngày 31 tháng 5 năm 2026, toàn khu có 46 công đoàn cơ sở với 21.480 đoàn viên trên tổng số 23.915 người lao động. Việc làm và thu nhập nhìn chung ổn định; còn 03 doanh nghiệp giảm giờ làm do thiếu đơn hàng.',
    ),
    heading(1, 'II.', 'Kết quả tuyên truyền'),
    {
      kind: 'paragraph',
      text: [
        { text: '1. Tuyên truyền trực tiếp: ', bold: true },
        { text: 'tổ chức 184 buổi với 19.206 lượt người dự, trong đó 61 buổi tại khu nhà trọ công nhân.' },
      ],
    },
    {
      kind: 'paragraph',
      text: [{ text: '2. Tin, bài: ', bold: true }, { text: 'gửi 27 tin, 09 bài; được đăng 25 tin, 08 bài.' }],
    },
    paragraph('Kết quả theo đơn vị được tổng hợp trong bảng sau:'),
    {
      kind: 'table',
      wide: true,
      caption: 'KẾT QUẢ TUYÊN TRUYỀN 6 THÁNG ĐẦU NĂM 2026',
      unitNote: 'Kinh phí: triệu đồng',
      columns: [
        { label: 'TT', align: 'center' },
        { label: 'Đơn vị' },
        { label: 'Công đoàn cơ sở' },
        { label: 'Đoàn viên' },
        { label: 'Số buổi', group: 'Tuyên truyền trực tiếp' },
        { label: 'Lượt người', group: 'Tuyên truyền trực tiếp' },
        { label: 'Tỷ lệ (%)', group: 'Tuyên truyền trực tiếp' },
        { label: 'Tin, bài được đăng' },
        { label: 'Kinh phí' },
      ],
      rows: [
        ...quarterRows,
        ...quarterRows,
        { cells: ['', 'Tổng cộng', 630, 161330, 500, 147960, 88, 330, 5032.5], tone: 'total' },
      ],
    },
    heading(1, 'III.', 'Đánh giá chung'),
    heading(2, '1.', 'Ưu điểm'),
    paragraph(
      'Nội dung được chọn theo ý kiến của người lao động; 12 công đoàn cơ sở có tổ tuyên truyền hoạt động thường xuyên.',
    ),
    heading(2, '2.', 'Hạn chế, nguyên nhân'),
    paragraph(
      'Tại một số doanh nghiệp dưới 50 lao động, việc bố trí thời gian tuyên truyền trong ca còn khó khăn do dây chuyền không thể dừng.',
    ),
    { kind: 'part', label: 'Phần II', title: 'Nhiệm vụ 6 tháng cuối năm' },
    {
      kind: 'item',
      mark: '1.',
      text: 'Hoàn thành chỉ tiêu còn lại về tuyên truyền an toàn, vệ sinh lao động tại 06 doanh nghiệp chưa tổ chức.',
    },
    {
      kind: 'item',
      mark: '2.',
      text: 'Mở 02 lớp tập huấn kỹ năng viết tin, chụp ảnh cho cộng tác viên, mỗi lớp 30 người.',
    },
    paragraph(
      'Trên đây là báo cáo kết quả 6 tháng đầu năm và nhiệm vụ trọng tâm 6 tháng cuối năm 2026 của Công đoàn khu công nghiệp Đông Hải',
    ),
  ],
  signature: { authority: ['TM. Ban Thường vụ'], title: 'Chủ tịch', name: 'Trần Quốc Đạt', isSigned: true },
  recipients: {
    lines: [{ name: 'Ban Quản lý khu công nghiệp' }, { name: 'Các ủy viên Ban Chấp hành' }],
    archive: { drafter: null },
  },
  annexes: [
    {
      title: 'Danh sách điển hình được biểu dương',
      body: [
        {
          kind: 'table',
          columns: [
            { label: 'TT', align: 'center' },
            { label: 'Họ và tên' },
            { label: 'Công đoàn cơ sở' },
            { label: 'Việc làm tiêu biểu' },
          ],
          rows: [
            {
              cells: [
                '1',
                'Lê Văn Ổn',
                'Công ty Dệt Ánh Dương',
                'Sáng kiến che chắn trục quay, được nhân rộng ra 03 phân xưởng',
              ],
            },
            {
              cells: [
                '2',
                'Phạm Thị Thu Hằng',
                'Công ty Giày Hải Vân',
                'Duy trì tủ sách pháp luật tại khu nhà trọ từ năm 2022',
              ],
            },
          ],
        },
      ],
    },
    {
      title: 'Tài liệu đã phát hành',
      body: [
        { kind: 'item', mark: '1.', text: 'Tờ gấp “Năm điều cần nhớ trước khi vào ca”: 5.000 tờ.' },
        { kind: 'item', mark: '2.', text: 'Bản tin truyền thanh: 12 số.' },
      ],
    },
  ],
};

export const sampleLetter: OfficialDocument = {
  header: {
    superiorBody: 'Tổng Liên đoàn Lao động Việt Nam',
    issuingBody: 'Liên đoàn Lao động Thành phố Hồ Chí Minh',
    number: 653,
    symbol: 'LĐLĐ-TG',
    place: 'Thành phố Hồ Chí Minh',
    date: '2026-02-01',
    urgency: 'KHẨN',
  },
  subject: { form: 'letter', about: 'đăng ký nội dung tuyên truyền quý II năm 2026' },
  addressees: ['Công đoàn các xã, phường, đặc khu', 'Công đoàn cơ sở trực thuộc'],
  basis: [],
  body: [
    paragraph(
      'Để chuẩn bị kế hoạch tuyên truyền quý II năm 2026, Liên đoàn Lao động Thành phố đề nghị các đơn vị đăng ký nội dung, thời gian và số người dự kiến tham dự.',
    ),
    paragraph('Văn bản đăng ký gửi về Ban Tuyên giáo trước ngày 20 tháng 02 năm 2026.'),
  ],
  signature: { authority: ['KT. Chủ tịch'], title: 'Phó Chủ tịch', name: 'Võ Minh Khôi' },
  recipients: { lines: [], archive: { drafter: 'Ban TG' } },
  annexes: [],
};
