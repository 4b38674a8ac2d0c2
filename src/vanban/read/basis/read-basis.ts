import { type ReadBasis } from '../../plan-document.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { findDates } from '../dates/read-date.ts';
import { typeAlternatives } from '../words/document-types.ts';
import { capitalise } from '../words/letters.ts';
import { type Item } from '../zones/find-zones.ts';
import { canonicalNumber, findCitations, type Citation } from './find-citations.ts';

const opening =
  /^[-–+•\s]*(?:Căn\s+cứ(?:\s+vào)?|Tiếp\s+tục\s+thực\s+hiện|Thực\s+hiện|Thi\s+hành|Triển\s+khai(?:\s+thực\s+hiện)?|Trên\s+cơ\s+sở|Theo|Xét|Tiếp\s+theo|Phúc\s+đáp|Trả\s+lời|[^.;:“]{2,80}?\snhận\s+được|Để\s+(?:triển\s+khai|thực\s+hiện|tổ\s+chức\s+thực\s+hiện)|Nhằm\s+(?:triển\s+khai|thực\s+hiện)|Qua)(?:\s+(?:thực\s+hiện|tinh\s+thần|nội\s+dung|theo|ý\s+kiến\s+chỉ\s+đạo|chỉ\s+đạo))*\s+/iu;
const noDocument =
  /^(?:tình\s+hình|chức\s+năng|đề\s+nghị|điều\s+kiện|kết\s+quả|nhu\s+cầu|yêu\s+cầu|nhiệm\s+vụ|thực\s+tế|đề\s+xuất|tờ\s+trình|sự\s+|ý\s+kiến|cuộc\s+họp|hội\s+nghị)/iu;

/** Words after which a document named is what the basis is about, not a basis itself. */
const subjectWord =
  /(?:^|\s)(?:về|v\/v|thực hiện|ban hành|phê duyệt|quy định|hướng dẫn|triển khai|sửa đổi|bổ sung|theo|kèm|tổ chức|tại|thi hành|thay thế|kết luận)(?=\s)/iu;

/** "… chỉ đạo của Sở tại các văn bản: số 12/…": says where it is written, not what a document is about. */
const listLead =
  /(?:\s*tại\s+(?:các\s+)?(?:văn\s+bản|công\s+văn|thông\s+báo|kế\s+hoạch)\s*:?\s*(?:số)?|^của\s[^,;]{3,80}\stại|^[^;:]{0,140}theo\s+(?:các\s+)?quy\s+định\s+(?:tại|của))\s*$/iu;

/** The documents that the preamble names as its basis; one entry for each, also where one sentence names several. */
export function readBasis(items: readonly Item[]): ReadBasis[] {
  const found: ReadBasis[] = [];
  let isListOpen = false;
  for (const item of items) {
    if (!item.para) continue;
    const { piece } = item.para;
    const opened = opening.exec(piece.text);
    if (!opened && !(isListOpen && /^[-–+•]/.test(piece.text))) {
      isListOpen &&= /:$/.test(piece.text);
      continue;
    }
    isListOpen = true;
    for (const clause of splitClauses(piece)) {
      const read = readClause(clause);
      const before = found.at(-1);
      found.push(...(before && /^số\s/iu.test(clause.text) ? read.map((basis) => goOnList(basis, before)) : read));
    }
  }
  return found.filter(
    (basis, i) =>
      !found.slice(0, i).some((b) => b.number !== null && b.number === basis.number && b.date === basis.date),
  );
}

/** "các Kế hoạch của UBND tỉnh: số 12/…; số 15/…": what the list says once holds for each of its numbers. */
function goOnList(basis: ReadBasis, before: ReadBasis): ReadBasis {
  return { ...basis, docType: basis.docType ?? before.docType, issuer: basis.issuer ?? before.issuer };
}

const listIssuer = new RegExp(
  `^(?:các\\s+|những\\s+)?(?:${typeAlternatives})\\s+(?:sau\\s+)?của\\s+([^:;]{2,80}):\\s`,
  'iu',
);

/** Clauses parted by ";" or by a full stop before "Thực hiện", the opening words taken off. */
function splitClauses(piece: Piece): Piece[] {
  const clauses: Piece[] = [];
  let from = 0;
  let depth = 0;
  const { text } = piece;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '“' || c === '(') depth++;
    if ((c === '”' || c === ')') && depth) depth--;
    if (i < text.length && !(c === ';' && depth === 0) && !(c === '.' && /^\s+\p{Lu}/u.test(text.slice(i + 1))))
      continue;
    clauses.push(slicePiece(piece, from, i));
    from = i + 1;
  }
  return clauses.filter((c) => c.text);
}

function readClause(clause: Piece): ReadBasis[] {
  const lead = opening.exec(clause.text)?.[0].length ?? /^[-–+•\s]*/.exec(clause.text)?.[0].length ?? 0;
  const body = slicePiece(clause, lead, clause.text.length);
  if (noDocument.test(body.text)) return [];
  const citations = findCitations(body.text);
  const heads = citations.filter((c, i) => isHead(body.text, c, citations.slice(0, i)));
  if (heads.length && heads[0]!.from < 90) {
    const issuer = listIssuer.exec(body.text)?.[1] ?? null;
    return heads
      .flatMap((c, i) => expandRange(body, c, heads[i + 1]?.from ?? endOfBasis(body.text)))
      .map((basis) => ({ ...basis, issuer: basis.issuer ?? issuer }));
  }
  return readUnnumbered(body);
}

