import {
  capitals,
  clean,
  formatFigure,
  formatLongDate,
  formatNumberSymbol,
  formatPlaceDate,
  formatRoman,
  withoutEnd,
} from './format-official.ts';
import {
  type Annex,
  type Block,
  type FiguresTable,
  type OfficialDocument,
  type Purpose,
  type Recipients,
  type Span,
  type Text,
} from './official-document.ts';

/** The same document with every word as it will be printed, so that all writers print the same words. */
export interface ComposedDocument {
  superiorBody: string | null;
  issuingBody: string;
  numberSymbol: string;
  placeDate: string;
  urgency: string | null;
  /** Null in a letter, which has `about` instead. */
  kind: string | null;
  title: string | null;
  about: string | null;
  /** One: stands on the line of "Kính gửi:". Several: each with its dash. */
  addressees: readonly string[];
  basis: readonly string[];
  body: readonly ComposedBlock[];
  signature: { authority: readonly string[]; title: string; name: string | null; isSigned: boolean };
  recipients: readonly string[];
  annexes: readonly ComposedAnnex[];
}

export type ComposedBlock =
  | { kind: 'part'; label: string; title: string }
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; spans: readonly Span[] }
  | ComposedTable;

export interface ComposedTable {
  kind: 'table';
  caption: string | null;
  unitNote: string | null;
  columns: readonly { label: string; group: string | null; align: 'left' | 'center' | 'right' }[];
  rows: readonly { cells: readonly string[]; tone: 'group' | 'total' | null }[];
  /** Null: whoever sets it on paper decides by its words. */
  wide: boolean | null;
}

export interface ComposedAnnex {
  label: string;
  title: string;
  note: string;
  body: readonly ComposedBlock[];
  wide: boolean | null;
}

export const nation = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const motto = 'Độc lập - Tự do - Hạnh phúc';
export const signedMark = '(Đã ký)';

const purposeMarks: Record<Purpose, string> = {
  report: 'b/c',
  'carry-out': 'th/h',
  coordinate: 'p/h',
  know: 'để biết',
};

/** Throws RangeError where the date is none or a row of a table has another number of cells than there are columns. */
export function composeDocument(typed: OfficialDocument): ComposedDocument {
  const document = cleanStrings(typed);
  const { header, subject, signature } = document;
  return {
    superiorBody: header.superiorBody === null ? null : capitals(header.superiorBody),
    issuingBody: capitals(header.issuingBody),
    numberSymbol: formatNumberSymbol(header.number, header.symbol),
    placeDate: formatPlaceDate(header.place, header.date),
    urgency: header.urgency ?? null,
    kind: subject.form === 'named' ? capitals(subject.kind) : null,
    title: subject.form === 'named' ? withoutEnd(subject.title) : null,
    about: subject.form === 'letter' ? `V/v ${withoutEnd(subject.about)}` : null,
    addressees: composeAddressees(document.addressees),
    basis: document.basis.map((text, at) => withoutEnd(text) + (at === document.basis.length - 1 ? '.' : ';')),
    body: closeBody(document.body.map(composeBlock)),
    signature: {
      authority: signature.authority.map((line) => capitals(line)),
      title: capitals(signature.title),
      name: signature.name === null ? null : signature.name.trim(),
      isSigned: signature.isSigned === true,
    },
    recipients: composeRecipients(document.recipients, document.addressees.length > 0),
    annexes: document.annexes.map((annex, at) => composeAnnex(annex, at, document)),
  };
}

/** Cleans every text of the document in one place, so that no part can be forgotten. */
function cleanStrings<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map(cleanStrings) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleanStrings(part)])) as T;
}

function composeAddressees(addressees: readonly string[]): string[] {
  const names = addressees.map(withoutEnd);
  if (names.length === 1) return names.map((name) => `${name}.`);
  return names.map((name, at) => `- ${name}${at === names.length - 1 ? '.' : ';'}`);
}

