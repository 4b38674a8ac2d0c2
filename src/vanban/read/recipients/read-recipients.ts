import { type ReadRecipient } from '../../plan-document.ts';
import { joinPieces, slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { isMostlyCapitals } from '../words/letters.ts';
import { type Item } from '../zones/find-zones.ts';

const opening = /^[-*\s]*Nơi\s*nhận\s*[:.]?\s*/iu;
const authority = /^(?:(?:TM|T\/M|KT|K\/T|TL|T\/L|TUQ)\s?(?:[./]\s*|\s)|Q\s?\.?\s+)\p{Lu}/u;
const purposes: readonly { purpose: NonNullable<ReadRecipient['purpose']>; pattern: RegExp }[] = [
  { purpose: 'report', pattern: /\(\s*(?:để\s+)?(?:b\s?\/\s?c(?:áo)?|bc|báo\s+cáo)\s*\)/iu },
  {
    purpose: 'act',
    pattern: /\(\s*(?:để\s+)?(?:t\s?\/\s?h(?:iện)?|th\s?\/\s?h(?:iện)?|thực\s+hiện|triển\s+khai)\s*\)/iu,
  },
  {
    purpose: 'inform',
    pattern:
      /\(\s*(?:để\s+)?(?:đ\s?\/\s?b|p\s?\/\s?h|phối\s+hợp|đ\s?\/\s?t|biết|để\s+biết|đưa\s+tin|chỉ\s+đạo|c\s?\/\s?đ|theo\s+dõi)[^)]*\)/iu,
  },
];

/** The list under "Nơi nhận", one entry a line as printed, and where in the tail it ends. */
export function readRecipients(tail: readonly Item[]): { recipients: ReadRecipient[]; rest: Item[] } {
  const at = tail.findIndex((item) => opening.test(item.text));
  const start = tail[at];
  if (!start?.para) return { recipients: [], rest: [...tail] };
  const lines: Piece[] = [];
  const first = slicePiece(start.para.piece, opening.exec(start.text)![0].length, start.text.length);
  if (/\p{L}/u.test(first.text)) lines.push(...splitSqueezed(first));
  const isDashed = tail.slice(at + 1, at + 6).some((item) => /^[-–+•]/.test(item.text));
  const skipped: Item[] = [];
  let i = at + 1;
  for (; i < tail.length; i++) {
    const item = tail[i]!;
    if (!item.para || item.cell !== start.cell) break;
    if (endsList(item, lines.length)) {
      if (!(isDashed && goesOnBelow(tail, i, start.cell))) break;
      skipped.push(item);
      continue;
    }
    const goesOn = isDashed && !/^[-–+•*]/.test(item.text) && !item.para.isStarred && lines.length > 0;
    if (goesOn && !/^\(/.test(item.text) && (/[;.]$/.test(lines.at(-1)!.text) || isName(item.text))) {
      if (!(isName(item.text) && goesOnBelow(tail, i, start.cell))) break;
      skipped.push(item);
      continue;
    }
    if (goesOn) lines[lines.length - 1] = joinPieces([lines.at(-1)!, item.para.piece]);
    else lines.push(...splitSqueezed(item.para.piece));
  }
  return { recipients: lines.flatMap(makeRecipient), rest: [...tail.slice(0, at), ...skipped, ...tail.slice(i)] };
}

/** Lines of two columns that were read across: the list goes on below a line of the signature. */
function goesOnBelow(tail: readonly Item[], i: number, cell: string | null): boolean {
  return cell === null && tail.slice(i + 1, i + 4).some((item) => /^[-–+]\s*\p{L}/u.test(item.text));
}

function endsList(item: Item, count: number): boolean {
  if (authority.test(item.text)) return true;
  return (
    count > 0 &&
    isMostlyCapitals(item.text) &&
    !/^[-–+•]/.test(item.text) &&
    !/^Lưu/iu.test(item.text) &&
    /^[\p{Lu}\s.]+$/u.test(item.text)
  );
}

function isName(text: string): boolean {
  return /^(?:\p{Lu}\p{Ll}+\s){1,4}\p{Lu}\p{Ll}+$/u.test(text);
}

/** A cell that was squeezed into one line: "- A;- B;- Lưu: VT". */
function splitSqueezed(piece: Piece): Piece[] {
  const cuts = [...piece.text.matchAll(/[;.,]\s*(?=[-–+]\s*\p{L})/gu)].map((m) => m.index + m[0].length);
  return [0, ...cuts].map((from, i) => slicePiece(piece, from, cuts[i] ?? piece.text.length));
}

function makeRecipient(line: Piece): ReadRecipient[] {
  const text = /^[-–+•*\s]*(.*?)[\s;,./]*$/u.exec(line.text)?.[1] ?? '';
  if (!/\p{L}/u.test(text)) return [];
  const from = line.text.indexOf(text);
  const piece = slicePiece(line, from, from + text.length);
  const mark = purposes.find((p) => p.pattern.test(text));
  const name = (mark ? text.replace(mark.pattern, '') : text).replace(/[\s;,]+$/u, '').trim();
  const isArchive = /^Lưu(?![\p{L}])/iu.test(text);
  return [
    {
      text,
      name,
      purpose: mark?.purpose ?? null,
      isArchive,
      span: spanOf(piece),
      confidence: 0.95,
      rule: 'recipients.line',
    },
  ];
}
