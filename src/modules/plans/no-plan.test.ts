import { expect, test } from 'vitest';
import { whyNoPlan } from '#app/modules/plans/no-plan.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';

const conclusion = (points: string): string => `TỈNH ỦY LAM SƠN
Số: 12-KL/TU
KẾT LUẬN
của Ban Thường vụ Tỉnh ủy về công tác tuyên truyền sáu tháng đầu năm
Tại phiên họp ngày 10 tháng 6, Ban Thường vụ Tỉnh ủy nghe báo cáo và kết luận như sau:
${points}
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nguyễn Văn A`;

const story = `Mưa đã tạnh từ lâu mà con đường làng vẫn còn ướt. Ông Tư đứng dưới mái hiên, nhìn ra khoảng sân đầy lá bàng rụng.
Bà Tư gọi ông vào ăn cơm, nhưng ông không nghe thấy. Ông đang nghĩ đến đứa con trai đi xa từ năm mười tám tuổi.`;

const cases: [string, string, string | null][] = [
  ['a story', story, 'no-administrative-form'],
  ['a table of figures', 'STT | Họ tên | Lương\n1 | Nguyễn A | 5.000.000\n2 | Trần B | 6.000.000', 'too-short'],
  [
    'a conclusion that praises',
    conclusion('1. Ban Thường vụ đánh giá cao kết quả đã đạt được.\n2. Còn một số hạn chế trong phối hợp.'),
    'nothing-asked',
  ],
  [
    'a conclusion that hands out work',
    conclusion('1. Giao Liên đoàn Lao động tỉnh xây dựng kế hoạch tuyên truyền, hoàn thành trước ngày 30/6/2026.'),
    null,
  ],
];

test.for(cases)('%s: %s', ([, text, reason]) => {
  expect(whyNoPlan(readPlan({ text }))).toBe(reason);
});
