import { type ReadTask } from '../../plan-document.ts';
import { readTimeLine, type DateContext } from '../deadlines/read-deadlines.ts';
import { timeLabel } from '../deadlines/deadline-rules.ts';
import { type Cell, type Table } from '../flow/build-flow.ts';
import { joinPieces, slicePiece, spanOf } from '../flow/clean-text.ts';
import { readMarker } from '../outline/read-marker.ts';
import { findPredicate } from '../words/action-words.ts';
import { countWords } from '../words/letters.ts';
import { recurrenceOf } from './recurrence.ts';

type Role = 'number' | 'task' | 'owner' | 'support' | 'time' | 'other';

/** What the head of a column says of its cells; the first line that fits counts. */
const roles: readonly { role: Role; pattern: RegExp }[] = [
  { role: 'number', pattern: /^(?:TT|STT|Số\s*TT|S\.TT|số thứ tự)\.?$/iu },
  { role: 'time', pattern: /thời\s*(?:gian|hạn|điểm)|tiến\s*độ|hoàn\s*thành|^ngày|^tháng|^thứ|lộ\s*trình|^hạn/iu },
  { role: 'support', pattern: /phối\s*hợp|tham\s*gia|hỗ\s*trợ/iu },
  {
    role: 'owner',
    pattern:
      /chủ\s*trì|đơn\s*vị\s*(?:thực|chịu|phụ|được|triển|tổ)|phụ\s*trách|trách\s*nhiệm|phân\s*công|người\s*(?:thực|phụ|chịu)|cơ\s*quan\s*(?:thực|chịu|tham)|bộ\s*phận|đầu\s*mối|^(?:đơn\s*vị|cơ\s*quan|thực\s*hiện|người)$/iu,
  },
  {
    role: 'other',
    pattern:
      /sản\s*phẩm|kết\s*quả|kinh\s*phí|địa\s*điểm|ghi\s*chú|số\s*lượng|đối\s*tượng|điểm|đơn\s*vị\s*tính|đvt|căn\s*cứ|mục\s*tiêu/iu,
  },
  {
    role: 'task',
    pattern:
      /nội\s*dung|nhiệm\s*vụ|công\s*việc|hoạt\s*động|giải\s*pháp|chỉ\s*tiêu|việc|tên|chương\s*trình|sự\s*kiện|đề\s*án/iu,
  },
];

/**
 * Tables with a column of work and one of owners or dates: one task a row. A table that breaks off goes on without its
 * head, so the columns of the one before hold until a new head stands.
 */
export function readTableTasks(
  tables: readonly { table: Table; path: string }[],
  dates: DateContext,
  isAnnex: boolean,
): ReadTask[] {
  const tasks: ReadTask[] = [];
  let columns: Role[] | null = null;
  for (const { table, path } of tables) {
    if (columns && !table.rows.some((row) => row.length >= columns!.length)) columns = null;
    let above = { owner: '', time: '' };
    const width = Math.max(0, ...table.rows.slice(0, 60).map((row) => row.length));
    for (const [r, row] of table.rows.entries()) {
      const head = readHead(row);
      if (head) {
        columns = divideHead(head, table.rows[r + 1] ?? [], width);
        continue;
      }
      // The head of a table of another kind.
      if (row.some((cell) => roles[0]!.pattern.test(cell.text))) columns = null;
      if (!columns || !isWork(columns)) continue;
      const read = readRow(row, align(columns, row), above);
      above = read.above;
      if (read.task) tasks.push(makeTask(read.task, read, { dates, isAnnex, path }));
    }
  }
  return tasks;
}

function isWork(columns: readonly Role[]): boolean {
  return columns.includes('task') && (columns.includes('owner') || columns.includes('time'));
}

/** The roles of a head row; null for a row of data. */
function readHead(row: readonly Cell[]): Role[] | null {
  if (row.some((cell) => countWords(cell.text) > 14)) return null;
  const columns = row.map((cell) => roles.find(({ pattern }) => namesColumn(cell.text, pattern))?.role ?? 'other');
  const named = columns.filter((role) => role === 'task' || role === 'owner' || role === 'time').length;
  return named >= 2 && (columns.includes('number') || !/^\d/.test(row[0]?.text ?? '')) ? columns : null;
}

