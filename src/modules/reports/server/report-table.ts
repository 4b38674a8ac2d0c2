import type { PeriodKind } from '#app/modules/reports/period.ts';
import type { ReportStatus } from '#app/modules/reports/report-lifecycle.ts';
import type { ColumnType, Generated } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    report: ReportTable;
    reportComment: ReportCommentTable;
    reportFigure: ReportFigureTable;
    reportPart: ReportPartTable;
    reportSection: ReportSectionTable;
    reportCalendar: ReportCalendarTable;
  }
}

export interface ReportTable {
  id: string;
  orgUnitId: string;
  receiverUnitId: string | null;
  periodKind: PeriodKind;
  periodYear: number;
  periodIndex: number;
  figuresFrom: string;
  figuresTo: string;
  dueOn: string;
  status: Generated<ReportStatus>;
  title: string;
  numberText: Generated<string>;
  signerTitle: Generated<string>;
  signerName: Generated<string>;
  authorId: string | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: Generated<number>;
  createdAt: Generated<Date>;
  /** Its unit ended before it was sent, and nobody goes on with it. */
  endedEarlyOn: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const reportColumns = {
  id: true,
  orgUnitId: true,
  receiverUnitId: true,
  periodKind: true,
  periodYear: true,
  periodIndex: true,
  figuresFrom: true,
  figuresTo: true,
  dueOn: true,
  status: true,
  title: true,
  numberText: true,
  signerTitle: true,
  signerName: true,
  authorId: true,
  submittedBy: true,
  submittedAt: true,
  decidedBy: true,
  decidedAt: true,
  version: true,
  createdAt: true,
  endedEarlyOn: true,
} satisfies Record<keyof ReportTable, true>;

export interface ReportCommentTable {
  id: Generated<string>;
  reportId: string;
  sectionId: string | null;
  body: string;
  authorId: string | null;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const reportCommentColumns = {
  id: true,
  reportId: true,
  sectionId: true,
  body: true,
  authorId: true,
  createdAt: true,
} satisfies Record<keyof ReportCommentTable, true>;

export interface ReportFigureTable {
  id: Generated<string>;
  reportId: string;
  sectionId: string;
  position: number;
  label: string;
  measureId: string | null;
  targetRootId: string | null;
  unitText: Generated<string>;
  computed: number | null;
  computedOf: number | null;
  stated: number | null;
  reason: Generated<string>;
  explanation: ColumnType<unknown, string | undefined, string>;
}

/** Every column once; the drift test compares it with the database. */
export const reportFigureColumns = {
  id: true,
  reportId: true,
  sectionId: true,
  position: true,
  label: true,
  measureId: true,
  targetRootId: true,
  unitText: true,
  computed: true,
  computedOf: true,
  stated: true,
  reason: true,
  explanation: true,
} satisfies Record<keyof ReportFigureTable, true>;

export interface ReportPartTable {
  reportId: string;
  childId: string;
}

/** Every column once; the drift test compares it with the database. */
export const reportPartColumns = {
  reportId: true,
  childId: true,
} satisfies Record<keyof ReportPartTable, true>;

export interface ReportSectionTable {
  id: Generated<string>;
  reportId: string;
  slot: string;
  position: number;
  level: Generated<number>;
  heading: string;
  drafted: Generated<string>;
  written: string | null;
  planId: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const reportSectionColumns = {
  id: true,
  reportId: true,
  slot: true,
  position: true,
  level: true,
  heading: true,
  drafted: true,
  written: true,
  planId: true,
} satisfies Record<keyof ReportSectionTable, true>;

export interface ReportCalendarTable {
  id: Generated<string>;
  orgUnitId: string;
  periodKind: string;
  figuresFrom: string;
  figuresTo: string;
  dueDays4: number;
  dueDays3: number;
  dueDays2: number;
  validFrom: string;
  isOwed: Generated<boolean>;
  owedIndexes: number[] | null;
}

/** Every column once; the drift test compares it with the database. */
export const reportCalendarColumns = {
  id: true,
  orgUnitId: true,
  periodKind: true,
  figuresFrom: true,
  figuresTo: true,
  dueDays4: true,
  dueDays3: true,
  dueDays2: true,
  validFrom: true,
  isOwed: true,
  owedIndexes: true,
} satisfies Record<keyof ReportCalendarTable, true>;
