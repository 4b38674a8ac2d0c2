import type { Row } from './page-geometry.ts';

export interface PageRows {
  rows: Row[];
  height: number;
}

const pageNumber = /^(?:trang|page|tr\.?)?\s*[-–—[(]*\s*\d{1,4}\s*(?:[/|]\s*\d{1,4}|of\s+\d{1,4})?\s*[-–—\])]*\.?$/i;

/** Takes page numbers, and lines that come again on page after page, off the upper and lower margins. */
export function dropRunningLines(pages: PageRows[]): void {
  const seen = new Map<string, number>();
  for (const page of pages) for (const row of marginRows(page)) seen.set(keyOf(row), (seen.get(keyOf(row)) ?? 0) + 1);
  const kept = new Set<string>();
  for (const page of pages) {
    const margin = new Set(marginRows(page));
    page.rows = page.rows.filter((row) => {
      if (!margin.has(row)) return true;
      if (pageNumber.test(textOf(row).trim())) return false;
      const key = keyOf(row);
      if ((seen.get(key) ?? 0) < Math.max(3, pages.length / 2)) return true;
      // Its first appearance may be the only place where the words stand.
      if (kept.has(key)) return false;
      kept.add(key);
      return true;
    });
  }
}

/** The outermost rows within a tenth of the page's height from its edges. */
function marginRows({ rows, height }: PageRows): Row[] {
  const top = rows.slice(0, 2).filter((row) => row.y < 0.1 * height);
  const bottom = rows.slice(-2).filter((row) => row.y > 0.9 * height);
  return [...new Set([...top, ...bottom])];
}

function textOf(row: Row): string {
  return row.segments.map((segment) => segment.text).join(' ');
}

function keyOf(row: Row): string {
  return textOf(row).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
}
