/** What the report's components show; shapes only, so that they load in a browser. */
export type { ReportFigureView, ReportSectionView } from '#app/modules/reports/server/report-queries.ts';
