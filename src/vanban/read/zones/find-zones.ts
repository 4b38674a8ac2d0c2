import { type Flow, type Table } from '../flow/build-flow.ts';
import { type Para } from '../flow/join-paragraphs.ts';
import { isBullet, readMarker } from '../outline/read-marker.ts';
import { readTypeLine } from '../words/document-types.ts';
import { countWords, isMostlyCapitals } from '../words/letters.ts';

/** A paragraph, or a table of data, in reading order. */
export interface Item {
  para: Para | null;
  table: Table | null;
  /** Text of the paragraph; empty for a table. */
  text: string;
  /** Column of a table that lays out a page, null outside one. */
  cell: string | null;
}

/** Where the parts of a document lie, as ranges of `items`, end exclusive. */
export interface Zones {
  items: Item[];
  /** The line that names the kind; -1 when there is none. */
  typeAt: number;
  docType: string | null;
  /** Letterhead: all before the title. */
  head: Range;
  title: Range;
  /** Basis and the sentence that announces the plan. */
  preamble: Range;
  /** Articles of the decision that a plan is attached to. */
  articles: Range;
  body: Range;
  /** Recipients and signature. */
  tail: Range;
  /** What follows the signature. */
  annex: Range;
}

export interface Range {
  from: number;
  to: number;
}

const recipientsLine = /^(?:[-*\s]*)Nơi\s*nhận\s*[:.]?/iu;
const authorityLine = /^(?:TM|T\/M|KT|K\/T|TL|T\/L|TUQ)\s?(?:[./]\s*|\s)\p{Lu}/u;
const announcement =
  /(?:như\s+sau|sau\s+đây|nội\s+dung\s+(?:cụ\s+thể|chính|sau)|cụ\s+thể|(?:nội\s+dung|nhiệm\s+vụ|giải\s+pháp)(?:\s+\p{L}+){0,6}\s+sau)\s*[:.;]?$/iu;
