/**
 * An administrative document as its parts, before anything is laid out (NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 1 to 14).
 * Only data: the writers add capitals, leading zeros, punctuation and the closing mark, so a caller gives plain words.
 */
export interface OfficialDocument {
  header: DocumentHeader;
  subject: Subject;
  /** "Kính gửi": only letters, submissions (Tờ trình) and reports to a body above have it; empty otherwise. */
  addressees: readonly string[];
  /** "Căn cứ …" lines in italics, without closing punctuation. A preamble in one paragraph belongs to `body`. */
  basis: readonly string[];
  body: readonly Block[];
  signature: Signature;
  recipients: Recipients;
  annexes: readonly Annex[];
}

export interface DocumentHeader {
  /** Body above the issuer, if the heading prints one. A line feed forces a line break. */
  superiorBody: string | null;
  issuingBody: string;
  /** Number in the register of the year; null while none is given, then room is left to write it. */
  number: number | string | null;
  /** What follows the slash: "KH-LĐLĐ", "LĐLĐ", "TLĐ-TG". See `composeSymbol`. */
  symbol: string;
  place: string;
  /** "2024-01-22"; "2024-01" or "2024" leave room for what is still unknown; null for all of it. */
  date: string | null;
  /** Red box under the number (ô 10b). */
  urgency?: 'HỎA TỐC' | 'THƯỢNG KHẨN' | 'KHẨN';
}

export type Subject =
  /** A document of a named kind: "KẾ HOẠCH" over "Tuyên truyền quý II năm 2026". */
  | { form: 'named'; kind: string; title: string }
  /** A letter (công văn): no kind, "V/v …" under the number. `about` is given without "V/v". */
  | { form: 'letter'; about: string };

/** Text of one paragraph; spans where part of it is set apart. */
export type Text = string | readonly Span[];
export interface Span {
  text: string;
  bold?: boolean;
  italic?: boolean;
}

export type Block =
  /** "Phần I" on its own line over its title, both centred. */
  | { kind: 'part'; label: string; title: string }
  /** 1: "I. MỤC ĐÍCH", 2: "1. Mục đích", 3: "1.1. …", 4: "a) …". Numbering as it shall be printed, null for none. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; numbering: string | null; text: string }
  | { kind: 'paragraph'; text: Text }
  /** A line with a mark before it: "-", "+", "a)", "1.". */
  | { kind: 'item'; mark: string; text: Text }
  | FiguresTable;

export interface FiguresTable {
  kind: 'table';
  caption?: string;
  /** "Đơn vị tính: người", printed at the right over the table. */
  unitNote?: string;
  columns: readonly FiguresColumn[];
  rows: readonly FiguresRow[];
  /** Set on pages of its own, turned. Where not said: if its words do not fit an upright page. */
  wide?: boolean;
}

export interface FiguresColumn {
  label: string;
  /** Neighbours with the same group stand under one heading. */
  group?: string;
  /** Default: figures right, the rest left. */
  align?: 'left' | 'center' | 'right';
}

export interface FiguresRow {
  /** One for each column; a number is written the Vietnamese way (1.234,5), null stays empty. */
  cells: readonly (string | number | null)[];
  /** Both are bold; a group row with a single cell runs over the whole width. */
  tone?: 'group' | 'total';
}

export interface Signature {
  /** "TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH"; several where delegation is chained; empty if the signer signs as head. */
  authority: readonly string[];
  title: string;
  /** Without academic titles; null leaves the place empty. */
  name: string | null;
  /** Prints "(Đã ký)" in the room for the signature: for copies, never for the paper that is to be signed. */
  isSigned?: boolean;
}

export type Purpose = 'report' | 'carry-out' | 'coordinate' | 'know';

export interface Recipients {
  lines: readonly { name: string; purpose?: Purpose }[];
  archive: {
    /** Short name of the drafting unit, with the drafter's initials if wanted: "Ban TG (Lan)". */
    drafter: string | null;
    copies?: number;
  };
}

export interface Annex {
  title: string;
  body: readonly Block[];
  /** All its pages turned. Where not said: if one of its tables does not fit an upright page. */
  wide?: boolean;
}
