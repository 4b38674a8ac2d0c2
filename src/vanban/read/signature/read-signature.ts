import { type ReadSigner } from '../../plan-document.ts';
import { type Piece, spanOf } from '../flow/clean-text.ts';
import { isMostlyCapitals } from '../words/letters.ts';
import { type Item } from '../zones/find-zones.ts';

const authorities: readonly { mark: string; pattern: RegExp }[] = [
  { mark: 'TM.', pattern: /^T\s?\/?\s?M\s?(?:[./]\s*|\s)(?=\p{L})/u },
  { mark: 'KT.', pattern: /^K\s?\/?\s?T\s?(?:[./]\s*|\s)(?=\p{L})/u },
  { mark: 'TUQ.', pattern: /^TUQ\s?(?:[./]\s*|\s)(?=\p{L})/u },
  { mark: 'TL.', pattern: /^T\s?\/?\s?L\s?(?:[./]\s*|\s)(?=\p{L})/u },
  { mark: 'Q.', pattern: /^Q\s?\.\s?(?=\p{L})/u },
];
const post =
  /^(?:PHÓ\s|QUYỀN\s)?(?:CHỦ\s+TỊCH|BÍ\s+THƯ|GIÁM\s+ĐỐC|TỔNG\s|HIỆU\s+TRƯỞNG|TRƯỞNG|CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|THỦ\s+TƯỚNG|CHÁNH|VIỆN\s+TRƯỞNG|CHI\s+CỤC|THỐNG\s+ĐỐC|CHỦ\s+NHIỆM|ỦY\s+VIÊN|UỶ\s+VIÊN|ĐỘI\s+TRƯỞNG|TỔ\s+TRƯỞNG|CHỈ\s+HUY|KẾ\s+TOÁN|NGƯỜI\s)/iu;
const signed = /\(?\s*[đĐ]ã\s+ký\s*\)?/u;
const nameLine = /^(?:(?:TS|ThS|PGS|GS|BS|CN|KS|Ths)\.?\s*)*((?:\p{Lu}[\p{L}'’]*\s+){1,5}\p{Lu}[\p{L}'’]*)[.,]?$/u;

/** Authority, post and name of the signature block. `rest` is what the recipients leave of the tail. */
export function readSignature(rest: readonly Item[]): ReadSigner | null {
  const lines = rest.flatMap((item) => (item.para ? splitSigned(item.para.piece) : []));
  const marks: string[] = [];
  const used: Piece[] = [];
  let authorityBody: string | null = null;
  let title: string | null = null;
  let name: string | null = null;
  let isMarkedSigned = false;
  /** The name of the body is broken over two lines. */
  let isOpen = false;
  for (const piece of lines) {
    const whole = piece.text.replace(/\s*\((?:để\s+)?[bth]\s?\/[^)]*\)/giu, '').replace(/^[\s*|]+|[\s*|]+$/gu, '');
    // "PHÓ CHỦ TỊCH (đã ký)": the remark may share a line with the post.
    const hasRemark = /\p{Lu}{2}\s+\(?\s*[đĐ]ã\s+ký/u.test(whole);
    const text = hasRemark ? whole.replace(signed, '').trim() : whole;
    isMarkedSigned ||= hasRemark;
    const authority = authorities.find((a) => a.pattern.test(text));
    if (isOpen && !authority && isMostlyCapitals(text) && !isPost(text)) {
      authorityBody = `${authorityBody} ${text}`;
      isOpen = false;
      continue;
    }
    isOpen = false;
    if (authority && isMostlyCapitals(text)) {
      marks.push(authority.mark);
      const body = text.replace(authority.pattern, '').trim();
      if (authority.mark === 'TM.') authorityBody = splitPost(body).body;
      isOpen = authority.mark === 'TM.' && /(?:ỦY BAN|UỶ BAN|NHÂN|BAN|BAN CHẤP|BAN THƯỜNG|HỘI ĐỒNG)$/u.test(body);
      title = splitPost(body).post ?? (authority.mark === 'Q.' ? body : title);
    } else if (signed.test(text)) isMarkedSigned = true;
    else if (isPost(text) && name === null)
      title = title && /^(?:TRỰC|THƯỜNG)/u.test(text) ? `${title} ${text}` : text.replace(/\s+/g, ' ');
    else if (nameLine.test(text) && !isMostlyCapitals(text) && (marks.length || title)) name = nameLine.exec(text)![1]!;
    else if (nameLine.test(text) && isMostlyCapitals(text) && title && name === null && !post.test(text)) name = text;
    else continue;
    used.push(piece);
  }
  if (!marks.length && !title) return null;
  const start = Math.min(...used.map((p) => spanOf(p).start));
  const end = Math.max(...used.map((p) => spanOf(p).end));
  const authority = marks.length > 1 ? `${marks[0]} … ${marks.at(-1)}` : (marks[0] ?? null);
  return {
    authority,
    authorityBody,
    title,
    name,
    isMarkedSigned,
    span: { start, end },
    confidence: name ? 0.95 : 0.75,
    rule: 'signature.block',
  };
}

function isPost(text: string): boolean {
  return (
    post.test(text) &&
    text.length < 70 &&
    (isMostlyCapitals(text) || /^(?:Người|Giám|Phó|Chủ|Hiệu|Trưởng|Bí)/u.test(text)) &&
    !/[;:]/.test(text)
  );
}

/** "BAN THƯỜNG VỤ PHÓ CHỦ TỊCH" on one line: the post begins where its first word does. */
function splitPost(body: string): { body: string; post: string | null } {
  const at = /\s(?=(?:PHÓ\s+)?(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG BAN|GIÁM ĐỐC)(?:\s|$))/u.exec(body);
  return at && at.index > 0 ? { body: body.slice(0, at.index), post: body.slice(at.index + 1) } : { body, post: null };
}

/** A signature squeezed into one line: parted before each authority word and post. */
function splitSigned(piece: Piece): Piece[] {
  const cuts = [
    ...piece.text.matchAll(
      /\s+(?=(?:KT|K\/T|TL|TUQ)\s?\.\s?\p{Lu}{2})|(?<=\p{Lu})\s+(?=(?:\(?Đã ký))|(?<=\p{Lu}{2})\s+(?=(?:PHÓ|THỨ)\s+\p{Lu}{2})|(?<=\p{Lu}{2})\s+(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*)+$)/gu,
    ),
  ].map((m) => m.index);
  if (!cuts.length || !isMostlyCapitals(piece.text.slice(0, cuts[0]))) return [piece];
  return [0, ...cuts].map((from, i) => sub(piece, from, cuts[i] ?? piece.text.length));
}

function sub(piece: Piece, from: number, to: number): Piece {
  let a = from;
  while (piece.text[a] === ' ') a++;
  return { text: piece.text.slice(a, to), at: piece.at.slice(a, to) };
}