/** First of its clause, or joined to one before by "và" or a comma alone. */
function isHead(text: string, citation: Citation, before: readonly Citation[]): boolean {
  if (before.length === 0) return !subjectWord.test(text.slice(0, citation.from).replace(listLead, ''));
  // "… về hỗ trợ nhà ở và Thông tư số 09/…": joined by "và" where the subject between names no other document.
  const between = text.slice(before[before.length - 1]!.coreTo, citation.from);
  if (
    before.length === 1 &&
    /\svà\s+(?:các\s+)?$/u.test(between) &&
    citation.number &&
    !/(?:thực hiện|triển khai|theo|sửa đổi|bổ sung|hướng dẫn|thi hành)\s/u.test(between)
  )
    return true;
  // A short name in brackets or a title in quotation marks closes what stands before.
  if (citation.number && citation.date && /[)”"]\s*(?:[,;]|\s?và|,\s*và)\s+(?:các\s+)?$/u.test(between)) return true;
  return (
    !subjectWord.test(text.slice(before[before.length - 1]!.coreTo, citation.from)) &&
    !subjectWord.test(text.slice(before[0]!.coreTo, citation.from))
  );
}

/** The announcement of the plan itself ("…, Ban Thường vụ … xây dựng kế hoạch") is not part of the last basis. */
function endOfBasis(text: string): number {
  const cut =
    /,\s*(?:\p{Lu}[^,;]{2,120}?)\s(?:xây dựng|ban hành|đề nghị|triển khai|hướng dẫn|tổ chức|yêu cầu|thông báo|báo cáo|lập|phát động)\s/u.exec(
      text,
    );
  const quoted = text.lastIndexOf('”');
  if (cut && cut.index > quoted) return cut.index;
  const after = quoted > 0 ? /^\s*,/.exec(text.slice(quoted + 1)) : null;
  return after ? quoted + 1 : (cut?.index ?? text.length);
}

/** "từ số 5,6,7-CTr/TU" names three documents. */
function expandRange(body: Piece, citation: Citation, to: number): ReadBasis[] {
  const several = /(?:số\s*)((?:\d{1,4}\s*,\s*)+)$/iu.exec(
    body.text.slice(
      0,
      citation.from + (citation.number ? body.text.slice(citation.from).search(/\d+[a-z]?\s?[-/]/) : 0),
    ),
  );
  const extra = several?.[1]?.match(/\d+/g) ?? [];
  const numbers =
    citation.number && extra.length
      ? [...extra.map((n) => citation.number!.replace(/^\d+/, n)), citation.number]
      : [citation.number];
  return numbers.map((number) => makeBasis(body, { ...citation, number }, Math.max(to, citation.coreTo)));
}

function makeBasis(body: Piece, citation: Citation, to: number): ReadBasis {
  const text = slicePiece(body, citation.from, trimEnd(body.text, to));
  const subject =
    /^[\s,]*(?:về việc|về|v\/v)?\s*(.+)$/iu.exec(
      body.text.slice(citation.coreTo, trimEnd(body.text, to)).trim(),
    )?.[1] ?? null;
  return {
    text: text.text,
    docType: citation.docType,
    number: citation.number,
    canonicalNumber: citation.number && canonicalNumber(citation.number),
    date: citation.date,
    issuer: citation.issuer,
    subject,
    span: spanOf(text),
    confidence: citation.docType && citation.date ? 0.95 : 0.8,
    rule: 'basis.numbered',
  };
}

function trimEnd(text: string, to: number): number {
  const kept = text.slice(0, to).replace(/[\s,;.]*(?:\s(?:và|cùng))?[\s,;.]*$/u, '');
  return kept.length;
}

const unnumbered = new RegExp(`^(?:các\\s+|một\\s+số\\s+)?(${typeAlternatives})(?![\\p{L}])`, 'u');

/** Laws, statutes of an organisation, resolutions of a congress: documents without a number, several behind commas. */
function readUnnumbered(body: Piece): ReadBasis[] {
  const cuts = [...body.text.matchAll(/,\s+(?=(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?:\p{Lu}|sửa\s+đổi))/gu)];
  const starts = [0, ...cuts.map((m) => m.index + m[0].length)];
  return starts.flatMap((from, i) => readOneUnnumbered(slicePiece(body, from, cuts[i]?.index ?? body.text.length)));
}

function readOneUnnumbered(body: Piece): ReadBasis[] {
  const named = unnumbered.exec(body.text);
  if (!named) return [];
  const to = trimEnd(body.text, endOfBasis(body.text));
  const text = slicePiece(body, 0, to);
  const date = findDates(text.text.slice(0, 240)).at(-1)?.date ?? null;
  return [
    {
      text: text.text,
      docType: capitalise(named[1]!),
      number: null,
      canonicalNumber: null,
      date,
      issuer: issuerOf(text.text),
      subject: null,
      span: spanOf(text),
      confidence: 0.75,
      rule: 'basis.unnumbered',
    },
  ];
}

/** "… một số điều của Luật Đất đai" names a law and nobody who made it. */
function issuerOf(text: string): string | null {
  const name = /\scủa\s+([^,;]{3,80})/u.exec(text)?.[1] ?? null;
  return name && !/^(?:\d|Luật|Bộ luật|Nghị|Pháp lệnh|các\s)/u.test(name) ? name : null;
}

/** Documents cited in the body, each once. */
export function readReferences(items: readonly Item[], basis: readonly ReadBasis[]): ReadBasis[] {
  const seen = new Set(basis.map((b) => b.number));
  const found: ReadBasis[] = [];
  for (const item of items) {
    if (!item.para) continue;
    for (const citation of findCitations(item.para.text)) {
      if (!citation.number || seen.has(citation.number)) continue;
      seen.add(citation.number);
      found.push({ ...makeBasis(item.para.piece, citation, citation.coreTo), rule: 'basis.reference' });
    }
  }
  return found;
}
