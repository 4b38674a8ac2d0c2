/** A document made to take more than it should, or so large that nobody would think of it. */
export interface HostileDocument {
  name: string;
  make(): Uint8Array;
  /** What becomes of it: `whole`, `cut` (read as far as the limit, and told), or the code of its refusal. */
  becomes: string;
}

export const million = 1_000_000;
const sentence =
  'Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả và báo cáo trước ngày 20 tháng 11 năm 2025.';

/** Text of so many bytes: a line over and over. */
export function fill(bytes: number, line: string): Buffer {
  return Buffer.alloc(bytes, line);
}

/** The paragraphs of a plan of so many pages: headings, tasks, targets, dates. */
export function planParagraphs(pages: number): string[] {
  return Array.from({ length: pages * 18 }, (_, index) => {
    if (index % 18 === 0) return `${1 + Math.floor(index / 18)}. Nội dung thứ ${1 + Math.floor(index / 18)}`;
    return index % 3 === 0
      ? `- Phấn đấu ${60 + (index % 40)}% đoàn viên tham gia, mỗi đơn vị có ít nhất ${1 + (index % 9)} tủ sách.`
      : `- Tổ ${index}: ${sentence}`;
  });
}
