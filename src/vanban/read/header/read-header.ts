import { type ReadItem, type HeaderField } from '../../plan-document.ts';
import { tidyNumber } from '../basis/find-citations.ts';
import { makeDate } from '../dates/read-date.ts';
import { joinPieces, slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { readTypeLine } from '../words/document-types.ts';
import { type Item, type Zones } from '../zones/find-zones.ts';
import { readBodies } from './read-bodies.ts';
import { readIssuer } from './read-issuer.ts';

export interface Header {
  title: string | null;
  docType: string | null;
  number: string | null;
  date: string | null;
  place: string | null;
  issuer: string | null;
  headerIssuer: string | null;
  parentIssuer: string | null;
  addressees: string[];
  items: Partial<Record<HeaderField, ReadItem>>;
  /** A place for the number is printed and left blank. */
  isNumberBlank: boolean;
}

interface Found {
  value: string;
  piece: Piece;
  rule: string;
  confidence: number;
}

/** All that stands above the body, and what a missing letterhead leaves to be found elsewhere. */
export function readHeader(zones: Zones): Header {
  const head = zones.items.slice(0, Math.max(zones.title.to, zones.preamble.to));
  const letterhead = zones.items.slice(zones.head.from, zones.head.to);
  const bodies = readBodies(letterhead.length ? letterhead : head.filter((item) => item.cell !== null));
  const docType = readDocType(zones);
  const own = readNumber(
    letterhead.length ? [...letterhead, ...zones.items.slice(zones.title.from, zones.title.to)] : head,
  );
  const note = own.found || own.isBlank ? null : readAnnexNote(zones, docType?.value ?? null);
  const placed =
    readPlaceAndDate(letterhead) ??
    readPlaceAndDate(head) ??
    readPlaceAndDate(zones.items.slice(zones.tail.from, zones.tail.to));
  const number = own.found ?? note?.number ?? null;
  const date = placed?.date ?? note?.date ?? null;
  const issuer = readIssuer(zones, bodies.issuer?.value ?? null);
  const addressees = readAddressees(zones);
  const fields: Partial<Record<HeaderField, Found | null>> = {
    title: readTitle(zones),
    docType,
    number,
    date,
    place: placed?.place ?? null,
    issuer,
    headerIssuer: bodies.issuer,
    parentIssuer: bodies.parent,
    addressees: addressees[0] ?? null,
  };
  const items: Header['items'] = {};
  for (const [field, found] of Object.entries(fields)) {
    if (found)
      items[field as HeaderField] = { span: spanOf(found.piece), confidence: found.confidence, rule: found.rule };
  }
  const value = (field: HeaderField): string | null => fields[field]?.value ?? null;
  return {
    title: value('title'),
    docType: value('docType'),
    number: value('number'),
    date: value('date'),
    place: value('place'),
    issuer: value('issuer') ?? value('headerIssuer'),
    headerIssuer: value('headerIssuer'),
    parentIssuer: value('parentIssuer'),
    addressees: addressees.map((a) => a.value),
    items,
    isNumberBlank: own.isBlank,
  };
}

function readDocType(zones: Zones): Found | null {
  const item = zones.items[zones.typeAt];
  if (item?.para && zones.docType) {
    const from = item.text.indexOf(zones.docType);
    return {
      value: zones.docType,
      piece: slicePiece(item.para.piece, from, from + zones.docType.length),
      rule: 'header.type-line',
      confidence: 0.98,
    };
  }
  const addressed = zones.items.slice(0, 40).find((i) => /^\W*Kính\s+gửi/iu.test(i.text));
  if (!addressed?.para) return null;
  return { value: 'CÔNG VĂN', piece: addressed.para.piece, rule: 'header.letter', confidence: 0.85 };
}

function readTitle(zones: Zones): Found | null {
  const parts: Piece[] = [];
  for (let i = zones.title.from; i < zones.title.to; i++) {
    const para = zones.items[i]?.para;
    if (!para) continue;
    const skip =
      i === zones.typeAt
        ? (readTypeLine(para.text.replace(/^[-–\s]+/, ''))?.end ?? 0) + (/^[-–\s]*/.exec(para.text)?.[0].length ?? 0)
        : 0;
    const subject = /(?:^|\s)V\s?\/\s?v\s*:?\s*/iu.exec(para.text);
    const from = zones.typeAt < 0 && subject ? subject.index + subject[0].length : skip;
    const led = /^\s*(?:CỦA\s[\p{Lu}\s]+?|[Cc]ủa\s[^,;]{4,80}?)\s+(?=[Vv]ề\s)/u.exec(para.text.slice(from));
    const part = slicePiece(para.piece, from + (led?.[0].length ?? 0), para.text.length);
    // "KẾT LUẬN / CỦA CHI BỘ / về việc …": who concludes is not what about.
    if (/^CỦA\s/u.test(part.text) && !/\p{Ll}/u.test(part.text)) continue;
    const trimmed = /^[\s:–-]*(.*?)[\s–\-_*]*$/u.exec(part.text)?.[1] ?? '';
    if (/[\p{L}]/u.test(trimmed) && !/^Số\s*:?\s*\d/iu.test(trimmed))
      parts.push(slicePiece(part, part.text.indexOf(trimmed), part.text.indexOf(trimmed) + trimmed.length));
  }
  if (!parts.length) return null;
  const piece = joinPieces(parts);
  return { value: piece.text, piece, rule: 'header.title', confidence: parts.length > 2 ? 0.8 : 0.95 };
}

/** "Số: 157/KH-UBND", "Số 37-HD/BTGDVTW"; "Số:   /TTr-CĐCS" is a blank. */
const numberLine = /(?:^|(?<=\s))Số\s*[:.]?\s*(.*)$/iu;

function readNumber(items: readonly Item[]): { found: Found | null; isBlank: boolean } {
  let isBlank = false;
  for (const { para, text } of items) {
    if (!para) continue;
    const line = numberLine.exec(text);
    // In a longer line only a number at its beginning is the document's own.
    if (
      !line ||
      (text.length > 80 && line.index > 0) ||
      /(?:QĐ|KH|NQ|CT|văn|định|hoạch|quyết|thị|dẫn|trình)\s*$/iu.test(text.slice(0, line.index))
    )
      continue;
    const number =
      /^\W{0,3}(\d{1,5}[a-z]?\s?(?:(?:\/\s?\d{4}\s?)?[-/–]\s?|(?=\p{Lu}{2,5}\s?[-/]))\p{Lu}[\p{L}\d&]*(?:\s?[-/–.,]\s?[\p{Lu}\d][\p{L}\d&]*)*)/u.exec(
        line[1]!,
      );
    if (number) {
      const from = text.length - line[1]!.length + line[1]!.indexOf(number[1]!);
      const piece = slicePiece(para.piece, from, from + number[1]!.length);
      return {
        found: { value: tidyNumber(number[1]!), piece, rule: 'header.number', confidence: 0.97 },
        isBlank: false,
      };
    }
    isBlank ||= /^[\s.…_]*[-/]/u.test(line[1]!) || line[1]!.trim() === '';
  }
  return { found: null, isBlank };
}

const placeDate =
  /^(?:.*?[\s|])??((?:TP\.?\s?)?\p{Lu}[\p{L}.\s'’-]{1,38}?)\s*,\s*ngày\s*([\d.…_\s]*)\s*tháng\s*([\d.…_\s]*)\s*năm(?:\s*(\d{4})|[\s.…_]*(?:20[\s.…_]*)?$)/iu;
const bareDate = /^ngày\s*([\d.…_\s]*)\s*tháng\s*([\d.…_\s]*)\s*năm\s*(\d{4})\.?$/iu;

function readPlaceAndDate(items: readonly Item[]): { place: Found | null; date: Found | null } | null {
  for (const { para, text } of items) {
    if (!para || text.length > 130) continue;
    const m = placeDate.exec(text);
    const bare = m ? null : bareDate.exec(text);
    if (!m && !bare) continue;
    const made = m ? (m[4] ? makeDate(m[4], m[3]!, m[2]!) : null) : makeDate(bare![3]!, bare![2]!, bare![1]!);
    const dateFrom = text.search(/ngày/iu);
    const date: Found | null = made && {
      value: made.date,
      piece: slicePiece(para.piece, dateFrom, text.length),
      rule: 'header.date',
      confidence: made.date.length === 10 ? 0.97 : 0.7,
    };
    if (!m) return { place: null, date };
    const place = m[1]!.trim();
    const from = text.indexOf(place);
    return {
      place: {
        value: place,
        piece: slicePiece(para.piece, from, from + place.length),
        rule: 'header.place',
        confidence: 0.95,
      },
      date,
    };
  }
  return null;
}

/** Where the letterhead is lost: "(Kèm theo Hướng dẫn số 40-HD/…, ngày 27/11/2025 của …)" under an annex names the document itself. */
function readAnnexNote(zones: Zones, docType: string | null): { number: Found; date: Found | null } | null {
  if (!docType) return null;
  const pattern = new RegExp(
    `kèm\\s+theo\\s+${docType}\\s+số\\s*:?\\s*(\\d{1,5}[-/]\\p{L}[\\p{L}\\d&]*[-/][\\p{L}\\d&-]+)\\s*,?\\s*ngày\\s*(\\d{1,2})\\s*(?:[/.-]|tháng)\\s*(\\d{1,2})\\s*(?:[/.-]|năm)\\s*(\\d{4})`,
    'iu',
  );
  for (const { para, text } of zones.items.slice(zones.tail.from)) {
    const m = para && pattern.exec(text);
    if (!m) continue;
    const from = text.indexOf(m[1]!);
    const dateFrom = text.indexOf('ngày', from);
    const made = makeDate(m[4]!, m[3]!, m[2]!);
    return {
      number: {
        value: tidyNumber(m[1]!),
        piece: slicePiece(para.piece, from, from + m[1]!.length),
        rule: 'header.annex-note',
        confidence: 0.85,
      },
      date: made && {
        value: made.date,
        piece: slicePiece(para.piece, dateFrom, m.index + m[0].length),
        rule: 'header.annex-note',
        confidence: 0.85,
      },
    };
  }
  return null;
}

/** "Kính gửi: …" on one line, or its bullets. */
function readAddressees(zones: Zones): Found[] {
  const items = zones.items.slice(0, Math.max(zones.preamble.to, Math.min(30, zones.items.length)));
  const at = items.findIndex((item) => /^[-\s]*Kính\s*gửi|\sđiện\s*:$/iu.test(item.text));
  const opening = items[at]?.para;
  if (!opening) return [];
  const found: Found[] = [];
  const add = (piece: Piece): void => {
    const text = /^[-–+•\s]*(.*?)[\s;,.]*$/u.exec(piece.text)?.[1] ?? '';
    const from = piece.text.indexOf(text);
    if (text)
      found.push({
        value: text,
        piece: slicePiece(piece, from, from + text.length),
        rule: 'header.addressee',
        confidence: 0.9,
      });
  };
  const colon = opening.text.indexOf(':');
  if (/^[-\s]*Kính/iu.test(opening.text))
    add(slicePiece(opening.piece, (colon < 0 ? 8 : colon) + 1, opening.text.length));
  for (let i = at + 1; i < items.length && /^[-–+•]/.test(items[i]!.text); i++) add(items[i]!.para!.piece);
  return found;
}
