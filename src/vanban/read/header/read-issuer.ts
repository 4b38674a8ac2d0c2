import { slicePiece } from '../flow/clean-text.ts';
import { opensWithBody, uncapitalise } from '../words/bodies.ts';
import { countWords, isMostlyCapitals } from '../words/letters.ts';
import { type Item, type Zones } from '../zones/find-zones.ts';
import { type FoundBody } from './read-bodies.ts';

/** What an issuer does with its document, at the end of the preamble. */
const issues =
  /\s+(?:(?:xin|kính|trân trọng|đã|thống nhất|có)\s+)?(?:xây dựng|ban hành|lập|hướng dẫn|đề nghị|yêu cầu|thông báo|kết luận|báo cáo|trình|triển khai|tổ chức|phát động|đề ra|gửi|điện|quyết định|chỉ thị|chỉ đạo|có ý kiến|đề xuất|nhận được|công bố)(?![\p{L}])/iu;

/**
 * The collective that issues: "Ban Thường vụ … xây dựng kế hoạch", the line in capitals of a decision, or the body of
 * the letterhead. The text's own name wins where it says more than the letterhead; a short form of the same does not.
 */
export function readIssuer(zones: Zones, headerIssuer: string | null): FoundBody | null {
  const decided = readDecider(zones);
  if (decided) return decided;
  const announced = readAnnouncer(zones);
  if (!announced) return null;
  // An office writes what a minister or a deputy decided: the letter is the office's.
  if (
    headerIssuer &&
    zones.docType === null &&
    /^(?:Phó|Thứ|Bộ|Thủ)\s(?:trưởng|tướng|chủ|giám)(?![\p{L}])/iu.test(announced.value)
  )
    return null;
  if (headerIssuer && isShortFormOf(announced.value, headerIssuer)) return null;
  const completed = completePlace(announced.value, headerIssuer);
  return { ...announced, value: completed === announced.value ? placeFromText(completed, zones) : completed };
}

/** "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" between title and basis. */
function readDecider(zones: Zones): FoundBody | null {
  const limit = Math.max(zones.preamble.to, zones.title.to + 2);
  for (const { para, text } of zones.items.slice(zones.title.to, limit)) {
    const name = text.replace(/\s*(?:điện\s*:|QUYẾT\s+ĐỊNH\s*:?|:|[-–_*]{2,})$/iu, '').trim();
    if (!para || !isMostlyCapitals(name) || countWords(name) > 20 || countWords(name) < 2 || !opensWithBody(name))
      continue;
    return {
      value: uncapitalise(name),
      piece: slicePiece(para.piece, 0, name.length),
      rule: 'header.decider',
      confidence: 0.93,
    };
  }
  return null;
}

function readAnnouncer(zones: Zones): FoundBody | null {
  const items: Item[] = zones.items.slice(zones.title.to, zones.preamble.to);
  if (zones.preamble.to - zones.title.to === 0) return null;
  for (const { para, text } of items.toReversed().slice(0, 4)) {
    if (!para) continue;
    const verb = [...text.matchAll(new RegExp(issues, 'giu'))];
    for (const v of verb) {
      // "xã Tân Lập": with a capital inside a line it is part of a name.
      if (isNamePart(v[0])) continue;
      // A notice tells what a person has concluded: the body of the letterhead issues it.
      if (zones.docType === 'THÔNG BÁO' && /kết luận/iu.test(v[0])) continue;
      const from = startOfName(text, v.index);
      const name = from === null ? '' : text.slice(from, v.index).trim();
      if (
        from !== null &&
        countWords(name) >= 2 &&
        countWords(name) <= 22 &&
        opensWithBody(name) &&
        /^\p{Lu}/u.test(name) &&
        !isFinite(name)
      ) {
        return {
          value: tidyName(name),
          piece: slicePiece(para.piece, from, from + name.length),
          rule: 'header.announcer',
          confidence: 0.88,
        };
      }
    }
  }
  return null;
}

const isNamePart = (verb: string): boolean => /^\s+\p{Lu}\p{Ll}/u.test(verb);

function isFinite(name: string): boolean {
  const verb = issues.exec(name);
  return verb !== null && !isNamePart(verb[0]);
}

/** A name begins the sentence or follows the last comma, semicolon or full stop before which the basis ends. */
function startOfName(text: string, verbAt: number): number | null {
  const before = text.slice(0, verbAt);
  const starts = [0, ...[...before.matchAll(/[,;.”]\s+(?=\p{Lu})/gu)].map((m) => m.index + m[0].length)];
  // The earliest start from which the rest is one name without a finite verb or a document.
  for (const start of starts.toReversed()) {
    const name = before.slice(start);
    if (opensWithBody(name) && !/\s(?:về|ngày|số|năm \d{4})\s/u.test(name)) return start;
  }
  return null;
}

/** "Liên đoàn Lao động (LĐLĐ) tỉnh" → without the abbreviation that is defined there. */
function tidyName(name: string): string {
  return name
    .replace(/\s*\((?:sau đây|gọi tắt|viết tắt|\p{Lu}{2,})[^)]*\)/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const generic =
  /^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Sở|LĐLĐ|Liên đoàn Lao động|Công đoàn|Văn phòng|Đảng ủy|Ban|Bộ|Trường|Cục|Phòng|CĐCS|Tỉnh ủy|Thành ủy)(?!\s+(?:Thường|Chấp|Thư))/iu;

/** "UBND tỉnh" of "Ủy ban nhân dân tỉnh Bắc Ninh": the letterhead says it better. */
function isShortFormOf(name: string, full: string): boolean {
  if (!generic.test(name)) return false;
  const short = words(name);
  const long = words(full);
  return short.every((w) => long.includes(w)) && short.length <= long.length;
}

function words(name: string): string[] {
  const written = name
    .toLowerCase()
    .replaceAll('uỷ', 'ủy')
    .replace(/ubnd/g, 'ủy ban nhân dân')
    .replace(/lđlđ/g, 'liên đoàn lao động')
    .replace(/cđcs/g, 'công đoàn cơ sở')
    .replace(/hđnd/g, 'hội đồng nhân dân');
  return written.match(/[\p{L}\d]+/gu) ?? [];
}

/** "Liên đoàn Lao động tỉnh" without its place: another mention of the same words above the body may have it. */
function placeFromText(name: string, zones: Zones): string {
  if (!/(?:tỉnh|huyện|xã|phường|quận|thị xã|thành phố)$/iu.test(name)) return name;
  const tail = name
    .split(' ')
    .slice(-4)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const pattern = new RegExp(`${tail}\\s+(\\p{Lu}\\p{Ll}+(?:\\s+\\p{Lu}\\p{Ll}+){0,3})`, 'u');
  for (const { text } of zones.items.slice(0, zones.preamble.to)) {
    const place = pattern.exec(text)?.[1];
    if (place && /^\p{Lu}/u.test(place)) return `${name} ${place.replace(/\s+\p{Ll}.*$/u, '')}`;
  }
  return name;
}

/** "Ban Thường vụ Đoàn xã" of the letterhead "BCH Đoàn xã Phúc Thịnh": the place is taken from there. */
function completePlace(name: string, full: string | null): string {
  const level = /(?:tỉnh|huyện|xã|phường|quận|thị xã|thành phố)$/iu.exec(name)?.[0];
  if (!level || !full) return name;
  const place = new RegExp(`${level}\\s+(\\p{Lu}[\\p{L}\\s]+)$`, 'iu').exec(full)?.[1];
  return place ? `${name} ${place.trim()}` : name;
}
