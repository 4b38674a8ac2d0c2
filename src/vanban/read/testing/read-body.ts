import { type ReadPlan } from '../../plan-document.ts';
import { readPlan } from '../read-plan.ts';

/** A plan of which only the body is of interest. */
export function readBody(body: string): ReadPlan {
  return readPlan({
    text: `CÔNG ĐOÀN TỈNH AN SƠN
Số: 5/KH-CĐ
An Sơn, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Chăm sóc vườn cây năm 2026

Căn cứ Chương trình số 3/CTr-CĐ ngày 02/01/2026 của Công đoàn tỉnh,
Công đoàn tỉnh xây dựng kế hoạch như sau:

${body}

Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Phan Văn Hòa
`,
  });
}

/** Owner and first words of each task that somebody has. */
export const owned = (plan: ReadPlan): (string | null)[][] =>
  plan.tasks.filter((task) => task.owner).map((task) => [task.owner, task.quote.slice(0, 20)]);
