import { type Span } from './source-document.ts';

/** What every item of a read plan carries: where it stands, how sure the reader is, and which rule found it. */
export interface ReadItem {
  /** In `SourceDocument.text`. */
  span: Span;
  /** 0 to 1. Below `SURE` a person should look first. */
  confidence: number;
  /** Id of the rule that found it, `room.name` ("targets.percent"). */
  rule: string;
}

/** From this confidence on an item is accepted together with all other sure ones. */
export const SURE = 0.8;

/**
 * A plan as read from a document. Texts are as printed, line wraps joined; faults of the writer are kept and told
 * in `notes`. Nothing here is chosen words for people: rules, notes and reasons are codes.
 */
export interface ReadPlan {
  /** False for a novel, a list of figures, a photograph: then `notPlanReason` says why and the rest is best effort. */
  isPlan: boolean;
  notPlanReason: NotPlanReason | null;

  /** Trích yếu, without the word for the kind. */
  title: string | null;
  /** Tên loại in capitals ("KẾ HOẠCH", "CÔNG VĂN"). */
  docType: string | null;
  /** Number and symbol as typed ("06/KH-LĐLĐ"); null when blank or absent. */
  number: string | null;
  /** As printed, ISO date or "YYYY-MM" where the day is blank; null when absent. */
  date: string | null;
  place: string | null;
  /** The body that issues, in full where the text names it so. */
  issuer: string | null;
  /** The issuing body as the header prints it. */
  headerIssuer: string | null;
  /** The body above it, only when the header prints one. */
  parentIssuer: string | null;
  /** Where each field above was read. A field read from nothing (null) is not listed. */
  header: Partial<Record<HeaderField, ReadItem>>;
  /** "Kính gửi". */
  addressees: string[];

  legalBasis: ReadBasis[];
  /** Documents cited in the body. */
  otherReferences: ReadBasis[];
  sections: ReadSection[];
  targets: ReadTarget[];
  tasks: ReadTask[];
  quotas: ReadQuota[];
  quotaTotals: ReadQuotaTotal[];
  reportingDuties: ReadReportingDuty[];
  /** The lines of "Nơi nhận" as texts, in the form that is scored; `recipientLines` holds the same with their parts. */
  recipients: string[];
  recipientLines: ReadRecipient[];
  signer: ReadSigner | null;

  /** Validity, where the document states one. */
  effective: ReadEffective | null;
  milestones: ReadMilestone[];
  commemorations: ReadCommemoration[];
  budgetSources: ReadBudgetSource[];
  contacts: ReadContact[];
  notes: ReadNote[];
}

export type NotPlanReason = 'empty' | 'no-vietnamese' | 'too-short' | 'no-administrative-form';

