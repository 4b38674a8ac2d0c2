import { expect, test } from 'vitest';
import {
  moveReport,
  reportMoves,
  reportStatuses,
  type ReportMove,
  type ReportStatus,
} from '#app/modules/reports/report-lifecycle.ts';

const allowed: [ReportStatus, ReportMove, ReportStatus][] = [
  ['draft', 'submit', 'submitted'],
  ['returned', 'submit', 'submitted'],
  ['submitted', 'withdraw', 'draft'],
  ['submitted', 'return', 'returned'],
  ['submitted', 'accept', 'accepted'],
  ['accepted', 'reopen', 'returned'],
];

test.for(reportStatuses.flatMap((s) => reportMoves.map((m) => [s, m] as const)))('%s + %s', ([status, move]) => {
  const row = allowed.find(([from, by]) => from === status && by === move);
  if (row) expect(moveReport(status, move)).toBe(row[2]);
  else expect(() => moveReport(status, move)).toThrow(expect.objectContaining({ code: 'report.wrong_status' }));
});
