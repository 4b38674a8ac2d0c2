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

function lowest(head: readonly Cell[][], column: number): string {
  return head.toReversed().find((row) => row[column]?.text)?.[column]?.text ?? '';
}
