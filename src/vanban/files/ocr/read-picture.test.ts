import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readSource } from '../read-source.ts';
import type { ReadingProgress } from '../reading-options.ts';
import { drawPage } from '../testing/draw-page.ts';
import { makePdf, makeScannedPdf } from '../testing/make-pdf.ts';

const lines = [
  { x: 240, y: 120, text: 'KẾ HOẠCH' },
  { x: 113, y: 160, text: 'Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả' },
  { x: 85, y: 180, text: 'và báo cáo trước ngày 20 tháng 11 năm 2025.' },
  { x: 113, y: 210, text: '- Nộp về văn phòng 05 bài dự thi.' },
];
const page = drawPage(lines);

/** Recognition may err by a letter; the words must come out, in order. */
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

test('a photo of a page is recognised, with progress, and marked as less sure', async () => {
  const progress: ReadingProgress[] = [];
  const source = await readSource(page.bytes, { fileName: 'anh.png' }, { onProgress: (step) => progress.push(step) });
  expect(source).toMatchObject({ format: 'image', repairs: ['recognised-from-picture'] });
  expect(source.confidence).toBeGreaterThan(0.7);
  expect(source.confidence).toBeLessThan(1);
  expect(words(source.text)).toContain('báo cáo trước ngày 20 tháng 11 năm 2025');
  expect(source.text.split('\n')[0]).toBe('KẾ HOẠCH');
  expect(progress.at(0)).toEqual({ stage: 'recognising', done: 0, total: 1 });
  expect(progress.length).toBeGreaterThan(2);
});

test('a photo taken lying on its side', async () => {
  const source = await readSource(await sharp(page.bytes).rotate(90).jpeg().toBuffer());
  expect(words(source.text)).toContain('tháng 11 năm 2025');
});

test('a scanned .pdf, page after page', async () => {
  const first = drawPage(lines, 'jpeg');
  const second = drawPage(
    [{ x: 113, y: 120, text: 'Văn phòng tổng hợp kết quả, đề nghị khen thưởng các đơn vị tốt.' }],
    'jpeg',
  );
  const progress: ReadingProgress[] = [];
  const bytes = makeScannedPdf([first, second].map(({ bytes: jpeg, width, height }) => ({ jpeg, width, height })));
  const source = await readSource(bytes, {}, { onProgress: (step) => progress.push(step) });
  expect(source).toMatchObject({ format: 'pdf-scan', repairs: ['recognised-from-picture'] });
  expect(words(source.text)).toMatch(/05 bài dự thi.*khen thưởng/);
  expect(source.pageStarts).toHaveLength(1);
  expect(progress.at(-1)).toEqual({ stage: 'recognising', done: 2, total: 2 });
});

test('a picture without text says so', async () => {
  const spots = await sharp({
    create: {
      width: 600,
      height: 400,
      channels: 3,
      background: '#999',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
  await expect(readSource(spots)).rejects.toMatchObject({ code: 'no_text', params: { kind: 'image' } });
});

test('a picture cut short, and one of too many pixels', async () => {
  await expect(readSource(page.bytes.subarray(0, page.bytes.length / 3))).rejects.toMatchObject({ code: 'damaged' });
  const wide = Buffer.from(page.bytes);
  wide.writeUInt32BE(60_000, 16);
  wide.writeUInt32BE(60_000, 20);
  await expect(readSource(wide)).rejects.toMatchObject({ name: 'DocumentError' });
});

test('a .pdf with text is not recognised from its pictures', async () => {
  const source = await readSource(
    makePdf([{ texts: [{ x: 100, y: 100, text: 'Kế hoạch tháng Năm của hội đọc sách' }] }]),
  );
  expect(source).toMatchObject({ format: 'pdf', confidence: 1 });
});

test('a .pdf whose letters mean nothing is recognised from how it looks', async () => {
  // The page shows a picture of the text, and holds a layer of codes that no table explains.
  const { bytes: jpeg, width, height } = drawPage(lines, 'jpeg');
  const noise = Array.from({ length: 30 }, (_, index) => ({ x: 60, y: 100 + 20 * index, text: '&Ӫ1*ѓ Ӝ3Ӎ¤ ӐѬ#ӕ' }));
  const bytes = makePdf([{ texts: noise, picture: { jpeg, width, height }, isTextInvisible: true }]);
  const source = await readSource(bytes);
  expect(source.format).toBe('pdf-scan');
  expect(words(source.text)).toContain('tháng 11 năm 2025');
});
