/** A kind of document: its name, its abbreviation in numbers, and whether a title line may consist of it. */
export interface DocumentType {
  name: string;
  /** As it stands in numbers ("KH"); null where the kind has none. */
  short: string | null;
}

/** Decree 30/2020, annex III, the Party's guide 36-HD/VPTW, and the kinds of legal documents that a basis names. */
export const documentTypes: readonly DocumentType[] = [
  { name: 'Nghị quyết', short: 'NQ' },
  { name: 'Quyết định', short: 'QĐ' },
  { name: 'Chỉ thị', short: 'CT' },
  { name: 'Quy chế', short: 'QC' },
  { name: 'Quy định', short: 'QyĐ' },
  { name: 'Thông cáo', short: 'TC' },
  { name: 'Thông báo', short: 'TB' },
  { name: 'Hướng dẫn', short: 'HD' },
  { name: 'Chương trình', short: 'CTr' },
  { name: 'Kế hoạch', short: 'KH' },
  { name: 'Phương án', short: 'PA' },
  { name: 'Đề án', short: 'ĐA' },
  { name: 'Dự án', short: 'DA' },
  { name: 'Báo cáo', short: 'BC' },
  { name: 'Biên bản', short: 'BB' },
  { name: 'Tờ trình', short: 'TTr' },
  { name: 'Hợp đồng', short: 'HĐ' },
  { name: 'Công điện', short: 'CĐ' },
  { name: 'Bản ghi nhớ', short: 'BGN' },
  { name: 'Bản thỏa thuận', short: 'BTT' },
  { name: 'Giấy ủy quyền', short: 'GUQ' },
  { name: 'Giấy mời', short: 'GM' },
  { name: 'Giấy giới thiệu', short: 'GGT' },
  { name: 'Thư công', short: null },
  { name: 'Phiếu gửi', short: 'PG' },
  { name: 'Phiếu chuyển', short: 'PC' },
  { name: 'Phiếu báo', short: 'PB' },
  { name: 'Công văn', short: null },
  { name: 'Kết luận', short: 'KL' },
  { name: 'Thông tri', short: 'TT' },
  { name: 'Tuyên bố', short: 'TB' },
  { name: 'Lời kêu gọi', short: null },
  { name: 'Thể lệ', short: null },
  { name: 'Nghị định', short: 'NĐ' },
  { name: 'Thông tư', short: 'TT' },
  { name: 'Thông tư liên tịch', short: 'TTLT' },
  { name: 'Nghị quyết liên tịch', short: 'NQLT' },
  { name: 'Luật', short: null },
  { name: 'Bộ luật', short: null },
  { name: 'Hiến pháp', short: null },
  { name: 'Pháp lệnh', short: null },
  { name: 'Điều lệ', short: null },
  { name: 'Chương trình hành động', short: 'CTr' },
  { name: 'Chương trình phối hợp', short: 'CTr' },
  { name: 'Chương trình công tác', short: 'CTr' },
  { name: 'Kế hoạch liên tịch', short: 'KHLT' },
  { name: 'Văn bản', short: null },
  { name: 'Chiến lược', short: null },
  { name: 'Lệnh', short: null },
  { name: 'Văn bản hợp nhất', short: 'VBHN' },
  { name: 'Hướng dẫn liên tịch', short: 'HDLT' },
];

/** Longest first, so that "Thông tư liên tịch" is not read as "Thông tư". */
const names = documentTypes.map((type) => type.name).sort((a, b) => b.length - a.length);

/** Alternatives for a pattern, first letter in either case. */
export const typeAlternatives = names
  .map((name) => `[${name[0]!.toLowerCase()}${name[0]!.toUpperCase()}]${name.slice(1)}`)
  .join('|');

/** Kinds that may stand alone in capitals above a title; those of legal documents only cited are left out. */
const titleNames = names.filter(
  (name) => !/^(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Điều lệ|Văn bản|Chiến lược|Lệnh|Dự án)$/.test(name),
);

/**
 * The kind that a line in capitals names, and where its name ends: "KẾ HOẠCH" or "KẾ HOẠCH TUYÊN TRUYỀN".
 * Null for other lines.
 */
export function readTypeLine(text: string): { docType: string; end: number } | null {
  for (const name of titleNames) {
    const capitals = name.toLocaleUpperCase('vi');
    if (text.startsWith(capitals) && !/^[\p{L}\d]/u.test(text.slice(capitals.length))) {
      return { docType: capitals, end: capitals.length };
    }
  }
  return null;
}

/** The kind whose abbreviation stands in a number: "KH" in "06/KH-LĐLĐ". */
export function typeOfNumber(number: string): string | null {
  const parts = number.split(/[-/\s]+/);
  for (const part of parts) {
    const type = documentTypes.find((t) => t.short && t.short.toLowerCase() === part.toLowerCase());
    if (type) return type.name;
  }
  return null;
}
