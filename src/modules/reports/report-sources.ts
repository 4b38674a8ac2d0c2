import type { LocalDate } from '#app/platform/clock.ts';
import { unservedAddress } from '#app/modules/activities/unserved-address.ts';
import { sumBoardQuery } from '#app/modules/measures/sum-board-address.ts';
import { figureHref, readBoardView } from '#app/modules/progress/board-address.ts';
import { periodHref } from '#app/modules/reports/period-address.ts';
import type { SourcedSectionView } from '#app/modules/reports/report-view.ts';
import type { ReportSectionView } from '#app/modules/reports/server/report-queries.ts';
import type { PeriodKind } from '#app/modules/reports/period.ts';

/** What of a report says where its figures come from. */
export interface SourcedReport {
  orgUnitId: string;
  figuresFrom: LocalDate;
  figuresTo: LocalDate;
  periodKind: PeriodKind;
  periodYear: number;
  periodIndex: number;
}

/** Who looks, and when: what is still to come cannot be opened, and lists of periods are those of the own unit. */
export interface SourceReader {
  unitId: string | null;
  today: LocalDate;
}

/**
 * Where a figure of a report comes from: its formula, branches and facts, as of the report's last day and with all that
 * was written down since, as the report is drafted. Null where its plan is out of the reader's sight.
 */
export function figureSource(
  report: SourcedReport,
  figure: { planId: string | null; targetId: string | null },
  { today }: SourceReader,
): string | null {
  if (figure.planId === null || figure.targetId === null) return null;
  const isOver = report.figuresTo < today;
  const view = readBoardView(new URLSearchParams(isOver ? { on: report.figuresTo, known: 'today' } : {}));
  return figureHref(`/plans/${figure.planId}/progress`, view, figure.targetId, report.orgUnitId);
}

export interface SectionSource {
  kind: 'work' | 'unserved' | 'reports';
  href: string;
}

/** Where the drafted words of a section come from; null where its figures say so themselves. */
export function sectionSource(
  report: SourcedReport,
  slot: string,
  { unitId, today }: SourceReader,
): SectionSource | null {
  const { orgUnitId, figuresFrom: from } = report;
  const to = report.figuresTo < today ? report.figuresTo : today;
  if (slot === 'results') {
    const measureIds = ['activities', 'attendances', 'cost'];
    const view = { unitId: orgUnitId, from, to, tree: 'today' as const, measureIds, page: 1, branchPage: 1 };
    return { kind: 'work', href: `/measures/board${sumBoardQuery(view)}` };
  }
  if (slot === 'other') return { kind: 'unserved', href: unservedAddress({ unit: orgUnitId, from, to }) };
  if (slot === 'below' && unitId === orgUnitId) {
    const { periodKind: kind, periodYear: year, periodIndex: index } = report;
    return { kind: 'reports', href: periodHref({ kind, year, index }) };
  }
  return null;
}

/** Sections with the ways to what they were made from. Made on the server: the addresses of four boards are much script. */
export function withSources(
  report: SourcedReport,
  sections: readonly ReportSectionView[],
  reader: SourceReader,
): SourcedSectionView[] {
  return sections.map((section) => ({
    ...section,
    source: sectionSource(report, section.slot, reader),
    figures: section.figures.map((figure) => ({ ...figure, source: figureSource(report, figure, reader) })),
  }));
}
