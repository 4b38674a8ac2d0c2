import { DomUtils, parseDocument } from 'htmlparser2';
import type { Table, TableCell, TableColumn } from '#app/vanban/write/table.ts';

type Document = ReturnType<typeof parseDocument>;
type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];
type Node = Document['children'][number];

const isElement = (node: Node): node is Element => 'attribs' in node;

/** A table as a page of ours shows it, in words; and the page that it goes on with. */
export interface ShownTable {
  title: string;
  labels: string[];
  rows: string[][];
  next: string | null;
}

/** Finds a table by its caption in a page's HTML; null where there is none. Rows are filled up to the widest. */
export function readShownTable(html: string, caption: string): ShownTable | null {
  const page = parseDocument(html);
  const table = DomUtils.getElementsByTagName('table', page).find((one) => captionOf(one) === caption);
  if (!table) return null;
  const lines = DomUtils.getElementsByTagName('tr', table).map((row) => ({
    isHead: row.parent !== null && 'name' in row.parent && row.parent.name === 'thead',
    cells: row.children.filter(isElement).flatMap(cellsOf),
  }));
  const width = Math.max(0, ...lines.map((line) => line.cells.length));
  const filled = (cells: string[]): string[] => [...cells, ...Array<string>(width - cells.length).fill('')];
  const heads = lines.filter((line) => line.isHead).map((line) => filled(line.cells));
  return {
    title: caption,
    // Several rows of heads name a column together.
    labels: Array.from({ length: width }, (_, at) =>
      heads
        .map((head) => head[at])
        .filter(Boolean)
        .join(': '),
    ),
    rows: lines.filter((line) => !line.isHead).map((line) => filled(line.cells)),
    next: nextPage(page),
  };
}

function captionOf(table: Element): string {
  const [caption] = DomUtils.getElementsByTagName('caption', table);
  return caption ? wordsOf(caption) : '';
}

/** A cell's words, once, and nothing for the further columns that it spans. */
function cellsOf(cell: Element): string[] {
  const span = Math.min(Math.max(1, Number(DomUtils.getAttributeValue(cell, 'colspan') ?? 1) || 1), 50);
  return [wordsOf(cell), ...Array<string>(span - 1).fill('')];
}

const unsaid = new Set(['script', 'style', 'button', 'input', 'select', 'textarea', 'svg', 'template']);
const blocks = new Set(['p', 'br', 'li', 'div', 'form', 'span']);

/** What a head says of sorting to those who do not see its arrow. */
const isHint = (element: Element): boolean => 'data-hint' in element.attribs;

/** The text of an element as it is read out: blocks apart, controls left out. */
function wordsOf(element: Element): string {
  const collect = (node: Node): string => {
    if (node.type === 'text' && 'data' in node) return node.data;
    if (!isElement(node) || unsaid.has(node.name) || isHint(node)) return '';
    const inside = node.children.map(collect).join('');
    return blocks.has(node.name) ? ` ${inside} ` : inside;
  };
  return collect(element).replace(/\s+/g, ' ').replace(/^▸ /, '').trim();
}

function nextPage(page: Document): string | null {
  const link = DomUtils.findOne((one) => one.attribs['rel'] === 'next' && 'href' in one.attribs, page.children);
  return link?.attribs['href'] ?? null;
}

/** Makes figures, percentages and dates of words, column by column: a column is one kind of thing or it is text. */
export function typedTable({ title, labels, rows }: Omit<ShownTable, 'next'>, locale: 'vi' | 'en'): Table {
  const columns = labels.map((label, at): TableColumn & { cells: TableCell[] } => {
    const words = rows.map((row) => row[at] ?? '');
    for (const kind of ['figure', 'percent', 'date'] as const) {
      const cells = words.map((word) => (isNothing(word) ? null : readers[kind](word, locale)));
      if (cells.some((cell) => cell !== null) && cells.every((cell) => cell !== undefined))
        return { label, kind, cells: cells as TableCell[] };
    }
    return { label, kind: 'text', cells: words.map((word) => (word === '' ? null : word)) };
  });
  return {
    title,
    columns: columns.map(({ label, kind }) => ({ label, kind })),
    rows: rows.map((_, row) => columns.map((column) => column.cells[row] ?? null)),
  };
}

const isNothing = (word: string): boolean => word === '' || word === '–';

type Reader = (word: string, locale: 'vi' | 'en') => TableCell | undefined;

const readers: Record<'figure' | 'percent' | 'date', Reader> = {
  figure: readFigure,
  percent(word, locale) {
    const value = word.endsWith('%') ? readFigure(word.slice(0, -1).trim(), locale) : undefined;
    return typeof value === 'number' ? value / 100 : undefined;
  },
  date(word) {
    const parts = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(word);
    return parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : undefined;
  },
};

/** "1.234,5" in Vietnamese, "1,234.5" in English, as `formatNumber` writes them; what begins with 0 is a number of something. */
function readFigure(word: string, locale: 'vi' | 'en'): number | undefined {
  const [group, point] = locale === 'vi' ? ['.', ','] : [',', '.'];
  const plain = word.replace(/^[+−-]/, '');
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})*(\\${point}\\d+)?$`);
  const bare = new RegExp(`^\\d+(\\${point}\\d+)?$`);
  if (/^0\d/.test(plain) || !(grouped.test(plain) || bare.test(plain))) return undefined;
  const value = Number(plain.replaceAll(group!, '').replace(point!, '.'));
  return /^[−-]/.test(word) ? -value : value;
}
