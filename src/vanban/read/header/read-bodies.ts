import { joinPieces, slicePiece, type Piece } from '../flow/clean-text.ts';
import { uncapitalise } from '../words/bodies.ts';
import { isMostlyCapitals } from '../words/letters.ts';
import { type Item } from '../zones/find-zones.ts';

export interface FoundBody {
  value: string;
  piece: Piece;
  rule: string;
  confidence: number;
}

const motto =
  /CỘNG\s+H(?:ÒA|OÀ)|CHỦ NGHĨA VIỆT NAM|Độc lập|Tự do|Hạnh phúc|ĐẢNG CỘNG SẢN|^VIỆT NAM$|ĐOÀN TNCS HỒ CHÍ MINH$/iu;
const notName = /^Số\s*:?|^\d+[-/]|ngày.*tháng|^V\/v|^\W*$|^Kính|^(?:HỎA TỐC|KHẨN|MẬT|DỰ THẢO)/iu;
/** A line that opens another body, rather than going on with the name above. */
const opensBody =
  /^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|BAN\s|BCH|BTV|SỞ|BỘ\s|LIÊN ĐOÀN|LĐLĐ|TỔNG|CÔNG ĐOÀN|CĐ|ĐẢNG (?:BỘ|ỦY|UỶ)|TỈNH (?:ỦY|UỶ|ĐOÀN)|THÀNH (?:ỦY|UỶ|ĐOÀN)|HUYỆN (?:ỦY|UỶ|ĐOÀN)|QUẬN (?:ỦY|ĐOÀN)|ĐOÀN|HỘI\s|TRƯỜNG|PHÒNG|VĂN PHÒNG|CHI\s|CỤC|VỤ|TRUNG TÂM|NGÂN HÀNG|CÔNG TY|TẬP ĐOÀN|THỦ TƯỚNG|CHÍNH PHỦ|BẢO HIỂM|KHO BẠC|VIỆN|HỌC VIỆN|ĐẠI HỌC|BỆNH VIỆN|MẶT TRẬN|ỦY BAN MTTQ|BTC|TIỂU BAN|CÔNG AN)/u;

/** Issuing body and the one above it, from the left column of the letterhead. */
export function readBodies(items: readonly Item[]): { issuer: FoundBody | null; parent: FoundBody | null } {
  const left = leftColumn(items);
  const groups: Piece[][] = [];
  for (const { para } of left) {
    if (!para) continue;
    const text = para.text.replace(/[\s*_–-]+$/u, '');
    if (motto.test(text) || notName.test(text) || !isMostlyCapitals(text)) continue;
    const piece = slicePiece(para.piece, 0, text.length);
    const open = groups.at(-1);
    // "ỦY BAN NHÂN DÂN" alone is no body yet: its place follows.
    const isUnfinished =
      open &&
      /^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|BAN CHẤP HÀNH|LIÊN ĐOÀN LAO ĐỘNG)$/u.test(
        joinPieces(open).text,
      );
    if (!open || (opensBody.test(text) && !(isUnfinished && /^(?:ĐOÀN|ĐẢNG BỘ|LIÊN ĐOÀN|CÔNG ĐOÀN)/u.test(text))))
      groups.push([piece]);
    else open.push(piece);
  }
  const named = groups.map((group) => joinPieces(group));
  const make = (piece: Piece | undefined): FoundBody | null =>
    piece ? { value: uncapitalise(piece.text), piece, rule: 'header.letterhead', confidence: 0.9 } : null;
  return { issuer: make(named.at(-1)), parent: make(named.at(-2)) };
}

/** Where the letterhead has columns, the one without the motto. */
function leftColumn(items: readonly Item[]): readonly Item[] {
  const right = new Set(items.filter((item) => item.cell && motto.test(item.text)).map((item) => columnOf(item)));
  return items.filter((item) => !item.cell || !right.has(columnOf(item)) || right.size > 1);
}

function columnOf(item: Item): string {
  return item.cell ?? '';
}
