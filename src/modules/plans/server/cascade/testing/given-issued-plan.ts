import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import type { GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { deliverPlan } from '#app/modules/plans/server/cascade/deliver-plan.ts';
import type {} from '#app/modules/plans/server/plan-item-table.ts';
import type {} from '#app/modules/plans/server/plan-table.ts';

export interface RecipientWish {
  label?: string;
  purpose?: 'act' | 'inform' | 'archive';
  rule: 'none' | 'unit' | 'children' | 'descendants' | 'kind';
  unit?: GivenUnit;
  kinds?: string[];
}

export interface TargetWish {
  statement: string;
  value?: number | null;
  comparator?: string;
  minPerUnit?: number;
  kinds?: string[];
  sectors?: string[];
  dueOn?: string;
  binds?: 'issuer' | 'each_unit' | 'tree';
}

export interface PlanWish {
  title?: string;
  number?: string;
  adoptDueOn?: string;
  recipients?: RecipientWish[];
  targets?: TargetWish[];
  tasks?: string[];
  quotas?: { label: string; item: string; count: number; perUnit?: number; units: GivenUnit[]; isTotal?: boolean }[];
}

export interface GivenPlan {
  id: string;
  title: string;
  targetIds: string[];
  taskIds: string[];
}

let number = 0;

/** A draft with its items, written past the policies. */
export async function givenDraftPlan(db: TestDatabase, unit: GivenUnit, wish: PlanWish = {}): Promise<GivenPlan> {
  number += 1;
  const handle = db.services.database.db;
  const title = wish.title ?? `Tuyên truyền lần ${number}`;
  const plan: GivenPlan = { id: randomUUID(), title, targetIds: [], taskIds: [] };
  await handle
    .insertInto('plan')
    .values({
      id: plan.id,
      orgUnitId: unit.id,
      sourceKind: 'blank',
      title,
      titleKey: toSearchKey(title),
      adoptDueOn: wish.adoptDueOn ?? null,
    } as never)
    .execute();
  for (const [position, target] of (wish.targets ?? []).entries()) {
    const id = randomUUID();
    plan.targetIds.push(id);
    await sql`
      insert into plan_target (id, plan_id, position, root_id, statement, shape, measure_id, comparator, value, min_per_unit, kind_ids, sector_ids, due_on, binds)
      values (${id}, ${plan.id}, ${position}, ${id}, ${target.statement}, ${target.value === null ? 'qualitative' : 'coverage'},
              null, ${target.comparator ?? '>='}, ${target.value === undefined ? 90 : target.value}, ${target.minPerUnit ?? null},
              ${target.kinds ?? []}, ${target.sectors ?? []}, ${target.dueOn ?? null}, ${target.binds ?? 'tree'})`.execute(
      handle,
    );
  }
  for (const [position, statement] of (wish.tasks ?? []).entries()) {
    const id = randomUUID();
    plan.taskIds.push(id);
    await sql`insert into plan_task (id, plan_id, position, root_id, statement) values (${id}, ${plan.id}, ${position}, ${id}, ${statement})`.execute(
      handle,
    );
  }
  for (const [position, quota] of (wish.quotas ?? []).entries()) {
    await sql`
      insert into plan_quota (plan_id, position, root_id, row_label, item, count, per_unit_min, unit_ids, is_total)
      values (${plan.id}, ${position}, gen_random_uuid(), ${quota.label}, ${quota.item}, ${quota.count}, ${quota.perUnit ?? null},
              ${quota.units.map((one) => one.id)}, ${quota.isTotal ?? false})`.execute(handle);
  }
  for (const [position, line] of (wish.recipients ?? [{ rule: 'children' as const }]).entries()) {
    await sql`
      insert into plan_recipient (plan_id, position, label, purpose, rule_kind, rule_unit_id, rule_kind_ids)
      values (${plan.id}, ${position}, ${line.label ?? 'Các đơn vị'}, ${line.purpose ?? 'act'}, ${line.rule}, ${line.unit?.id ?? null}, ${line.kinds ?? []})`.execute(
      handle,
    );
  }
  return plan;
}

/** A plan that went out on the day of the test's clock and was delivered by its recipients' lines. */
export async function givenIssuedPlan(db: TestDatabase, unit: GivenUnit, wish: PlanWish = {}): Promise<GivenPlan> {
  const plan = await givenDraftPlan(db, unit, wish);
  await db.system.transaction(async (tx) => {
    await tx.db
      .updateTable('plan')
      .set({
        status: 'issued',
        registerYear: Number(tx.today().slice(0, 4)),
        registerNumber: number,
        numberText: wish.number ?? `${number}/KH-CĐ`,
        issuedOn: tx.today(),
        issuedAt: tx.now(),
      })
      .where('id', '=', plan.id)
      .execute();
    await deliverPlan(tx, { id: plan.id, orgUnitId: unit.id, orgPath: unit.path, adoptDueOn: wish.adoptDueOn ?? null });
    await tx.audit('test.issue');
  });
  return plan;
}
