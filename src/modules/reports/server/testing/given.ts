import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import type { GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

/** An issued plan with one target (each grassroots union at least one activity a year), delivered to units. */
export async function givenIssuedPlan(
  db: TestDatabase,
  wish: { unit: GivenUnit; title: string; deliverTo: readonly GivenUnit[] },
): Promise<{ planId: string; rootId: string }> {
  const planId = randomUUID();
  const rootId = randomUUID();
  const handle = db.services.database.db;
  await sql`
    insert into plan (id, org_unit_id, source_kind, title, valid_from, valid_to)
    values (${planId}, ${wish.unit.id}, 'blank', ${wish.title}, '2026-01-05', '2026-12-31')`.execute(handle);
  await sql`
    insert into plan_target (id, plan_id, position, root_id, statement, shape, measure_id, comparator, value, unit, min_per_unit, cadence, binds)
    values (${rootId}, ${planId}, 1, ${rootId}, 'Hằng năm 100% CĐCS có ít nhất 01 hoạt động', 'unit_rate', 'activities', '=', 100, 'percent', 1, 'yearly', 'tree')`.execute(
    handle,
  );
  await sql`
    update plan set status = 'issued', number_text = '01/KH', register_year = 2026, register_number = 1,
                    issued_on = '2026-01-05', issued_at = '2026-01-05' where id = ${planId}`.execute(handle);
  for (const receiver of wish.deliverTo) {
    await sql`
      insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
      values (${planId}, ${wish.unit.id}, ${receiver.id}, 'act', '2026-01-05')`.execute(handle);
  }
  return { planId, rootId };
}

/** An activity that was held, with the facts that it emits. */
export async function givenDoneActivity(
  db: TestDatabase,
  wish: { unit: GivenUnit; on: string; targetRootId: string; attendances: number },
): Promise<void> {
  const id = randomUUID();
  const handle = db.services.database.db;
  await sql`
    insert into activity (id, org_unit_id, form_id, title, title_key, status, starts_on, ends_on)
    values (${id}, ${wish.unit.id}, 'conference', 'Hội nghị', 'hoi nghi', 'done', ${wish.on}, ${wish.on})`.execute(
    handle,
  );
  await sql`
    insert into activity_attendance (activity_id, population_id, attendance_count) values (${id}, 'members', ${wish.attendances})`.execute(
    handle,
  );
  for (const root of [null, wish.targetRootId]) {
    await sql`
      insert into fact (org_unit_id, measure_id, population_id, target_root_id, happened_on, value, source_type, source_id)
      values (${wish.unit.id}, 'activities', null, ${root}, ${wish.on}, 1, 'activity', ${id}),
             (${wish.unit.id}, 'attendances', 'members', ${root}, ${wish.on}, ${wish.attendances}, 'activity', ${id})`.execute(
      handle,
    );
  }
}
