import { drawPage } from '#app/vanban/files/testing/draw-page.ts';
import { makePdf } from '#app/vanban/files/testing/make-pdf.ts';

const sentence = 'Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả;';

/** A printed page of so many lines as a camera gives it. */
export function makePhotograph(lineCount: number): { bytes: Buffer; width: number; height: number } {
  const lines = [
    'KẾ HOẠCH',
    'Mở tủ sách năm 2026',
    ...Array.from({ length: lineCount }, (_, index) => `${index + 1}. ${sentence}`),
  ];
  return drawPage(
    lines.map((text, index) => ({ x: 70, y: 80 + index * 22, text })),
    'jpeg',
  );
}

/** The same as a scanner gives it: a picture in a .pdf. */
export function makeScan(lineCount: number): Uint8Array {
  const { bytes, width, height } = makePhotograph(lineCount);
  return makePdf([{ texts: [], picture: { jpeg: bytes, width, height } }]);
}
