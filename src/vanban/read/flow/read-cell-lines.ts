import { type Line } from './split-lines.ts';
import { type RawCell, type RawTable } from './find-tables.ts';
import { total } from './read-tab-rows.ts';

const number = /^(?:TT|STT|Số TT|S\.TT)\.?$/i;
const mostColumns = 10;

/**
 * A table as programmes paste it that know no tables: a cell to a line, "TT" first, and a row for each number that
 * follows. The names of the columns say how many there are; a row with more lines has wrapped cells in its text.
 */
export function readCellLines(lines: readonly Line[], i: number): RawTable | null {
  if (!number.test(lines[i]!.text) || lines[i]!.isTabbed) return null;
  const isSpaced = lines[i + 1]?.isBlank === true;
  const head = readHead(lines, i, isSpaced);
  if (!head) return null;
  const width = head.length;
  const rows: RawCell[][] = [head.map((line) => cell([line]))];
  let at = head.at(-1)!.index + 1;
  let count = 0;
  let next = 1;
  for (;;) {
    while (lines[at]?.isBlank) at++;
    const first = lines[at];
    const group = readGroup(lines, at, next);
    if (group) {
      rows.push([...group.cells, ...Array.from({ length: width - 2 }, () => cell([]))]);
      at = group.end;
      next = group.next;
    } else if (first && isNumber(first, next)) {
      const end = endOfRow(lines, at, width, next + 1, isSpaced);
      rows.push(fill(lines.slice(at, end), width, isSpaced));
      count++;
      next++;
      at = end;
    } else if (first && count > 0 && total.test(first.text)) {
      const end = endOfFigures(lines, at + 1, width - 2, isSpaced);
      rows.push([cell([]), ...fill(lines.slice(at, end), width - 1, isSpaced)]);
      at = end;
      break;
    } else break;
  }
  return count >= 2 ? { fromLine: i, toLine: at, rows, form: 'cell-lines' } : null;
}

/** The names of the columns: short lines up to the first number. */
function readHead(lines: readonly Line[], from: number, isSpaced: boolean): (Line & { index: number })[] | null {
  const head: (Line & { index: number })[] = [];
  for (let k = from; k < lines.length && head.length <= mostColumns; k++) {
    const line = lines[k]!;
    if (line.isBlank) {
      if (isSpaced || isNumber(nextLine(lines, k), 1)) continue;
      return null;
    }
    if (isNumber(line, 1) || (head.length > 1 && readGroup(lines, k, 1))) return head.length >= 3 ? head : null;
    if (line.text.length > 60 || /[.;:!?]$/.test(line.text)) return null;
    head.push({ ...line, index: k });
  }
  return null;
}

const nextLine = (lines: readonly Line[], from: number): Line | undefined =>
  lines.slice(from, from + 4).find((line) => !line.isBlank);

const isNumber = (line: Line | undefined, n: number): boolean =>
  line !== undefined && new RegExp(`^0?${String(n)}\\.?$`).test(line.text);

/**
 * "II" and "Khối xã" on two lines, or the name alone, before a row that is numbered on or from 1 again: a line of the
 * table that names a group.
 */
function readGroup(
  lines: readonly Line[],
  from: number,
  next: number,
): { cells: RawCell[]; end: number; next: number } | null {
  const three = [from, from + 1, from + 2].map((at) => lines[at]);
  const isLettered = /^(?:[IVX]{1,4}|[A-HĐ])\.?$/.test(three[0]?.text ?? '');
  const [letter, name, first] = isLettered ? three : [undefined, three[0], three[1]];
  if (!name || !/^\p{Lu}\D*\d{0,2}$/u.test(name.text) || name.text.length > 60 || /[.;:!?]$/.test(name.text))
    return null;
  if (!isLettered && (next === 1 || !isNumber(first, 1))) return null;
  const opens = [next, 1].find((n) => isNumber(first, n));
  if (opens === undefined || total.test(name.text)) return null;
  return { cells: [cell(letter ? [letter] : []), cell([name])], end: from + (isLettered ? 2 : 1), next: opens };
}

/** Up to the next number, or to the sum; the last row ends when its columns are full. */
function endOfRow(lines: readonly Line[], from: number, width: number, next: number, isSpaced: boolean): number {
  const limit = Math.min(lines.length, from + width * 12);
  // Where the columns are just full the next row begins, though a figure of this one may look like its number.
  const full = from + width;
  if (!isSpaced && (isNumber(lines[full], next) || readGroup(lines, full, next))) return full;
  for (let k = from + 2; k < limit; k++) {
    const { text } = lines[k]!;
    if (isNumber(lines[k], next) && filled(lines, from, k, isSpaced) >= Math.min(3, width)) return k;
    if (total.test(text) || (!isSpaced && filled(lines, from, k, false) >= 3 && readGroup(lines, k, next))) return k;
    if (/^(?:Nơi nhận|PHỤ LỤC|(?:TM|KT|TL|TUQ)\.)/u.test(text)) break;
  }
  let end = from;
  for (let cells = 0; cells < width && end < lines.length; end++) {
    if (lines[end]!.isBlank && (isSpaced || lines[end + 1]?.isBlank !== false)) continue;
    if (/^(?:Nơi nhận|PHỤ LỤC|(?:TM|KT|TL|TUQ)\.|[IVX]+\s*[./])/u.test(lines[end]!.text)) break;
    cells++;
  }
  return end;
}

const filled = (lines: readonly Line[], from: number, to: number, isSpaced: boolean): number =>
  lines.slice(from, to).filter((line) => !line.isBlank || !isSpaced).length;

/** The figures behind "Cộng". */
function endOfFigures(lines: readonly Line[], from: number, most: number, isSpaced: boolean): number {
  let end = from;
  for (let cells = 0; cells < most && end < lines.length; end++) {
    if (lines[end]!.isBlank && isSpaced) continue;
    if (!/^[\d.,]*$/.test(lines[end]!.text)) break;
    cells++;
  }
  while (end > from && lines[end - 1]!.isBlank) end--;
  return end;
}

/** Lines to cells; where lines are too many the text of the second column has wrapped. */
function fill(row: readonly Line[], width: number, isSpaced: boolean): RawCell[] {
  const lines = [...row.filter((line) => !line.isBlank || !isSpaced)];
  while (lines.length > width && lines.at(-1)!.isBlank) lines.pop();
  const extra = Math.max(0, lines.length - width);
  const cells = lines.slice(0, 1).map((line) => cell([line]));
  cells.push(cell(lines.slice(1, 2 + extra)));
  for (const line of lines.slice(2 + extra)) cells.push(cell([line]));
  while (cells.length < width) cells.push(cell([]));
  return cells;
}

function cell(lines: readonly Line[]): RawCell {
  const kept = lines.filter((line) => !line.isBlank);
  return { lines: kept, text: kept.map((line) => line.text).join(' ') };
}
