import { type ReadReportingDuty } from '../../plan-document.ts';
import { readTimeLine, type DateContext } from '../deadlines/read-deadlines.ts';
import { type Cell, type Table } from '../flow/build-flow.ts';
import { slicePiece, spanOf } from '../flow/clean-text.ts';

type Role = 'from' | 'to' | 'time';

/** What the head of a column says of its cells; the first line that fits counts. */
const roles: readonly { role: Role; pattern: RegExp }[] = [
  { role: 'to', pattern: /nơi\s+nhận|nhận\s+báo\s+cáo|(?:^|\s)gửi(?:\s|$)/iu },
  { role: 'time', pattern: /thời|(?:^|\s)hạn(?:\s|$)|^ngày|^trước\s+ngày/iu },
  { role: 'from', pattern: /đơn\s+vị|cơ\s+quan|bộ\s+phận|người|trách\s+nhiệm|chủ\s+trì/iu },
];

/** A table with a report to a row and a column that says when: "Báo cáo quý | Các phòng | Văn phòng | Trước ngày 20". */
export function readDutyTable(table: Table, dates: DateContext): ReadReportingDuty[] {
  const [head, ...rows] = table.rows;
  if (!head || rows.length < 2) return [];
  const reports = head.findIndex((_, c) => c < 4 && holdsReports(rows, c));
  const at = (role: Role): number =>
    head.findIndex((cell, c) => c !== reports && roles.find(({ pattern }) => pattern.test(cell.text))?.role === role);
  const time = at('time');
  if (reports < 0 || time < 0) return [];
  return rows.flatMap((row) => readRow(row, { reports, time, from: at('from'), to: at('to') }, dates));
}

const isReport = (text: string): boolean => /^báo\s+cáo(?!\s+viên)(?![\p{L}])/iu.test(text);

function holdsReports(rows: readonly Cell[][], column: number): boolean {
  const texts = rows.map((row) => row[column]?.text ?? '').filter(Boolean);
  return texts.length >= 2 && texts.filter(isReport).length >= texts.length / 2;
}

function readRow(
  row: readonly Cell[],
  columns: { reports: number; time: number; from: number; to: number },
  dates: DateContext,
): ReadReportingDuty[] {
  const para = row[columns.reports]?.paras[0];
  const when = row[columns.time]?.text ?? '';
  if (!para || !when) return [];
  const quote = slicePiece(para.piece, 0, para.piece.text.length);
  return [
    {
      quote: quote.text,
      from: row[columns.from]?.text || null,
      to: row[columns.to]?.text || null,
      what: quote.text,
      period: /(?:hằng|hàng|mỗi)\s+\p{L}+/iu.exec(when)?.[0] ?? null,
      deadline: readTimeLine(when, dates)?.deadline ?? null,
      deadlineText: when,
      span: spanOf(quote),
      confidence: 0.85,
      rule: 'duties.table',
    },
  ];
}
