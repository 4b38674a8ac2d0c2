import { type ReadQuota } from '../../plan-document.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { readNumber } from '../targets/find-figures.ts';
import { splitSentences } from '../tasks/split-sentences.ts';
import { opensWithBody } from '../words/bodies.ts';
import { noThing } from './read-count-cell.ts';

/** A count that ends a part: "… 10 tin", "… 12 buổi/năm". */
const closing = /(?<![\d.,/])(\d{1,3}(?:\.\d{3})+|\d{1,6})\s+(\p{Ll}+(?:\s\p{Ll}+){0,2})(?:\/(\p{Ll}+))?$/u;
/** Words behind which the first name of a list stands. */
const lead = /^.*(?::\s|(?<![\p{L}])(?:giao|phân\s+bổ)(?:\s+chỉ\s+tiêu)?(?:\s+cho)?\s)/iu;
/** A minimum is a target for each; "gồm 05 đồng chí" are the members. */
const noAllotment = /(?:tối\s+đa|tối\s+thiểu|ít\s+nhất|không\s+quá|trên|dưới|khoảng|gồm|có|đạt|được|số|thứ)\s*$/iu;

interface Part {
  text: string;
  from: number;
  /** A semicolon stands before it. */
  isFirst: boolean;
}

/**
 * A sentence that is a list of names with counts of their own and holds nothing else: "giao Đoàn các xã mỗi đơn vị 10
 * tin, 03 bài; Đoàn các trường 15 tin", "Đội A, Đội B mỗi đội 02 video; Đội C 01 video". Two names at least.
 */
export function readAllottedNames(piece: Piece, period: string | null): ReadQuota[] {
  if (!/[;,]/.test(piece.text) || !/\d/.test(piece.text)) return [];
  return splitSentences(piece).flatMap((sentence) => readSentence(sentence, period));
}

function readSentence(sentence: Piece, period: string | null): ReadQuota[] {
  const text = sentence.text.replace(/(?<![\s.;:/])[\s.;:/]+$/u, '');
  const quotas: ReadQuota[] = [];
  let units: string[] = [];
  let waiting: string[] = [];
  for (const part of partsOf(text)) {
    const m = closing.exec(part.text);
    if (part.isFirst && waiting.length) return [];
    if (!m) {
      waiting.push(part.text);
      continue;
    }
    if (noThing.test(m[2]!)) return [];
    const name = part.text.slice(0, m.index).trim();
    if (name || waiting.length) units = unitsOf([...waiting, name], quotas.length === 0);
    if (units.length === 0) return [];
    waiting = [];
    const at = part.from + m.index;
    for (const unit of units)
      quotas.push({
        unit,
        group: null,
        item: m[2]!,
        count: readNumber(m[1]!),
        period: m[3] && m[3] !== 'năm' ? `mỗi ${m[3]}` : period,
        span: spanOf(slicePiece(sentence, name ? part.from : at, part.from + part.text.length)),
        confidence: 0.75,
        rule: 'quotas.allotted-names',
      });
  }
  return waiting.length === 0 && new Set(quotas.map(({ unit }) => unit)).size >= 2 ? quotas : [];
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let isFirst = true;
  for (const m of text.matchAll(/([^,;]+)([,;]|$)/gu)) {
    const indent = m[1]!.length - m[1]!.trimStart().length;
    parts.push({ text: m[1]!.trim(), from: m.index + indent, isFirst });
    isFirst = m[2] === ';';
  }
  return parts;
}

/** The names before a count: "Đội A, Đội B mỗi đội" are two, "Đoàn các xã, thị trấn mỗi đơn vị" is one. */
function unitsOf(words: readonly string[], isOpening: boolean): string[] {
  const joined = words.join(', ').replace(/\s*[:–-]$/u, '');
  if (noAllotment.test(joined)) return [];
  const name = joined.replace(/[\s,]*(?<![\p{L}])mỗi\s+\p{Ll}+(?:\s\p{Ll}+)?$/u, '').replace(/\s*[:–-]$/u, '');
  const own = (isOpening ? name.replace(lead, '') : name).replace(/^(?:và|riêng|đối\s+với|-)\s+/iu, '').trim();
  if (own.length < 3 || own.length > 120 || /^mỗi\s/iu.test(own) || !opensWithBody(own)) return [];
  const several = own.split(/,\s+(?:và\s+)?/u);
  return several.every((one) => opensWithBody(one) && /^\p{Lu}/u.test(one)) ? several : [own];
}
