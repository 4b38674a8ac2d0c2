import { type ReadQuota } from '../../plan-document.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { opensWithBody } from '../words/bodies.ts';
import { readNumber } from '../targets/find-figures.ts';
import { readAllottedNames } from './read-allotted-names.ts';

/** "Ban Tổ chức 03 tin", "Công đoàn ngành Y tế: 5 suất". */
const segment =
  /^\s*(?:và\s+|riêng\s+)?(\D{3,90}?)\s*[:–-]?\s*(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*((?:\p{Ll}[\p{L}]*\s?){0,4})$/u;

/**
 * An allotment told in a sentence: names each with a number, in brackets or behind a colon ("60 suất (Ban A 20 suất,
 * Ban B 40 suất)"). Two such pairs at least, so that a single figure stays a target.
 */
export function readProseQuotas(piece: Piece, period: string | null): ReadQuota[] {
  const found: ReadQuota[] = [];
  for (const list of piece.text.matchAll(/\(([^()]{12,1500})\)|:\s([^:.()]{12,1500})(?=[.(]|$)/gu)) {
    const inner = list[1] ?? list[2]!;
    const start = list.index + list[0].indexOf(inner);
    const lead =
      /(\d[\d.]*)\s+((?:\p{Ll}+\s?){1,4})$/u.exec(piece.text.slice(0, list.index).trimEnd())?.[2]?.trim() ?? null;
    const quotas = readList(piece, inner, start, lead, period);
    if (quotas.length >= 2) found.push(...quotas);
  }
  if (found.length) return found;
  const shared = readShares(piece, period);
  if (shared.length) return shared;
  const named = [...readNamedLists(piece, period)];
  if (named.length === 0) named.push(...readNamedLine(piece, period));
  return named.length >= 2 ? named : readAllottedNames(piece, period);
}

/** One count of a list that holds nothing else: "03 bài". People of a body are its members, no allotment. */
const oneCount =
  /^\s*(?:mỗi\s+(?!(?:năm|quý|tháng|tuần|ngày|đợt|kỳ|lần|buổi)\s)\p{Ll}+(?:\s\p{Ll}+)?\s+)?(\d{1,3}(?:\.\d{3})+|\d{1,6})\s+((?!(?:trưởng|phó|thành viên|ủy viên|thư ký|nam|nữ|năm|tháng|ngày|giờ|đồng|triệu|tỷ)(?![\p{L}]))\p{Ll}+(?:\s\p{Ll}+){0,2})(?:\/(\p{Ll}+))?\s*$/u;

/** Counts for a name that stands before them: "LĐLĐ huyện A (08 tin, 02 bài)", "Công đoàn ngành B: 12 tin, 04 bài". */
function readNamedLists(piece: Piece, period: string | null): ReadQuota[] {
  const { text } = piece;
  const found: ReadQuota[] = [];
  for (const list of text.matchAll(/\(([^()]{4,200})\)/gu)) {
    const inner = list[1]!;
    const colon = inner.indexOf(':');
    const unit =
      colon > 0
        ? inner
            .slice(0, colon)
            .replace(/^\s*riêng\s+/iu, '')
            .trim()
        : nameBefore(text, list.index);
    if (unit && opensWithBody(unit))
      found.push(...countsOf(piece, list.index + 1 + colon + 1, list.index + 1 + inner.length, unit, period));
  }
  return found;
}

/** "- Công đoàn ngành B: 12 tin, 04 bài": a line that is a name and its counts. */
export function readNamedLine(piece: Piece, period: string | null): ReadQuota[] {
  const { text } = piece;
  const line = /^(?:[-–+•*]\s*|[\da-zđ]{1,2}[.)]\s*)?([^:]{3,90}):\s*([^:.]{4,200}?)[.;,]?$/u.exec(text);
  if (!line || !opensWithBody(line[1]!)) return [];
  const from = text.indexOf(line[2]!, line[1]!.length);
  return countsOf(piece, from, from + line[2]!.length, line[1]!.trim(), period);
}

/** The name that ends right before an offset. */
function nameBefore(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - 140), at).trimEnd();
  const name = /(?:^|[,;:.)]\s*|\svà\s+)((?:các\s+)?\p{Lu}[^,;:.()]{2,80})$/u.exec(before)?.[1];
  return name?.trim() ?? null;
}

/** All parts between two offsets, if each is a count; a minimum is a target and no allotment. */
function countsOf(piece: Piece, from: number, to: number, unit: string, period: string | null): ReadQuota[] {
  const quotas: ReadQuota[] = [];
  let at = from;
  for (const part of piece.text.slice(from, to).split(/[,;]|(?<=\s)và(?=\s)/u)) {
    const m = oneCount.exec(part);
    if (!m) return [];
    const start = piece.text.indexOf(part, at);
    at = start + part.length;
    quotas.push({
      unit,
      group: null,
      item: m[2]!.trim(),
      count: readNumber(m[1]!),
      period: m[3] && m[3] !== 'năm' ? `mỗi ${m[3]}` : period,
      span: spanOf(slicePiece(piece, start, at)),
      confidence: 0.75,
      rule: 'quotas.prose-named',
    });
  }
  return quotas;
}

