import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import type { GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import type { ActivityInput } from '#app/modules/activities/server/record-activity.ts';

export interface TargetWish {
  statement?: string;
  shape?:
    'coverage' | 'unit_rate' | 'count' | 'per_unit_count' | 'declared_rate' | 'ratio' | 'qualitative' | 'distribution';
  measure?: string;
  population?: string;
  sectors?: string[];
  kinds?: string[];
  comparator?: string;
  value?: number | null;
  minPerUnit?: number;
  cadence?: string;
  dueOn?: string;
  binds?: 'issuer' | 'each_unit' | 'tree';
  /** Inherited from a target of the plan above. */
  from?: GivenTarget;
}

export interface GivenTarget {
  id: string;
  rootId: string;
}

export interface GivenPlan {
  id: string;
  targets: GivenTarget[];
  taskId: string;
}

export interface PlanWish {
  targets?: TargetWish[];
  /** Units it is addressed to for action. */
  to?: GivenUnit[];
  validFrom?: string | null;
  validTo?: string | null;
  status?: string;
  adoptedFrom?: GivenPlan;
}

let number = 0;

/** An issued plan with its targets and one task, delivered to units; written past the policies. */
export async function givenPlan(db: TestDatabase, unit: GivenUnit, wish: PlanWish = {}): Promise<GivenPlan> {
  number += 1;
  const id = randomUUID();
  const handle = db.services.database.db;
  const status = wish.status ?? 'issued';
  const isIssued = status === 'issued' || status === 'closed';
  await sql`
    insert into plan (id, org_unit_id, adopted_from_id, source_kind, title, number_text, valid_from, valid_to)
    values (${id}, ${unit.id}, ${wish.adoptedFrom?.id ?? null}, 'blank', ${`Kế hoạch ${number}`}, ${`${number}/KH-CĐ`},
            ${wish.validFrom === undefined ? '2026-01-01' : wish.validFrom}, ${wish.validTo === undefined ? '2026-12-31' : wish.validTo})`.execute(
    handle,
  );
  const targets: GivenTarget[] = [];
  for (const [position, target] of (wish.targets ?? [{}]).entries())
    targets.push(await insertTarget(db, id, position, target));
  const taskId = randomUUID();
  await sql`insert into plan_task (id, plan_id, position, root_id, statement) values (${taskId}, ${id}, 0, ${taskId}, 'Tổ chức sơ kết')`.execute(
    handle,
  );
  // Issued last: the items of an issued plan do not change.
  await sql`
    update plan set status = ${status}, register_year = ${isIssued ? 2026 : null}, register_number = ${isIssued ? number : null},
      issued_on = ${isIssued ? '2026-01-05' : null}, issued_at = ${isIssued ? new Date('2026-01-05') : null}
    where id = ${id}`.execute(handle);
  for (const to of wish.to ?? []) {
    await sql`insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
              values (${id}, ${unit.id}, ${to.id}, 'act', now())`.execute(handle);
  }
  return { id, targets, taskId };
}

async function insertTarget(
  db: TestDatabase,
  planId: string,
  position: number,
  wish: TargetWish,
): Promise<GivenTarget> {
  const id = randomUUID();
  const rootId = wish.from?.rootId ?? id;
  const shape = wish.shape ?? 'unit_rate';
  const value = wish.value === undefined ? (shape === 'qualitative' ? null : 100) : wish.value;
  await sql`
    insert into plan_target (id, plan_id, position, root_id, inherited_from, statement, shape, measure_id, population_id,
                             sector_ids, kind_ids, comparator, value, min_per_unit, cadence, due_on, binds)
    values (${id}, ${planId}, ${position}, ${rootId}, ${wish.from?.id ?? null},
            ${wish.statement ?? 'Mỗi CĐCS có ít nhất một hoạt động trong năm'}, ${shape}, ${wish.measure ?? null}, ${wish.population ?? null},
            ${wish.sectors ?? []}::text[], ${wish.kinds ?? []}::text[], ${wish.comparator ?? '>='}, ${value},
            ${wish.minPerUnit ?? null}, ${wish.cadence ?? 'yearly'}, ${wish.dueOn ?? null}, ${wish.binds ?? 'tree'})`.execute(
    db.services.database.db,
  );
  return { id, rootId };
}

/** What a person sends about an activity; tests state only what they are about. */
export function activityInput(unit: GivenUnit, wish: Partial<ActivityInput> = {}): ActivityInput {
  const startsOn = wish.startsOn ?? '2026-03-02';
  return {
    unitId: unit.id,
    requestKey: randomUUID(),
    formId: 'conference',
    title: 'Hội nghị học tập chuyên đề',
    startsOn,
    endsOn: startsOn,
    place: 'Hội trường',
    mode: 'in_person',
    audience: '',
    partners: '',
    summary: '',
    topicIds: [],
    attendance: [],
    costs: [],
    quantities: [],
    links: [],
    isAutoLinked: false,
    isConfirmed: false,
    ...wish,
  };
}

/** People of one group; as many persons as attendances unless said otherwise. */
export function people(populationId: string, attendanceCount: number, personCount: number | null = attendanceCount) {
  return { populationId, attendanceCount, personCount };
}

/** A link to a target as a form sends it. */
export function toTarget(target: GivenTarget | undefined) {
  if (!target) throw new Error('The plan has no such target.');
  return { kind: 'target' as const, id: target.id };
}

/**
 * What the facts add up to, line by line: "root measure population sum" with '-' for none, zero left out. Measures that
 * look at activities by a rule are left out unless asked for: each activity counts for some, whatever a test is about.
 */
export async function factSums(
  db: TestDatabase,
  roots: Record<string, string> = {},
  withRuled = false,
): Promise<string[]> {
  const { rows } = await sql<{
    targetRootId: string | null;
    measureId: string;
    populationId: string | null;
    value: number;
  }>`
    select target_root_id, measure_id, population_id, sum(value) as value from fact join measure m on m.id = measure_id
    where ${withRuled} or m.rule ->> 'source' <> 'activities'
    group by 1, 2, 3 having sum(value) <> 0`.execute(db.services.database.db);
  const names = new Map(Object.entries(roots).map(([name, id]) => [id, name]));
  return rows
    .map((row) => {
      const root = row.targetRootId ? (names.get(row.targetRootId) ?? '?') : '-';
      return `${root} ${row.measureId} ${row.populationId ?? '-'} ${row.value}`;
    })
    .toSorted();
}
