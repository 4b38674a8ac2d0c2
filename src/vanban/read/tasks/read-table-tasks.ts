import { type ReadTask } from '../../plan-document.ts';
import { readTimeLine, type DateContext } from '../deadlines/read-deadlines.ts';
import { timeLabel } from '../deadlines/deadline-rules.ts';
import { type Cell, type Table } from '../flow/build-flow.ts';
import { joinPieces, slicePiece, spanOf } from '../flow/clean-text.ts';
import { readMarker } from '../outline/read-marker.ts';
import { countWords } from '../words/letters.ts';
import { recurrenceOf } from './recurrence.ts';

type Role = 'number' | 'task' | 'owner' | 'support' | 'time' | 'other';

/** What the head of a column says of its cells; the first line that fits counts. */
const roles: readonly { role: Role; pattern: RegExp }[] = [
  { role: 'number', pattern: /^(?:TT|STT|Số\s*TT|S\.TT|số thứ tự)\.?$/iu },
  { role: 'time', pattern: /thời\s*(?:gian|hạn|điểm)|tiến\s*độ|hoàn\s*thành|^ngày|^tháng|^thứ|lộ\s*trình|^hạn/iu },
  { role: 'support', pattern: /phối\s*hợp|tham\s*gia|hỗ\s*trợ/iu },
  { role: 'owner', pattern: /chủ\s*trì|đơn\s*vị\s*(?:thực|chịu|phụ|được|triển|tổ)|phụ\s*trách|trách\s*nhiệm|phân\s*công|người\s*(?:thực|phụ|chịu)|cơ\s*quan\s*(?:thực|chịu|tham)|bộ\s*phận|đầu\s*mối|^(?:đơn\s*vị|cơ\s*quan|thực\s*hiện|người)$/iu },
  { role: 'other', pattern: /sản\s*phẩm|kết\s*quả|kinh\s*phí|địa\s*điểm|ghi\s*chú|số\s*lượng|đối\s*tượng|điểm|đơn\s*vị\s*tính|đvt|căn\s*cứ|mục\s*tiêu/iu },
  { role: 'task', pattern: /nội\s*dung|nhiệm\s*vụ|công\s*việc|hoạt\s*động|giải\s*pháp|chỉ\s*tiêu|việc|tên|chương\s*trình|sự\s*kiện|đề\s*án/iu },
];

/** Tables with a column of work and one of owners or dates: one task a row. */
export function readTableTasks(table: Table, dates: DateContext, isAnnex: boolean, path: string): ReadTask[] {
  const head = findHead(table);
  if (!head) return [];
  const { columns } = head;
  const task = columns.indexOf('task');
  const owner = columns.indexOf('owner');
  const time = columns.indexOf('time');
  if (task < 0 || (owner < 0 && time < 0)) return [];
  const tasks: ReadTask[] = [];
  let above: { owner: string; time: string } = { owner: '', time: '' };
  for (const row of table.rows.slice(head.rows)) {
    const cell = row[task];
    const isGroup = row.filter((c) => c.text).length <= (columns[0] === 'number' ? 2 : 1) && row.length > 2;
    if (!cell?.text || countWords(cell.text) < 2 || /^(?:cộng|tổng)/iu.test(cell.text)) continue;
    if (isGroup || (row.length < columns.length && !row[owner]?.text && !row[time]?.text)) {
      above = { owner: '', time: '' };
      continue;
    }
    const named = textOf(row, owner) || above.owner;
    const when = textOf(row, time) || above.time;
    above = { owner: named, time: when };
    tasks.push(makeTask(cell, named, when, textOf(row, columns.indexOf('support')), { dates, isAnnex, path }));
  }
  return tasks;
}

function findHead(table: Table): { rows: number; columns: Role[] } | null {
  for (const [r, row] of table.rows.slice(0, 3).entries()) {
    const columns = row.map((cell) => (countWords(cell.text) <= 12 ? roles.find(({ pattern }) => pattern.test(cell.text))?.role ?? 'other' : 'other'));
    if (columns.filter((role) => role === 'task' || role === 'owner' || role === 'time').length >= 2) return { rows: r + 1, columns };
  }
  return null;
}

function textOf(row: readonly Cell[], column: number): string {
  return column < 0 ? '' : (row[column]?.text ?? '').replace(/^[-–+•\s]+/u, '').replace(/[\s.;]+$/u, '');
}

interface Place {
  dates: DateContext;
  isAnnex: boolean;
  path: string;
}

function makeTask(cell: Cell, owner: string, when: string, support: string, place: Place): ReadTask {
  const whole = joinPieces(cell.paras.map((para) => para.piece));
  const quote = slicePiece(whole, readMarker(whole.text)?.length ?? 0, whole.text.length);
  const time = when ? readTimeLine(when, place.dates) : null;
  const hasDate = time?.deadline ?? null;
  return {
    quote: quote.text, owner: owner || null, coordinators: support ? support.split(/;\s*/u).filter(Boolean) : [],
    deadline: hasDate, deadlineText: when || null, recurrence: recurrenceOf(when), section: place.path,
    kind: place.isAnnex ? 'appendix' : owner ? 'assigned' : 'schedule',
    span: spanOf(quote), confidence: timeLabel.test(when) ? 0.7 : 0.85, rule: 'tasks.table-row',
  };
}