function readList(piece: Piece, inner: string, start: number, lead: string | null, period: string | null): ReadQuota[] {
  const quotas: ReadQuota[] = [];
  let unit: string | null = null;
  let at = 0;
  for (const part of inner.split(/[;,]/u)) {
    const from = start + at;
    at += part.length + 1;
    const m = segment.exec(part);
    const more = m ? null : /^\s*(?:và\s+)?(\d{1,6})\s+((?:\p{Ll}+\s?){1,3})$/u.exec(part);
    if (!m && !(more && unit)) {
      unit = null;
      continue;
    }
    const name: string = m ? m[1]!.trim().replace(/^mỗi\s+/iu, '') : unit!;
    // A minimum or maximum is a target for each, not an allotment.
    if (/(?:tối đa|tối thiểu|ít nhất|không quá|mỗi đơn vị)/iu.test(name)) continue;
    if (m && !(opensWithBody(name) && /^\p{Lu}/u.test(name))) continue;
    const item = (m ? m[3]!.trim() : more![2]!.trim()) || lead;
    if (!item || /^(?:năm|tháng|ngày|giờ|phút|đồng|triệu|%)/iu.test(item)) continue;
    unit = name;
    quotas.push({
      unit: name,
      group: null,
      item,
      count: readNumber(m ? m[2]! : more![1]!),
      period,
      span: spanOf(slicePiece(piece, from, from + part.length)),
      confidence: 0.75,
      rule: 'quotas.prose',
    });
  }
  return quotas;
}

/** "chi đoàn thôn 1: 80 cây", "thôn 2 và thôn 3 mỗi nơi 5 suất": the name may hold a number of its own. */
const share =
  /^\s*(?:và\s+|riêng\s+)?(\p{L}.{1,89}?)\s*[:–-]?\s+(\d{1,3}(?:\.\d{3})+|\d{1,6})\s+(\p{Ll}[\p{Ll}/]*(?:\s\p{Ll}+){0,2})\s*$/u;

/**
 * A whole that is shared out: "trồng 500 cây: thôn 1: 200 cây, thôn 2: 300 cây". The parts are in the same unit as a
 * figure before them and add up to it, so it does not matter what the names are; or the words before say that they are
 * allotted, and each has a name of its own.
 */
function readShares(piece: Piece, period: string | null): ReadQuota[] {
  const { text } = piece;
  for (const opening of text.matchAll(/\(|:\s/gu)) {
    const from = opening.index + opening[0].length;
    const before = text.slice(0, opening.index);
    const whole = /(\d{1,3}(?:\.\d{3})+|\d{1,6})\s+(\p{Ll}+(?:\s\p{Ll}+)?)[^\d]{0,60}$/u.exec(before);
    const isAllotted = /(?:phân\s+bổ|phân\s+chia|giao\s+chỉ\s+tiêu|chỉ\s+tiêu\s+giao)[^.;:]{0,60}$/iu.test(before);
    if (!whole && !isAllotted) continue;
    const inner = /^[^()]{12,1500}?(?=\)|\.(?:\s|$)|;?$)/u.exec(text.slice(from))?.[0] ?? '';
    const quotas = readParts(piece, inner, from, period);
    if (quotas.length < 2) continue;
    const sum = quotas.reduce((total, quota) => total + quota.count!, 0);
    const isShared =
      whole !== null &&
      sum === readNumber(whole[1]!) &&
      quotas.every(({ item }) => whole[2] === item || whole[2]!.startsWith(`${item} `));
    const isListed = isAllotted && quotas.every(({ item, unit }) => item === quotas[0]!.item && opensWithBody(unit));
    if (isShared || isListed) return quotas;
  }
  return [];
}

/** The parts of a whole; empty where one of them is none. */
function readParts(piece: Piece, inner: string, start: number, period: string | null): ReadQuota[] {
  const quotas: ReadQuota[] = [];
  let waiting: string[] = [];
  let at = 0;
  for (const part of inner.split(/[;,]/u)) {
    const from = start + at;
    at += part.length + 1;
    const m = share.exec(part);
    if (!m) {
      if (!part.trim() || /\d\s+\p{Ll}/u.test(part)) return [];
      waiting.push(part.trim());
      continue;
    }
    const each = /^(.+?)\s+mỗi\s+\p{Ll}+(?:\s\p{Ll}+)?$/u.exec(m[1]!)?.[1];
    if (waiting.length && !each) return [];
    const units = each ? [...waiting, ...each.split(/\s+và\s+/u)] : [m[1]!];
    waiting = [];
    for (const unit of units)
      quotas.push({
        unit: unit.trim(),
        group: null,
        item: m[3]!.trim(),
        count: readNumber(m[2]!),
        period,
        span: spanOf(slicePiece(piece, from, from + part.length)),
        confidence: 0.8,
        rule: 'quotas.shares',
      });
  }
  return waiting.length ? [] : quotas;
}
