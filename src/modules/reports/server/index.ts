/** The only door for routes and other modules. */
export { changeReportStatus } from '#app/modules/reports/server/move-report.ts';
export { editReportHead, stateFigure, writeSection } from '#app/modules/reports/server/edit-report.ts';
export {
  countLateReports,
  getReport,
  listOwnReports,
  listReportsBelow,
  owingReporterIds,
  ownReport,
  reportsToDecide,
  reportsToFinish,
  type AskedPeriod,
  type BelowReport,
  type ReportFigureView,
  type ReportLine,
  type ReportPage,
  type ReportSectionView,
} from '#app/modules/reports/server/report-queries.ts';
export { reportKeeper } from '#app/modules/reports/server/keep-open-work.ts';
export { notifyReportMoved } from '#app/modules/reports/server/notify-report-moved.job.ts';
export {
  calendarLines,
  findPeriod,
  getReportCalendar,
  setReportCalendar,
  type CalendarLine,
  type ReportCalendar,
} from '#app/modules/reports/server/report-calendar.ts';
export { getReportWithPaper, writeReportDocx } from '#app/modules/reports/server/report-paper.ts';
export { refreshReport, startReport } from '#app/modules/reports/server/start-report.ts';
