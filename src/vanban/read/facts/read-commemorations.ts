import { type ReadCommemoration, type ReadNote } from '../../plan-document.ts';
import { makeDate } from '../dates/read-date.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';

const date = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`;
/** "57 năm Ngày thành lập … (15/4/1963 – 15/4/2020)". */
const withPair = new RegExp(
  String.raw`(?:(\d{1,4})\s+năm\s+)?((?:[Nn]gày\s+|[Cc]hiến\s+thắng|[Tt]hành\s+lập|[Tt]ruyền\s+thống|[Gg]iải\s+phóng|\p{Lu})[^();.:]{3,160}?)\s*\(\s*${date}\s*[-–]\s*${date}\s*\)`,
  'gu',
);
/** "134 năm ngày Quốc tế Lao động 1/5": no base to check. */
const withoutPair =
  /(?:kỷ\s+niệm|lần\s+thứ)\s+(\d{1,4})\s+năm\s+((?:[Nn]gày|[Tt]hành\s+lập|[Tt]ruyền\s+thống|[Cc]hiến\s+thắng|[Gg]iải\s+phóng)[^();.:,]{3,120})(?!\s*\()/giu;

interface Found {
  commemorations: ReadCommemoration[];
  notes: ReadNote[];
}

/** Anniversaries with the number of years, base and day; and a note for each that does not add up. */
export function readCommemorations(pieces: readonly Piece[]): Found {
  const found: Found = { commemorations: [], notes: [] };
  for (const piece of pieces) {
    readPairs(piece, found);
    readBare(piece, found);
  }
  return found;
}

function readPairs(piece: Piece, { commemorations, notes }: Found): void {
  for (const m of piece.text.matchAll(withPair)) {
    const base = makeDate(m[5]!, m[4]!, m[3]!);
    const on = makeDate(m[8]!, m[7]!, m[6]!);
    if (!base || !on) continue;
    const quote = slicePiece(piece, m.index, m.index + m[0].length);
    const span = spanOf(quote);
    const years = m[1] ? Number(m[1]) : null;
    const name = m[2]!.trim();
    const dates = { base: base.date, on: on.date };
    commemorations.push({
      quote: quote.text,
      name,
      years,
      ...dates,
      span,
      confidence: 0.92,
      rule: 'facts.anniversary-pair',
    });
    const computed = Number(m[8]) - Number(m[5]);
    if (years !== null && years !== computed) {
      notes.push({ code: 'commemoration-disagrees', span, params: { name, printed: years, computed, ...dates } });
    }
  }
}

function readBare(piece: Piece, { commemorations }: Found): void {
  for (const m of piece.text.matchAll(withoutPair)) {
    const quote = slicePiece(piece, m.index, m.index + m[0].length);
    const span = spanOf(quote);
    if (commemorations.some((c) => c.span.start < span.end && span.start < c.span.end)) continue;
    const [name, years] = [m[2]!.trim(), Number(m[1])];
    commemorations.push({
      quote: quote.text,
      name,
      years,
      base: null,
      on: null,
      span,
      confidence: 0.75,
      rule: 'facts.anniversary',
    });
  }
}
