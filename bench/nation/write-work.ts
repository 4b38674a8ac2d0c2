import { sql, type Kysely } from 'kysely';
import { chance, idOf, raw } from './chance.ts';
import { nationDays, type NationSize } from './nation-size.ts';

type Handle = Kysely<never>;

/** Share of a year's work in each month: little in the Tết month, most in May, before congresses and at the year's end. */
const monthShares = [9, 4, 7, 8, 13, 8, 9, 7, 9, 8, 10, 8];
/** Facts for each activity that is shared out, corrections included and those left out that fall before a founding; found by counting. */
const factsAnActivity = 4.89;
/** Targets of the plan of the confederation that activities may serve. */
export const servedTargets = 12;

/**
 * Writes two years of work: activities, and the facts that each of them emits, spread over units by their size and over
 * months as work is; and corrections, which are facts with the difference. Asks `made_unit` and the national plan.
 */
export async function writeWork(db: Handle, size: NationSize): Promise<void> {
  await addMeasures(db, size);
  await spreadEvents(db, size);
  await writeActivities(db);
  await writeFacts(db, size);
  await correctFacts(db);
  await sql`select setval(pg_get_serial_sequence('fact', 'id'), (select max(id) from fact))`.execute(db);
}

/** Measures of the nation's own, until as many as wanted add up by sum. */
async function addMeasures(db: Handle, size: NationSize): Promise<void> {
  await sql`
    insert into measure (id, name_vi, name_en, unit_vi, unit_en, roll_up, position)
    select 'made_' || lpad(i::text, 2, '0'), 'Chỉ số ' || i, 'Measure ' || i, 'lượt', 'times', 'sum', 1000 + i
    from generate_series(1, ${size.measures}::int - (select count(*)::int from measure where roll_up = 'sum')) i`.execute(
    db,
  );
}

/** One row for each activity held: who, when, how many people, which further measure, which target of the plan. */
async function spreadEvents(db: Handle, size: NationSize): Promise<void> {
  const whole = monthShares.reduce((sum, share) => sum + share, 0);
  let upto = 0;
  const thresholds = monthShares.slice(0, -1).map((share) => (upto += share) / whole);
  const count = Math.round(size.facts / factsAnActivity);
  const picked = (salt: number): string => chance('e', salt);
  await sql`
    create unlogged table made_event as
    with weighed as (
      select n, id, founded_on, ended_on, case when weight > 0 then members else 60 end as members,
        sqrt(case when weight > 0 then weight when path_now like '.%.%.%.' then 400 else 2500 end) as weight
      from made_unit
    ), pace as (
      select *, sum(weight) over (order by n) / sum(weight) over () as upto, weight / sum(weight) over () as share
      from weighed
    ), event as (
      select n, id, founded_on, ended_on, members, k as e
      from pace, generate_series(floor((upto - share) * ${count}::int)::bigint, floor(upto * ${count}::int)::bigint - 1) k
    ), dated as (
      select e, n, id as unit_id, founded_on, ended_on, members,
        (${nationDays.from}::date + make_interval(months => 12 * (${raw(picked(51))} < 0.54)::int
          + (width_bucket(${raw(picked(52))}, ${raw(`array[${thresholds.join(',')}]::double precision[]`)}) + 1) % 12)
          + make_interval(days => floor(28 * ${raw(picked(53))})::int))::date as happened_on
      from event
    )
    select row_number() over (order by happened_on, e) as e, unit_id, happened_on,
      greatest(1, floor(members * ${raw(picked(54))} * ${raw(picked(55))}))::int as persons,
      floor(power(${raw(picked(56))}, 1.4) * 1000)::int as further,
      case when happened_on >= date '2026-01-05' and ${raw(picked(57))} < 0.3 then floor(${raw(picked(58))} * ${servedTargets}::int)::int end as target
    from dated where happened_on >= founded_on and (ended_on is null or happened_on < ended_on)`.execute(db);
  await sql`analyze made_event`.execute(db);
}

const eventId = idOf('activity', 'e');
/** When the activity of an event was recorded. */
export const recordedAt = `(happened_on + time '08:00' + make_interval(hours => floor(200 * ${chance('e', 61)})::int)) at time zone 'Asia/Ho_Chi_Minh'`;

async function writeActivities(db: Handle): Promise<void> {
  await sql`
    insert into activity (id, org_unit_id, form_id, title, title_key, status, starts_on, ends_on, created_at, updated_at)
    select ${raw(eventId)}, unit_id, f.id, 'Hội nghị tuyên truyền số ' || e, 'hoi nghi tuyen truyen so ' || e, 'done',
      happened_on, happened_on, ${raw(recordedAt)}, ${raw(recordedAt)}
    from made_event e
    join (select id, row_number() over (order by position, id) - 1 as i from activity_form) f
      on f.i = e.e % (select count(*) from activity_form)`.execute(db);
}

/** The facts of each activity; those for the measures themselves, and again for the target that it serves. */
async function writeFacts(db: Handle, size: NationSize): Promise<void> {
  await sql`
    insert into fact (id, org_unit_id, measure_id, population_id, target_root_id, happened_on, value, source_type, source_id, recorded_at)
    overriding system value
    with further as (
      select id, row_number() over (order by position, id) - 1 as i from measure
      where roll_up = 'sum' and id not in ('activities', 'attendances', 'persons', 'cost')
      order by position, id limit ${size.measures}::int - 4
    ), target as (
      select t.root_id, row_number() over (order by t.position) - 1 as i from plan_target t
      join plan p on p.id = t.plan_id and p.adopted_from_id is null
    ), work as (
      select e.e, e.unit_id, e.happened_on, e.persons, m.id as further_id, t.root_id, e.further,
        ${raw(recordedAt)} as recorded_at, ${raw(eventId)} as source_id
      from made_event e join further m on m.i = e.further * (select count(*) from further) / 1000 left join target t on t.i = e.target
    )
    select 10 * e + part, unit_id, measure_id, population_id, target_root_id, happened_on, value, 'activity', source_id, recorded_at
    from work cross join lateral (values
      (0, 'activities', null, null::uuid, 1::numeric, true),
      (1, 'attendances', 'members', null, (persons + persons / 5)::numeric, true),
      (2, 'persons', 'members', null, persons::numeric, true),
      (3, 'persons', 'women_members', null, (persons / 3)::numeric, e % 10 < 3 and persons > 2),
      (4, 'cost', null, null, (50000 * (1 + further % 40))::numeric, true),
      (5, further_id, null, null, (1 + further % 7)::numeric, true),
      (6, 'activities', null, root_id, 1::numeric, root_id is not null),
      (7, 'persons', 'members', root_id, persons::numeric, root_id is not null)
    ) f (part, measure_id, population_id, target_root_id, value, is_emitted)
    where is_emitted`.execute(db);
}

/** Two facts of a hundred turn out too high later; the difference is a fact on the day it belongs to. */
async function correctFacts(db: Handle): Promise<void> {
  await sql`
    insert into fact (id, org_unit_id, measure_id, population_id, target_root_id, happened_on, value, source_type, source_id, corrects_id, recorded_at)
    overriding system value
    select f.id + 8 - f.id % 10 + (f.id % 2), f.org_unit_id, f.measure_id, f.population_id, f.target_root_id, f.happened_on,
      -ceil(f.value * 0.1), f.source_type, f.source_id, f.id, least(f.recorded_at + interval '12 days', timestamptz '2026-11-30 02:00Z')
    from fact f where f.id % 10 in (2, 5) and ${raw(chance('f.id', 71))} < 0.055 and f.value > 1`.execute(db);
}