/** The word for what stands in a column opens its name, or the name is short; "… triển khai nhiệm vụ quý II" is work. */
function namesColumn(text: string, pattern: RegExp): boolean {
  const at = pattern.exec(text)?.index ?? -1;
  return at >= 0 && (countWords(text) <= 6 || at <= 8);
}

/** "Đơn vị thực hiện" over "Chủ trì" and "Phối hợp": a second head row names only the parts of one cell above it. */
function divideHead(columns: Role[], below: readonly Cell[], width: number): Role[] {
  const parts = below.map((cell) => roles.find(({ pattern }) => pattern.test(cell.text))?.role ?? 'other');
  const isDivided =
    parts.length >= 2 &&
    columns.length - 1 + parts.length === width &&
    parts.every((role) => role === 'owner' || role === 'support' || role === 'time');
  const at = columns.indexOf(parts[0] === 'time' ? 'time' : 'owner');
  return isDivided && at >= 0 ? columns.toSpliced(at, 1, ...parts) : columns;
}

/** A head whose number column is merged with the row above is one cell short of its rows. */
function align(columns: readonly Role[], row: readonly Cell[]): readonly Role[] {
  return columns[0] !== 'number' && row.length === columns.length + 1 && /^[\dIVXA-Z.]{1,8}$/.test(row[0]?.text ?? '')
    ? ['number', ...columns]
    : columns;
}

interface RowRead {
  task: Cell | null;
  owner: string;
  time: string;
  support: string;
  above: { owner: string; time: string };
}

function readRow(row: readonly Cell[], columns: readonly Role[], above: RowRead['above']): RowRead {
  const at = (role: Role): number => columns.indexOf(role);
  const none: RowRead = { task: null, owner: '', time: '', support: '', above };
  const cell = row[at('task')];
  if (
    !cell ||
    countWords(cell.text) < 2 ||
    !/\p{L}{2}/u.test(cell.text) ||
    /^(?:tổng\s+)?cộng(?![\p{L}])|^tổng(?:\s+số|\s+kinh\s+phí|\s*:?$)/iu.test(cell.text)
  )
    return none;
  const filled = row.filter((c) => c.text || c.isHeld).length;
  const isGroup = filled <= (columns[0] === 'number' ? 2 : 1) && columns.length > 2;
  if (isGroup || (row.length < columns.length && !textOf(row, at('owner')) && !textOf(row, at('time')))) {
    return { ...none, above: { owner: '', time: '' } };
  }
  const owner = textOf(row, at('owner')) || above.owner;
  const time = textOf(row, at('time')) || above.time;
  return { task: cell, owner, time, support: textOf(row, at('support')), above: { owner, time } };
}

function textOf(row: readonly Cell[], column: number): string {
  return column < 0 ? '' : (row[column]?.text ?? '').replace(/^[-–+•\s]+/u, '').replace(/[\s.;]+$/u, '');
}

/** "Sở Y tế theo dõi, báo cáo": the cell says more than the name. */
function tidyOwner(owner: string): string | null {
  if (!owner) return null;
  const at = findPredicate(owner, 0, true);
  return at > 3 && !/[;\n]/.test(owner) ? owner.slice(0, at).replace(/[\s,:–-]+$/u, '') : owner;
}

interface Place {
  dates: DateContext;
  isAnnex: boolean;
  path: string;
}

function makeTask(cell: Cell, { owner, time: when, support }: RowRead, place: Place): ReadTask {
  const whole = joinPieces(cell.paras.map((para) => para.piece));
  const quote = slicePiece(whole, readMarker(whole.text)?.length ?? 0, whole.text.length);
  const time = when ? readTimeLine(when, place.dates) : null;
  const hasDate = time?.deadline ?? null;
  return {
    quote: quote.text,
    owner: tidyOwner(owner),
    coordinators: support ? support.split(/;\s*/u).filter(Boolean) : [],
    deadline: hasDate,
    deadlineText: when || null,
    recurrence: recurrenceOf(when),
    section: place.path,
    kind: place.isAnnex ? 'appendix' : owner ? 'assigned' : 'schedule',
    span: spanOf(quote),
    confidence: timeLabel.test(when) ? 0.7 : 0.85,
    rule: 'tasks.table-row',
  };
}
