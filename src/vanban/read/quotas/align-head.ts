import { type Cell } from '../flow/build-flow.ts';

/**
 * The names of the columns of a table, lowest cell of its head first. A second head row that names only the parts of a
 * cell above it ("Số lượng" over "Tin", "Bài") is shorter than the table: it belongs where the figures stand.
 */
export function alignHead(head: readonly Cell[][], width: number, isFigures: (column: number) => boolean): string[] {
  const [first = [], second = []] = head;
  const parts = second.length;
  const isShort = head.length >= 2 && parts >= 2 && first.length < width && first.length - 1 + parts === width;
  const spanAt = isShort ? findSpan(first, parts, isFigures) : -1;
  if (spanAt < 0) return Array.from({ length: width }, (_, column) => lowest(head, column));
  return Array.from({ length: width }, (_, column) => {
    if (column < spanAt) return first[column]?.text ?? '';
    if (column < spanAt + parts) return second[column - spanAt]?.text ?? '';
    return first[column - parts + 1]?.text ?? '';
  });
}

/** The cell of the first row that the parts divide: figures stand below each of them. */
function findSpan(first: readonly Cell[], parts: number, isFigures: (column: number) => boolean): number {
  const places = first
    .map((_, at) => at)
    .filter((at) => at > 0 && Array.from({ length: parts }, (_, k) => at + k).every(isFigures));
  const named = places.find((at) =>
    /số\s*lượng|chỉ\s*tiêu|trong\s*đó|phân\s*bổ|giao|đăng\s*ký/iu.test(first[at]!.text),
  );
  return named ?? places[0] ?? -1;
}

/** Names that say nothing without the cell above them. */
const dependent =
  /^(?:cả\s+năm|quý\s+\S+|tháng\s+\d+|trong\s+đó.*|tổng(?:\s+số)?|số\s+lượng|6\s+tháng.*|chỉ\s+tiêu|kế\s+hoạch|đợt\s+\S+)$/iu;

function lowest(head: readonly Cell[][], column: number): string {
  const rows = head.toReversed();
  const at = rows.findIndex((row) => row[column]?.text);
  const name = rows[at]?.[column]?.text ?? '';
  if (!dependent.test(name)) return name;
  const above = rows.slice(at + 1).find((row) => nameOver(row, column));
  const over = above ? nameOver(above, column) : '';
  return over && !dependent.test(over) ? `${over}: ${name}` : name;
}

/** The cell of a head row that stands over a column: its own, or the one to the left that covers it. */
export function nameOver(row: readonly Cell[], column: number): string {
  for (let c = column; c >= 0; c--) if (row[c]?.text) return row[c]!.text;
  return '';
}
