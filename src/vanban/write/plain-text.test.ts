import { expect, test } from 'vitest';
import { writePlainText } from './plain-text.ts';
import { sampleLetter, samplePlan, sampleReport } from './sample-documents-data.ts';

test('a plan in the order in which it is read', () => {
  const text = writePlainText(samplePlan);
  const order = [
    'LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH SƠN\nSố: 06/KH-LĐLĐ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBình Sơn, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nTuyên truyền về an toàn',
    'Căn cứ Luật Công đoàn;',
    'I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Giúp đoàn viên',
    'TT\tĐơn vị\tSố lượng: Tin\tSố lượng: Bài\tGhi chú\nCác ban Liên đoàn Lao động tỉnh\n1\tBan Tuyên giáo\t08\t02',
    'triển khai thực hiện./.\n\nNơi nhận:\n- Ban Công tác',
    '- Lưu: VT, Ban TG (02).\n\nTM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH\nNguyễn Thị Hoài Thương\n',
  ].map((part) => text.indexOf(part));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('a letter and a report keep addressees, signature mark and annexes', () => {
  expect(writePlainText(sampleLetter)).toContain('V/v đăng ký nội dung tuyên truyền quý II năm 2026\nKHẨN\n');
  expect(writePlainText(sampleLetter)).toContain(
    '\n\nKính gửi:\n- Công đoàn các xã, phường, đặc khu;\n- Công đoàn cơ sở trực thuộc.\n',
  );
  const report = writePlainText(sampleReport);
  expect(report).toContain('\n\nKính gửi: Liên đoàn Lao động tỉnh Bình Sơn.\n');
  expect(report).toContain('CHỦ TỊCH\n(Đã ký)\nTrần Quốc Đạt\n\nPhụ lục I\n');
});

test('room for handwriting shrinks to one space, so that a draft is read like a document', () => {
  const draft = writePlainText({ ...samplePlan, header: { ...samplePlan.header, number: null, date: null } });
  expect(draft).toContain('\nSố: /KH-LĐLĐ\n');
  expect(draft).toContain('\nBình Sơn, ngày tháng năm\n');
  expect(draft).not.toMatch(/\u00a0/);
});