const attachedNote = /^\(?\s*(?:Ban\s+hành\s+)?(?:kèm|đính\s+kèm)\s+theo/iu;
export const basisOpening =
  /^[-+•*\s]*(?:Căn\s+cứ|Thực\s+hiện|Theo|Xét|Trên\s+cơ\s+sở|Tiếp\s+tục\s+thực\s+hiện|Thi\s+hành|Triển\s+khai|Nhằm|Để|Tiếp\s+theo|Phúc\s+đáp|Trả\s+lời)(?![\p{L}])/iu;

export function itemsOf(flow: Flow): Item[] {
  return flow.blocks.flatMap((block, index): Item[] => {
    if (block.kind === 'para') return [{ para: block.para, table: null, text: block.para.text, cell: null }];
    if (block.table.isData) return [{ para: null, table: block.table, text: '', cell: null }];
    const { rows } = block.table;
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
    // Column by column: the left column of a signature holds the recipients, the right one the signer.
    return Array.from({ length: columns }, (_, c) =>
      rows
        .flatMap((row) => row[c]?.paras ?? [])
        .map((para): Item => ({ para, table: null, text: para.text, cell: `${index}.${c}` })),
    ).flat();
  });
}

export function findZones(flow: Flow): Zones {
  const items = itemsOf(flow);
  const type = findTypeLine(items);
  const titleFrom = type ? type.at : findSubject(items);
  const title = {
    from: Math.max(0, titleFrom),
    to: type ? endOfTitle(items, type) : titleFrom < 0 ? 0 : titleFrom + 1,
  };
  const firstTail = findTail(items, title.to);
  const attached = findAttached(items, firstTail, type?.docType ?? null);
  const tail = attached ? { from: firstTail.from, to: attached.typeAt } : firstTail;
  const start = endOfPreamble(items, title.to, tail.from);
  const bodyEnd = attached ? attached.end : tail.from;
  return {
    items,
    typeAt: type?.at ?? -1,
    docType: type?.docType ?? null,
    head: { from: 0, to: title.from },
    title,
    preamble: { from: title.to, to: start },
    articles: attached ? { from: start, to: tail.from } : { from: start, to: start },
    body: attached ? { from: attached.bodyAt, to: bodyEnd } : { from: start, to: bodyEnd },
    tail,
    annex: attached ? { from: bodyEnd, to: items.length } : { from: tail.to, to: items.length },
  };
}

interface TypeLine {
  at: number;
  docType: string;
  /** Rest of the line after the word for the kind. */
  rest: string;
}

function typeLineAt(items: readonly Item[], i: number): TypeLine | null {
  const text = (items[i]?.text ?? '').replace(/^[-–\s]+/, '');
  const read = readTypeLine(text);
  if (!read) return null;
  const rest = text.slice(read.end).replace(/^[\s:]+/, '');
  // "QUYẾT ĐỊNH:" opens the articles; a sentence that begins with the word is none either.
  if (/^QUYẾT ĐỊNH\s*:/u.test(text) || (rest && countWords(rest) > 70) || readMarker(text)) return null;
  return { at: i, docType: read.docType, rest };
}

function findTypeLine(items: readonly Item[]): TypeLine | null {
  const limit = Math.min(items.length, 60);
  for (let i = 0; i < limit; i++) {
    const found = typeLineAt(items, i);
    if (found && (!found.rest || isMostlyCapitals(items[i]!.text) || i < 15)) return found;
    if (/^(?:I|1|Điều 1)[.:]\s/u.test(items[i]!.text)) break;
  }
  return null;
}

/** A letter has no word for its kind but a subject: "V/v …". */
function findSubject(items: readonly Item[]): number {
  const at = items
    .slice(0, 40)
    .findIndex((item) => /^(?:V\s?\/\s?v|Về\s+việc)\b/iu.test(item.text) || /(?:^|\s)V\/v\s/u.test(item.text));
  return at;
}

function endOfTitle(items: readonly Item[], type: TypeLine): number {
  let to = type.at + 1;
  let words = countWords(type.rest);
  for (; to < items.length && to < type.at + 7; to++) {
    const { text } = items[to]!;
    const isFirst = words === 0;
    if (/^[^\p{L}\d]*$/u.test(text)) continue;
    if (readMarker(text)?.kind === 'roman' || attachedNote.test(text) || /^Kính\s+gửi/iu.test(text)) break;
    if (/^Căn\s+cứ/iu.test(text) || /[;:]$/.test(text) || items[to]!.cell !== null) break;
    if (!isFirst && (basisOpening.test(text) || /\.$/.test(text) || countWords(text) > 45)) break;
    if (!isFirst && isMostlyCapitals(items[to - 1]!.text) && !isMostlyCapitals(text) && /\p{L}/u.test(text)) break;
    if (!isFirst && (isBodyLine(text) || readMarker(text)?.kind === 'arabic')) break;
    words += countWords(text);
    if (countWords(text) > 90) break;
  }
  return to;
}

/** The line in capitals that names who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …". */
function isBodyLine(text: string): boolean {
  return (
    isMostlyCapitals(text) &&
    /^(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|ỦY BAN|UỶ BAN|BAN |HỘI ĐỒNG|TỔNG|CỤC TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG|THỐNG ĐỐC|CHÁNH|ĐOÀN CHỦ TỊCH|CHÍNH PHỦ)/u.test(
      text,
    )
  );
}

function findTail(items: readonly Item[], from: number): Range {
  const none = { from: items.length, to: items.length };
  for (let i = from; i < items.length; i++) {
    const { text } = items[i]!;
    if (!recipientsLine.test(text) && !(authorityLine.test(text) && isMostlyCapitals(text) && countWords(text) < 14))
      continue;
    return { from: startOfTail(items, i), to: endOfTail(items, i) };
  }
  return none;
}

/** The place and date may stand just above the recipients. */
function startOfTail(items: readonly Item[], i: number): number {
  const before = items[i - 1];
  return before && /^[^,.]{2,40},\s*ngày.*tháng.*năm/iu.test(before.text) ? i - 1 : i;
}

const annexLine =
  /^(?:PHỤ\s+LỤC|PHỤ\s+BIỂU|Phụ\s+lục|BIỂU\s|Biểu\s+(?:mẫu|số)|DANH\s+(?:MỤC|SÁCH)|LỊCH\s|CHƯƠNG TRÌNH\b|MẪU\s+SỐ|Mẫu\s+số|BẢNG\s|THANG\s|ĐỀ CƯƠNG)/u;

function endOfTail(items: readonly Item[], from: number): number {
  for (let i = from + 1; i < items.length; i++) {
    const item = items[i]!;
    if (item.table || annexLine.test(item.text) || (typeLineAt(items, i) && !/^[-+]/.test(item.text))) return i;
    if (opensAttached(items, i)) return i;
    const marker = readMarker(item.text);
    if (marker && ['roman', 'article', 'part', 'chapter'].includes(marker.kind)) return i;
    if (i - from > 60) return i;
  }
  return items.length;
}

/** A title in capitals over "(Kèm theo Quyết định số …)", whatever kind of document it names. */
function opensAttached(items: readonly Item[], i: number): boolean {
  const { text } = items[i]!;
  if (!isMostlyCapitals(text) || countWords(text) < 4 || annexLine.test(text)) return false;
  const noteAt = items.slice(i + 1, i + 5).findIndex((item) => attachedNote.test(item.text));
  return noteAt >= 0 && items.slice(i + 1, i + 1 + noteAt).every((item) => isMostlyCapitals(item.text));
}

/** The plan that a decision or a resolution puts into force, after its signature. */
function findAttached(
  items: readonly Item[],
  tail: Range,
  docType: string | null,
): { typeAt: number; bodyAt: number; end: number } | null {
  if (docType !== 'QUYẾT ĐỊNH' && docType !== 'NGHỊ QUYẾT') return null;
  for (let i = tail.to; i < Math.min(items.length, tail.to + 8); i++) {
    const type = typeLineAt(items, i);
    const isUntyped = !type && opensAttached(items, i);
    if (!isUntyped && (!type || type.docType === docType)) continue;
    let bodyAt = type ? endOfTitle(items, type) : i + 1;
    while (isUntyped && !attachedNote.test(items[bodyAt]!.text)) bodyAt++;
    while (
      bodyAt < items.length &&
      (attachedNote.test(items[bodyAt]!.text) || /^\W*$/u.test(items[bodyAt]!.text)) &&
      items[bodyAt]!.para
    )
      bodyAt++;
    const annexAt = items.findIndex((item, k) => k > bodyAt && /^PHỤ\s+LỤC/u.test(item.text));
    return { typeAt: i, bodyAt, end: annexAt < 0 ? items.length : annexAt };
  }
  return null;
}

/** The preamble ends with "… như sau:" or before the first numbered line. */
function endOfPreamble(items: readonly Item[], from: number, limit: number): number {
  for (let i = from; i < limit && i < from + 45; i++) {
    const { text, table, para } = items[i]!;
    if (table) return i;
    const marker = readMarker(text);
    const isBasisBullet =
      marker && basisOpening.test(text.slice(marker.length)) && ['dash', 'plus', 'star'].includes(marker.kind);
    if (marker && !isBasisBullet && !(isBullet(marker.kind) && isAddressee(items, from, i))) return i;
    if (para?.hashes && !basisOpening.test(text) && i > from && isMostlyCapitals(text)) return i;
    if (/^QUYẾT ĐỊNH\s*:/u.test(text) || (announcement.test(text) && !/Kính gửi/iu.test(text))) return i + 1;
  }
  const last = findLastBasis(items, from, Math.min(limit, from + 45));
  return last < 0 ? from : last + 1;
}

/** Bullets under "Kính gửi", also those whose names a narrow column breaks into lines of their own. */
function isAddressee(items: readonly Item[], from: number, i: number): boolean {
  for (let k = i - 1; k >= from - 1 && k >= 0 && i - k < 30; k--) {
    const { text } = items[k]!;
    if (/Kính\s*gửi|điện\s*:/iu.test(text)) return true;
    if (basisOpening.test(text) || announcement.test(text) || countWords(text) > 60) return false;
    if (!/^[-–+•]/.test(text) && items[k]!.cell !== items[i]!.cell) return false;
  }
  return false;
}

function findLastBasis(items: readonly Item[], from: number, to: number): number {
  let last = -1;
  for (let i = from; i < to; i++) {
    const { text } = items[i]!;
    if (/^[-\s]*(?:Căn\s+cứ|Thực\s+hiện|Xét|Theo)\s/iu.test(text)) last = i;
    else if (/^[-–]?\s*Kính\s*gửi/iu.test(text)) last = Math.max(last, i);
    else if (last >= 0 && i > last + 1) break;
  }
  return last;
}
