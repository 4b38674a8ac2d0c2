import type { SectionSource } from '#app/modules/reports/report-sources.ts';
import type { ReportFigureView, ReportSectionView } from '#app/modules/reports/server/report-queries.ts';

/** What the report's components show; shapes only, so that they load in a browser. */
export interface SourcedFigureView extends ReportFigureView {
  /** Where the computed figure leads; null for whoever may not see it. */
  source: string | null;
}

export interface SourcedSectionView extends Omit<ReportSectionView, 'figures'> {
  figures: SourcedFigureView[];
  source: SectionSource | null;
}