export type HeaderField =
  'title' | 'docType' | 'number' | 'date' | 'place' | 'issuer' | 'headerIssuer' | 'parentIssuer' | 'addressees';

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Qn`; recurring `--MM-DD` (each year), `---DD` (each month). */
export type Deadline = string;

export interface ReadBasis extends ReadItem {
  /** Type, number, date, issuer and subject as one text. */
  text: string;
  /** As written ("Công văn"), null when the text names none. */
  docType: string | null;
  /** As typed. */
  number: string | null;
  /** The usual form of the number where it can be told ("33-NQ/TW" for "33/NQ-TW"), else as typed. */
  canonicalNumber: string | null;
  date: string | null;
  issuer: string | null;
  /** What it is about: the words after "về". */
  subject: string | null;
}

export interface ReadSection extends ReadItem {
  /** As printed, faults included ("IV", "2.1", "a", ""). */
  numbering: string;
  heading: string;
  /** 1 for the outermost. */
  level: number;
  /** Numberings from the outermost down ("IV.1.a"). */
  path: string;
}

export type Comparator = '>=' | '>' | '=' | '<' | '<=';
export type TargetPeriod = 'yearly' | 'quarterly' | 'monthly' | 'term' | 'other' | 'by-date' | 'once';

export interface ReadTarget extends ReadItem {
  /** The clause that holds the figure; two figures of one clause are two targets with one quote. */
  quote: string;
  /** What is measured: the clause without figure and population. */
  measure: string;
  comparator: Comparator;
  /** The comparator's words as printed ("95% trở lên"), null for a bare figure. */
  comparatorText: string | null;
  value: number;
  /** Where the value stood, for an improvement ("giảm từ 40 xuống 25"). */
  baseline: number | null;
  unit: 'percent' | 'count';
  /** The thing counted ("cuộc tập huấn"), "%" for percent. */
  unitText: string;
  /** Who or what the figure is of ("cán bộ công đoàn chủ chốt các cấp"). */
  population: string | null;
  /** The sector that the population is narrowed to ("doanh nghiệp"). */
  sector: string | null;
  period: TargetPeriod;
  /** The words of the rhythm ("Hằng năm"). */
  periodText: string | null;
  deadline: Deadline | null;
  deadlineText: string | null;
  /** Who is bound, where the text says so. */
  owner: string | null;
  /** Path of the section it stands in. */
  section: string;
}

export type TaskKind =
  'assigned' | 'schedule' | 'event' | 'appendix' | 'request' | 'solution' | 'content' | 'criterion';

export interface ReadTask extends ReadItem {
  quote: string;
  /** Who must do it, as printed; null where the text names nobody. */
  owner: string | null;
  /** Those to do it with ("chủ trì, phối hợp với …"). */
  coordinators: string[];
  deadline: Deadline | null;
  /** Several dates a year: all of them; else absent. */
  deadlines?: Deadline[];
  /** The words that the deadline was read from. */
  deadlineText: string | null;
  recurrence: Recurrence | null;
  /** Path of the section it stands in. */
  section: string;
  kind: TaskKind;
}

export type Recurrence =
  'daily' | 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly' | 'continuous' | 'periodic';

export interface ReadQuota extends ReadItem {
  /** The row: who owes it. */
  unit: string;
  /** The row above that gathers several units. */
  group: string | null;
  /** The column: what is owed ("tin"). */
  item: string;
  /** Null for an empty cell. */
  count: number | null;
  /** As printed ("quý II/2020"), null when nothing says. */
  period: string | null;
}

export interface ReadQuotaTotal extends ReadItem {
  item: string;
  printed: number;
  /** Null when no row gives a number. */
  sumOfRows: number | null;
  /** Null when there is nothing to compare. */
  agrees: boolean | null;
}

export interface ReadReportingDuty extends ReadItem {
  quote: string;
  from: string | null;
  to: string | null;
  /** What is sent, as printed where it is named ("báo cáo kết quả"). */
  what: string | null;
  /** The rhythm as printed ("6 tháng và năm"). */
  period: string | null;
  deadline: Deadline | null;
  deadlines?: Deadline[];
  deadlineText: string | null;
}

export interface ReadRecipient extends ReadItem {
  text: string;
  /** Without the purpose mark. */
  name: string;
  /** "(b/c)", "(để báo cáo)" → report; "(th/h)", "(để thực hiện)" → act; others as information. */
  purpose: 'report' | 'act' | 'inform' | null;
  /** The line that begins "Lưu". */
  isArchive: boolean;
}

export interface ReadSigner extends ReadItem {
  /** "TM.", "KT.", "TL.", "TUQ.", "Q." or "TM. … KT." */
  authority: string | null;
  authorityBody: string | null;
  title: string | null;
  name: string | null;
  /** "(Đã ký)" stands in the block. */
  isMarkedSigned: boolean;
}

export interface ReadEffective extends ReadItem {
  quote: string;
  from: Deadline | null;
  to: Deadline | null;
}

export interface ReadMilestone extends ReadItem {
  quote: string;
  kind: 'kick-off' | 'interim-review' | 'mid-term-review' | 'final-review' | 'yearly-review';
  on: Deadline | null;
}

export interface ReadCommemoration extends ReadItem {
  quote: string;
  /** What is remembered ("Ngày thành lập Công đoàn Việt Nam"). */
  name: string;
  /** The number of years printed. */
  years: number | null;
  /** ISO date or year of the event itself. */
  base: string | null;
  /** ISO date or year of the commemoration. */
  on: string | null;
}

export interface ReadBudgetSource extends ReadItem {
  quote: string;
}

export interface ReadContact extends ReadItem {
  kind: 'email' | 'telephone';
  text: string;
}

/** Something about the document that a person should know. Words for people are chosen from `code` and `params`. */
export interface ReadNote {
  code: ReadNoteCode;
  span: Span;
  params: Record<string, string | number | null>;
}

export type ReadNoteCode =
  /** params: section, expected, found */
  | 'numbering-gap'
  /** params: section, found */
  | 'numbering-repeated'
  /** params: section, expected, found */
  | 'numbering-out-of-order'
  /** params: item, printed, sum */
  | 'total-disagrees'
  /** params: item, printed */
  | 'total-without-rows'
  /** params: name, printed, computed, base, on */
  | 'commemoration-disagrees'
  /** params: typed, canonical */
  | 'number-corrected'
  /** The place for the number is blank. */
  | 'number-blank'
  /** Day or month of the document's date is blank. params: date */
  | 'date-blank'
  /** A date that is none in the calendar. params: typed */
  | 'date-impossible'
  /** The document's date and what its text says do not go together. params: date, other, otherText */
  | 'dates-disagree'
  /** A deadline lies before the document's date. params: deadline, date */
  | 'deadline-before-issue'
  /** params: none */
  | 'signer-missing'
  /** params: none */
  | 'title-missing'
  /** A table that could not be read with certainty. */
  | 'table-unsure'
  /** The file had to be repaired to be read. params: repair */
  | 'source-repaired'
  /** Only the beginning was read. params: characters, words (the last ones read); pages, of (where pages were left out) */
  | 'source-cut';
