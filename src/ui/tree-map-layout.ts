export interface TreeMapItem {
  key: string;
  /** What its area stands for; an item of nothing gets no place. */
  size: number;
}

export interface TreeMapRect {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

type Frame = Omit<TreeMapRect, 'key'>;

/**
 * Lays items into a frame so that areas are as their sizes and shapes as near to squares as they can be: the squarified
 * treemap of Bruls, Huizing and van Wijk (2000). The largest come first, from the top left.
 */
export function layTreeMap(items: readonly TreeMapItem[], frame: Frame): TreeMapRect[] {
  const sorted = items.filter((item) => item.size > 0).toSorted((a, b) => b.size - a.size);
  const total = sorted.reduce((sum, item) => sum + item.size, 0);
  if (total === 0 || frame.width <= 0 || frame.height <= 0) return [];
  const scale = (frame.width * frame.height) / total;
  const rects: TreeMapRect[] = [];
  let free = frame;
  let from = 0;
  while (from < sorted.length) {
    const areas: number[] = [];
    const side = Math.min(free.width, free.height);
    let to = from;
    while (to < sorted.length) {
      const area = sorted[to]!.size * scale;
      if (areas.length > 0 && worstShape([...areas, area], side) > worstShape(areas, side)) break;
      areas.push(area);
      to += 1;
    }
    // What is left over by rounding goes to the last row, so that the frame is always full.
    const isLast = to === sorted.length;
    const row = layRow(
      sorted.slice(from, to).map((item) => item.key),
      areas,
      free,
      isLast,
    );
    rects.push(...row.rects);
    free = row.left;
    from = to;
  }
  return rects;
}

/** The longest side against the shortest of the worst rectangle in a row laid along `side`. */
function worstShape(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, area) => total + area, 0);
  const [least, most] = [Math.min(...areas), Math.max(...areas)];
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/** One row along the shorter side of what is free, and what is free after it. */
function layRow(
  keys: readonly string[],
  areas: readonly number[],
  free: Frame,
  isLast: boolean,
): { rects: TreeMapRect[]; left: Frame } {
  const sum = areas.reduce((total, area) => total + area, 0);
  const isColumn = free.width >= free.height;
  const side = isColumn ? free.height : free.width;
  const thick = isLast ? (isColumn ? free.width : free.height) : sum / side;
  let at = 0;
  const rects = keys.map((key, index): TreeMapRect => {
    const long = (areas[index]! / sum) * side;
    const rect = isColumn
      ? { key, x: free.x, y: free.y + at, width: thick, height: long }
      : { key, x: free.x + at, y: free.y, width: long, height: thick };
    at += long;
    return rect;
  });
  const left = isColumn
    ? { ...free, x: free.x + thick, width: free.width - thick }
    : { ...free, y: free.y + thick, height: free.height - thick };
  return { rects, left };
}

/**
 * Names without the words that all of them begin with ("CĐCS …"), so that a small place shows what tells it from its
 * neighbours; every name keeps at least its last word.
 */
export function withoutSharedStart(names: readonly string[]): string[] {
  const words = names.map((name) => name.split(' '));
  const shortest = Math.min(...words.map((all) => all.length));
  let shared = 0;
  while (names.length > 1 && shared < shortest - 1 && words.every((all) => all[shared] === words[0]![shared]))
    shared += 1;
  return words.map((all) => all.slice(shared).join(' '));
}
