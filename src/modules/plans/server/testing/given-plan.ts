import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import type { GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

export interface GivenPlan {
  id: string;
  targetId: string;
  taskId: string;
}

/** A plan with one target, one task and one line of recipients, written past the policies. */
export async function givenPlan(
  db: TestDatabase,
  unit: GivenUnit,
  wish: { title?: string; status?: string; authorId?: string | null; docType?: string; rule?: string } = {},
): Promise<GivenPlan> {
  const plan = { id: randomUUID(), targetId: randomUUID(), taskId: randomUUID() };
  const title = wish.title ?? 'Tuyên truyền năm 2026';
  const handle = db.services.database.db;
  await sql`
    insert into plan (id, org_unit_id, source_kind, status, doc_type, title, title_key, title_sort, author_id, valid_from, valid_to)
    values (${plan.id}, ${unit.id}, 'blank', ${wish.status ?? 'draft'}, ${wish.docType ?? 'KẾ HOẠCH'}, ${title},
            ${toSearchKey(title)}, ${toSortKey(title)}, ${wish.authorId ?? null}, '2026-01-01', '2026-12-31')`.execute(
    handle,
  );
  await sql`
    insert into plan_target (id, plan_id, position, root_id, statement, shape, measure_id, population_id, value)
    values (${plan.targetId}, ${plan.id}, 10, ${plan.targetId}, 'Ít nhất 90% đoàn viên được học tập', 'coverage', 'persons', 'members', 90)`.execute(
    handle,
  );
  await sql`
    insert into plan_task (id, plan_id, position, root_id, statement, owner_text)
    values (${plan.taskId}, ${plan.id}, 10, ${plan.taskId}, 'Tổ chức hội thi', 'Ban Tuyên giáo')`.execute(handle);
  await sql`
    insert into plan_recipient (plan_id, position, label, purpose, rule_kind)
    values (${plan.id}, 10, 'Các đơn vị trực thuộc', 'act', ${wish.rule ?? 'children'})`.execute(handle);
  return plan;
}
