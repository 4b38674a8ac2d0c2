import { sql, type Kysely } from 'kysely';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import { chance, idOf, raw } from './chance.ts';
import type { NationSize } from './nation-size.ts';
import { recordedAt, servedTargets } from './write-work.ts';

type Handle = Kysely<never>;

interface MadeTarget {
  statement: string;
  shape: string;
  measure: string | null;
  population: string | null;
  value: number;
  unit: string;
  minPerUnit: number | null;
  cadence: string;
}

/** The targets of the national plan: each shape that is computed, some of them in several periods. */
const allTargets: readonly MadeTarget[] = [
  {
    statement: '95% đoàn viên được quán triệt nghị quyết',
    shape: 'coverage',
    measure: null,
    population: 'members',
    value: 95,
    unit: 'percent',
    minPerUnit: null,
    cadence: 'yearly',
  },
  {
    statement: '80% nữ đoàn viên được tuyên truyền',
    shape: 'coverage',
    measure: null,
    population: 'women_members',
    value: 80,
    unit: 'percent',
    minPerUnit: null,
    cadence: 'yearly',
  },
  {
    statement: '100% công đoàn cơ sở tổ chức ít nhất 2 hoạt động',
    shape: 'unit_rate',
    measure: null,
    population: null,
    value: 100,
    unit: 'percent',
    minPerUnit: 2,
    cadence: 'yearly',
  },
  {
    statement: '90% công đoàn cơ sở tổ chức hoạt động mỗi quý',
    shape: 'unit_rate',
    measure: null,
    population: null,
    value: 90,
    unit: 'percent',
    minPerUnit: 1,
    cadence: 'quarterly',
  },
  {
    statement: 'Tổ chức 500.000 hoạt động',
    shape: 'count',
    measure: 'activities',
    population: null,
    value: 500_000,
    unit: 'hoạt động',
    minPerUnit: null,
    cadence: 'yearly',
  },
  {
    statement: 'Mỗi công đoàn cơ sở tổ chức ít nhất 4 hoạt động',
    shape: 'per_unit_count',
    measure: 'activities',
    population: null,
    value: 4,
    unit: 'hoạt động',
    minPerUnit: 4,
    cadence: 'yearly',
  },
  {
    statement: '85% người lao động được tuyên truyền pháp luật',
    shape: 'coverage',
    measure: null,
    population: 'members_and_workers',
    value: 85,
    unit: 'percent',
    minPerUnit: null,
    cadence: 'yearly',
  },
  {
    statement: '70% đoàn viên học tập nghị quyết trong từng nửa năm',
    shape: 'coverage',
    measure: null,
    population: 'members',
    value: 70,
    unit: 'percent',
    minPerUnit: null,
    cadence: 'half_yearly',
  },
  {
    statement: '60% công đoàn cơ sở có hoạt động văn hóa',
    shape: 'unit_rate',
    measure: null,
    population: null,
    value: 60,
    unit: 'percent',
    minPerUnit: 1,
    cadence: 'yearly',
  },
  {
    statement: 'Tổ chức 20.000 hội nghị mỗi tháng',
    shape: 'count',
    measure: 'activities',
    population: null,
    value: 20_000,
    unit: 'hoạt động',
    minPerUnit: null,
    cadence: 'monthly',
  },
  {
    statement: 'Tuyên truyền cho 5.000.000 người',
    shape: 'count',
    measure: 'persons',
    population: 'members',
    value: 5_000_000,
    unit: 'người',
    minPerUnit: null,
    cadence: 'yearly',
  },
  {
    statement: 'Mỗi công đoàn cơ sở có một hoạt động mỗi nửa năm',
    shape: 'per_unit_count',
    measure: 'activities',
    population: null,
    value: 1,
    unit: 'hoạt động',
    minPerUnit: 1,
    cadence: 'half_yearly',
  },
];
if (allTargets.length !== servedTargets) throw new Error('Work is spread over other targets than the plan has.');

const planId = idOf('plan', 'n');
const targetId = (plan: string, position: string): string => idOf('target', `${plan} * 100 + ${position}`);

/**
 * Writes the plan of 2026: issued by the confederation, adopted by each union of the first level and by each below it,
 * and delivered to every union; four in five have acknowledged it.
 */
