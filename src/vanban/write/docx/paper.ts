/** Measures of the page and sizes of type (NĐ 30/2020/NĐ-CP, Phụ lục I, mục I and IV). The decree gives ranges; these are our choice within them. */
export const paper = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15, header: 10 } as const;

/** Width of the text in millimetres. */
export const textWidth = {
  upright: paper.width - paper.left - paper.right,
  turned: paper.height - paper.left - paper.right,
} as const;

/** Points. National title 12-13, motto 13-14, kind and body 13-14, "Nơi nhận" 12 over a list of 11. */
export const size = {
  nation: 13,
  motto: 14,
  body: 14,
  number: 13,
  about: 12,
  table: 12,
  recipientsTitle: 12,
  recipients: 11,
  pageNumber: 13,
  annex: 14,
} as const;

export const font = 'Times New Roman';

/** Twentieths of a point, the unit of WordprocessingML. */
export const twipsOfMm = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const twipsOfPt = (pt: number): number => Math.round(pt * 20);
export const ptOfMm = (mm: number): number => (mm * 72) / 25.4;

export const firstLine = twipsOfMm(12.7);
/** At least 6 pt between paragraphs, 1.0 to 1.5 lines within. */
export const bodySpacing = { before: twipsOfPt(3), after: twipsOfPt(3), line: 269, lineRule: 'auto' } as const;