/** "- Name (mark);" for each, "- Lưu: VT, Ban TG (02)." at the end. Who is addressed above stands first, as "Như trên". */
function composeRecipients(recipients: Recipients, hasAddressees: boolean): string[] {
  const lines = recipients.lines.map(({ name, purpose }) => {
    const mark = purpose === undefined ? '' : ` (${purposeMarks[purpose]})`;
    return `- ${withoutEnd(name)}${mark};`;
  });
  const copies = recipients.archive.copies;
  const archive = ['VT', recipients.archive.drafter].filter(Boolean).join(', ');
  const count = copies === undefined ? '' : ` (${String(copies).padStart(2, '0')})`;
  return [...(hasAddressees ? ['- Như trên;'] : []), ...lines, `- Lưu: ${archive}${count}.`];
}

/** "(Kèm theo Kế hoạch số 06/KH-LĐLĐ ngày 05 tháng 3 năm 2026 của …)"; a single annex has no numeral. */
function composeAnnex(annex: Annex, at: number, { header, subject, annexes }: OfficialDocument): ComposedAnnex {
  const kind = subject.form === 'named' ? sentenceCase(subject.kind) : 'Công văn';
  const number = formatNumberSymbol(header.number, header.symbol).replace(/^Số: /, 'số ');
  const issuer = header.issuingBody.replace(/\s+/g, ' ').trim();
  return {
    label: annexes.length > 1 ? `Phụ lục ${formatRoman(at + 1)}` : 'Phụ lục',
    title: capitals(annex.title),
    note: `(Kèm theo ${kind} ${number} ${formatLongDate(header.date)} của ${issuer})`,
    body: annex.body.map(composeBlock),
    wide: annex.wide ?? null,
  };
}

function sentenceCase(text: string): string {
  const lower = text.trim().toLocaleLowerCase('vi');
  return lower.charAt(0).toLocaleUpperCase('vi') + lower.slice(1);
}

function composeBlock(block: Block): ComposedBlock {
  switch (block.kind) {
    case 'part':
      return { kind: 'part', label: block.label.trim(), title: capitals(block.title) };
    case 'heading': {
      const text = block.level === 1 ? capitals(block.text) : block.text.trim();
      return { kind: 'heading', level: block.level, text: [block.numbering?.trim(), text].filter(Boolean).join(' ') };
    }
    case 'paragraph':
      return { kind: 'paragraph', spans: toSpans(block.text) };
    case 'item':
      return { kind: 'paragraph', spans: [{ text: `${block.mark.trim()} ` }, ...toSpans(block.text)] };
    case 'table':
      return composeTable(block);
  }
}

const toSpans = (text: Text): Span[] =>
  (typeof text === 'string' ? [{ text: text.trim() }] : text).map((span) => ({
    ...span,
    text: span.text,
  }));

function composeTable(table: FiguresTable): ComposedTable {
  const columns = table.columns.map(({ label, group, align }, at) => ({
    label: label,
    group: group ?? null,
    align: align ?? (isFigureColumn(table, at) ? ('right' as const) : ('left' as const)),
  }));
  const rows = table.rows.map(({ cells, tone }) => {
    const spansWidth = tone === 'group' && cells.length === 1;
    if (cells.length !== columns.length && !spansWidth)
      throw new RangeError(`row of ${cells.length} cells in a table of ${columns.length} columns`);
    return { cells: cells.map(printCell), tone: tone ?? null };
  });
  return {
    kind: 'table',
    caption: table.caption ?? null,
    unitNote: table.unitNote ?? null,
    columns,
    rows,
    wide: table.wide ?? null,
  };
}

const isFigureColumn = (table: FiguresTable, at: number): boolean =>
  table.rows.some((row) => typeof row.cells[at] === 'number') &&
  table.rows.every((row) => typeof row.cells[at] !== 'string');

const printCell = (cell: string | number | null): string =>
  cell === null ? '' : typeof cell === 'number' ? formatFigure(cell) : cell.trim();

/** The last line of the text ends with "./."; a table or heading at the end takes none. */
function closeBody(blocks: ComposedBlock[]): ComposedBlock[] {
  const last = blocks.at(-1);
  if (last?.kind !== 'paragraph') return blocks;
  const spans = last.spans.map((span, at) =>
    at === last.spans.length - 1 ? { ...span, text: `${withoutEnd(span.text)}./.` } : span,
  );
  return [...blocks.slice(0, -1), { kind: 'paragraph', spans }];
}
