/**
 * A document as the reader receives it: text and whatever structure the file still had.
 * Written by `files/`, read by `read/`. Everything points into `text` by offsets, so that a quotation can be lit up.
 */
export interface SourceDocument {
  /**
   * The whole document in reading order, in NFC, with `\n` as the only line break and without a byte order mark.
   * One paragraph or table cell to a line where the format knows paragraphs; lines as printed where it does not.
   */
  text: string;
  /** What the bytes turned out to be. */
  format?: SourceFormat;
  /** Tables whose cells the format knows. Their text stands in `text` too, at the spans given. */
  tables?: SourceTable[];
  /** Numbers and bullets that the word processor made, where they were written into `text`. */
  listMarks?: SourceListMark[];
  /** Paragraphs that the format itself marks as headings. */
  headings?: { span: Span; level: number }[];
  /** Runs that are set in bold; a numbered line that is bold throughout is a heading even when it ends in a full stop. */
  bold?: Span[];
  /** Offsets in `text` at which a new page begins. */
  pageStarts?: number[];
  /** What had to be done to the bytes to make them text. */
  repairs?: SourceRepair[];
  /** Where pages were left out because they are too many: how many were read, and of how many. */
  pagesRead?: { read: number; of: number };
  /** 1 for a format with exact text; below it where characters were recognised from a picture. */
  confidence?: number;
}

/** Half-open range of offsets (UTF-16 units) in `SourceDocument.text`. */
export interface Span {
  start: number;
  end: number;
}

export type SourceFormat =
  'txt' | 'md' | 'html' | 'docx' | 'doc' | 'rtf' | 'odt' | 'pdf' | 'pdf-scan' | 'image' | 'unknown';

export interface SourceTable {
  span: Span;
  rows: SourceRow[];
}

export interface SourceRow {
  cells: SourceCell[];
}

export interface SourceCell {
  span: Span;
  /** The text at `span`, paragraphs parted by `\n`. */
  text: string;
  /** Columns covered; 1 when absent. */
  columnSpan?: number;
  /** Rows covered; 1 when absent. A cell merged downwards is given once, in its first row. */
  rowSpan?: number;
}

export interface SourceListMark {
  /** Where the mark stands in `text`. */
  span: Span;
  /** The mark as a reader sees it: "IV.", "1.2.", "a)", "-". */
  mark: string;
  /** Depth of the list, 0 for the outermost. */
  level: number;
}

/** A change made to the bytes before reading, for the list of what was noticed. */
export type SourceRepair =
  | 'utf16-decoded'
  | 'windows-1258-decoded'
  | 'tcvn3-decoded'
  | 'vni-decoded'
  | 'nfd-composed'
  | 'tracked-changes-accepted'
  | 'recognised-from-picture'
  | 'truncated';