export async function writePlans(db: Handle, size: NationSize): Promise<void> {
  const targets = size.targets.map((place) => allTargets[place]!);
  const title = 'Kế hoạch tuyên truyền, giáo dục năm 2026';
  // Those that make a plan of their own: whoever has unions below.
  const issuers = `u.ended_on is null and exists (select 1 from made_unit c where c.parent_after = u.n)`;
  await sql`
    insert into plan (id, org_unit_id, adopted_from_id, source_kind, status, title, title_key, title_sort, number_text, register_year,
      register_number, issued_on, valid_from, valid_to, issuer_name, issued_at, created_at)
    select ${raw(planId)}, u.id, case when u.n > 1 then ${raw(planId.replace('(n)', '(u.parent_after)'))} end,
      case when u.n > 1 then 'adopted' else 'blank' end, 'issued', ${title}, ${toSearchKey(title)}, ${toSortKey(title)}, '01/KH-CĐ', 2026, 1,
      date '2026-01-05', date '2026-01-01', date '2026-12-31', u.name, timestamptz '2026-01-05 02:00Z', timestamptz '2026-01-03 02:00Z'
    from made_unit u where ${raw(issuers)}`.execute(db);
  await sql`
    insert into plan_target (id, plan_id, position, root_id, inherited_from, statement, shape, measure_id, population_id, value, unit,
      min_per_unit, cadence, due_on)
    select ${raw(targetId('u.n', 't.i'))}, p.id, t.i, ${raw(targetId('1', 't.i'))}, case when u.n > 1 then ${raw(targetId('u.parent_after', 't.i'))} end,
      t.statement, t.shape, t.measure, t.population, t.value, t.unit, t.per_unit, t.cadence, date '2026-12-15'
    from plan p join made_unit u on u.id = p.org_unit_id
    cross join unnest(${targets.map((_, i) => i)}::int[], ${targets.map((one) => one.statement)}::text[], ${targets.map((one) => one.shape)}::text[],
      ${targets.map((one) => one.measure)}::text[], ${targets.map((one) => one.population)}::text[], ${targets.map((one) => one.value)}::int[],
      ${targets.map((one) => one.unit)}::text[], ${targets.map((one) => one.minPerUnit)}::int[], ${targets.map((one) => one.cadence)}::text[])
      as t (i, statement, shape, measure, population, value, unit, per_unit, cadence)`.execute(db);
  await sql`
    insert into plan_delivery (id, plan_id, issuer_unit_id, unit_id, purpose, delivered_at, opened_at, acknowledged_at, acknowledge_due_on,
      adopt_due_on, adopted_plan_id, adopted_at)
    select ${raw(idOf('delivery', 'u.n'))}, p.id, p.org_unit_id, u.id, 'act', timestamptz '2026-01-05 02:00Z',
      case when d.chance < 0.9 then timestamptz '2026-01-06 02:00Z' end, case when d.chance < 0.8 then timestamptz '2026-01-08 02:00Z' end,
      date '2026-01-15', date '2026-02-15', o.id, case when o.id is not null then timestamptz '2026-01-20 02:00Z' end
    from made_unit u
    join made_unit a on a.n = u.parent_after join plan p on p.org_unit_id = a.id left join plan o on o.org_unit_id = u.id
    cross join lateral (select ${raw(chance('u.n', 81))} as chance) d
    where u.ended_on is null and u.founded_on < date '2026-01-05'`.execute(db);
}

/** What each activity serves: the target in the plan that its unit was given. */
export async function linkWork(db: Handle): Promise<void> {
  await sql`
    insert into activity_link (id, activity_id, plan_id, target_id, org_unit_id, target_root_id, starts_on, created_at)
    select ${raw(idOf('link', 'e.e'))}, ${raw(idOf('activity', 'e.e'))}, t.plan_id, t.id, e.unit_id, t.root_id, e.happened_on,
      ${raw(recordedAt)}
    from made_event e
    join made_unit u on u.id = e.unit_id
    join plan_target t on t.id = ${raw(targetId('coalesce(case when exists (select 1 from made_unit c where c.parent_after = u.n) then u.n end, u.parent_after)', 'e.target'))}
    where e.target is not null`.execute(db);
}
