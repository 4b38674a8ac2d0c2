import { findDates, type FoundDate } from '../dates/read-date.ts';
import { typeAlternatives } from '../words/document-types.ts';
import { capitalise } from '../words/letters.ts';

/** A document named in a text. Offsets are in that text. */
export interface Citation {
  from: number;
  /** End of type, number, date and issuer, before the words for its subject. */
  coreTo: number;
  docType: string | null;
  number: string | null;
  date: string | null;
  issuer: string | null;
}

/** "06/KH-LĐLĐ", "19-ĐA/TU", "653/LĐLĐ", "45/2017/NĐ-CP", "197/2025/QH15", "27/NQ- TW". */
const numberPattern = String.raw`\d{1,5}[a-z]?(?:\s?\/\s?\d{4})?\s?[-/–]\s?\p{Lu}[\p{L}\d&]*(?:\s?[-/–.,]\s?(?=[\p{Lu}\d])[\p{L}\d&]+)*(?:\s\p{Lu}{1,4}(?=\s*,?\s*ngày\s))?`;

const cited = new RegExp(
  String.raw`(?<![\p{L}])(${typeAlternatives}|QĐ|NQ|CT)(?:\s+(?:liên\s+tịch))?\s*(?:số|Số)?\s*:?\s*(${numberPattern})`,
  'gu',
);
const listed = new RegExp(String.raw`(?<![\p{L}])(?:số|Số)\s*:?\s*(${numberPattern})`, 'gu');
/** Number left blank: "Chỉ thị số - CT/ĐU", "Kế hoạch số   /KH-UBND". */
const blankNumber = new RegExp(
  String.raw`(?<![\p{L}])(${typeAlternatives})\s+(?:số|Số)\s*:?\s*[….\s]*[-/]\s*\p{Lu}[\p{L}\d]*[-/]\p{Lu}[\p{L}\d]*`,
  'gu',
);

const shortTypes: Record<string, string> = { QĐ: 'Quyết định', NQ: 'Nghị quyết', CT: 'Chỉ thị' };

/** Every document that a text names with a number, in order. */
export function findCitations(text: string): Citation[] {
  const found: Citation[] = [];
  const add = (from: number, to: number, docType: string | null, number: string | null): void => {
    if (found.some((c) => from < c.coreTo && c.from < to)) return;
    found.push({ from, ...readTail(text, to), docType, number });
  };
  for (const m of text.matchAll(cited)) {
    add(m.index, m.index + m[0].length, capitalise(shortTypes[m[1]!] ?? m[1]!), tidyNumber(m[2]!));
  }
  for (const m of text.matchAll(blankNumber)) add(m.index, m.index + m[0].length, capitalise(m[1]!), null);
  for (const m of text.matchAll(listed)) add(m.index, m.index + m[0].length, null, tidyNumber(m[1]!));
  found.sort((a, b) => a.from - b.from);
  for (const [i, citation] of found.entries()) citation.docType ??= inheritedType(text, citation, found[i - 1]);
  return found;
}

/** In a list ("các Kế hoạch: số 12/…; số 15/…") the kind is named once. */
function inheritedType(text: string, citation: Citation, before: Citation | undefined): string | null {
  if (before && citation.from - before.coreTo < 250) return before.docType;
  const ahead = text.slice(Math.max(0, citation.from - 120), citation.from);
  const named = [...ahead.matchAll(new RegExp(`(?<![\\p{L}])(${typeAlternatives})(?![\\p{L}])`, 'gu'))].at(-1);
  return named ? capitalise(named[1]!) : null;
}

export function tidyNumber(number: string): string {
  return number
    .replace(/\s+/g, '')
    .replace(/–/g, '-')
    .replace(/[-/.,]+$/, '');
}

const issuerPattern =
  /^[\s,]*(?:của|do)\s+((?:(?!\s(?:về|v\/v|thực hiện|ban hành|phê duyệt|quy định|hướng dẫn|triển khai|sửa đổi|kết luận|thông báo|công bố|giao|thông qua|tổ chức|tiếp tục|ngày)(?![\p{L}]))[^;:“”"().])+)/iu;

/** Date and issuer behind a number; they may stand in either order. */
function readTail(text: string, from: number): { coreTo: number; date: string | null; issuer: string | null } {
  let at = from;
  let date: string | null = null;
  let issuer: string | null = null;
  for (let turn = 0; turn < 2; turn++) {
    const rest = text.slice(at, at + 260);
    const lead = /^[\s,(]*(?:ban hành\s+)?/u.exec(rest)?.[0].length ?? 0;
    const first: FoundDate | undefined = date
      ? undefined
      : findDates(rest.slice(0, 60)).find((d) => d.from <= lead + 1);
    if (first) {
      date = first.date;
      at += first.to;
      continue;
    }
    const by = issuer ? null : issuerPattern.exec(rest);
    if (by) {
      issuer = trimIssuer(by[1]!);
      at += by[0].length - (by[1]!.length - issuer.length);
    }
  }
  return { coreTo: at, date, issuer };
}

/** The issuer ends where another document or a new clause begins. */
function trimIssuer(text: string): string {
  const cut = new RegExp(
    `\\s*(?:,|\\svà)\\s+(?:(?:trên cơ sở|căn cứ|theo)\\s+)?(?:các\\s+)?(?:${typeAlternatives})\\s.*$`,
    'u',
  );
  return text
    .replace(cut, '')
    .replace(/,\s*(?:nhiệm kỳ|năm|giai đoạn|Ban|UBND|Ủy ban|Liên đoàn|Công đoàn|Sở|Trường|Đảng)\s.*$/u, '')
    .trim()
    .replace(/[,\s]+$/, '');
}

const partyBodies = /^(?:TW|TU|HU|ĐU|BTCTW|BTGTW|VPTW|UBKTTW|BTGDVTW|BDVTW|ThU|QU|BCT)$/u;

/** The usual form of a number: the Party writes "33-NQ/TW", all others "33/NQ-TLĐ". Words are kept as typed. */
export function canonicalNumber(number: string): string {
  const mixed = /^(\d+[a-z]?)[-/]([\p{L}]+)[-/]([\p{L}]+)$/u.exec(number);
  if (!mixed) return number;
  const [, n, kind, body] = mixed;
  const kinds: Record<string, string> = {
    ctr: 'CTr',
    ttr: 'TTr',
    qđ: 'QĐ',
    nq: 'NQ',
    kh: 'KH',
    ct: 'CT',
    hd: 'HD',
    kl: 'KL',
    tb: 'TB',
    bc: 'BC',
    đa: 'ĐA',
  };
  const tidyKind = kinds[kind!.toLowerCase()] ?? kind!;
  return partyBodies.test(body!) ? `${n}-${tidyKind}/${body}` : `${n}/${tidyKind}-${body}`;
}
