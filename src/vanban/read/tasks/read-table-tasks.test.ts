import { expect, test } from 'vitest';
import { readPlan } from '../read-plan.ts';

const tasksOf = (rows: string[][]): (string | null)[][] =>
  readPlan({
    text: `KẾ HOẠCH\nHội khỏe công đoàn năm 2026\n\nCông đoàn tỉnh ban hành kế hoạch như sau:\n\nI. PHÂN CÔNG\n\n${rows.map((row) => `|\n${row.join('\n|\n')}\n|`).join('\n')}\n\nII. KINH PHÍ\n- Từ nguồn chi thường xuyên.\n`,
  }).tasks.flatMap((task) => (task.rule === 'tasks.table-row' ? [[task.owner, task.deadline, task.quote]] : []));

test('a row of a table of work is a task', () => {
  expect(
    tasksOf([
      ['TT', 'Nội dung', 'Đơn vị thực hiện', 'Thời gian'],
      ['1', 'Thuê sân vận động', 'Văn phòng', 'Tháng 4/2026'],
      ['2', 'Mời trọng tài', 'Ban Nữ công', 'Trước ngày 15/4/2026'],
    ]),
  ).toEqual([
    ['Văn phòng', '2026-04', 'Thuê sân vận động'],
    ['Ban Nữ công', '2026-04-15', 'Mời trọng tài'],
  ]);
});

test('a second head row that divides one cell moves the columns behind it', () => {
  expect(
    tasksOf([
      ['TT', 'Nội dung', 'Đơn vị thực hiện', 'Thời gian'],
      ['Chủ trì', 'Phối hợp'],
      ['1', 'Thuê sân vận động', 'Văn phòng', 'Ban Nữ công', 'Tháng 4/2026'],
      ['2', 'Mời trọng tài', 'Ban Nữ công', 'Văn phòng', 'Trước ngày 15/4/2026'],
    ]),
  ).toEqual([
    ['Văn phòng', '2026-04', 'Thuê sân vận động'],
    ['Ban Nữ công', '2026-04-15', 'Mời trọng tài'],
  ]);
});
