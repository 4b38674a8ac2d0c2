import { sql, type Kysely } from 'kysely';

// Counting sums anew, seen while it goes on: who asked when, how far it is, and how it ended.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sum_run (
      id          integer primary key generated always as identity,
      -- 'today': the branches of today's tree from the units' own sums. 'all': everything from the facts.
      scope       text not null check (scope in ('today', 'all')),
      asked_at    timestamptz not null,
      -- Null: from the command line.
      asked_by    text references app_user (id) on delete set null,
      percent     smallint not null default 0 check (percent between 0 and 100),
      -- The last sign of life of whoever counts; null before the first.
      told_at     timestamptz,
      ended_at    timestamptz,
      -- Rows of sums that were put right; null unless it went through.
      wrong_count integer,
      -- Code of an error; null unless it failed.
      failure     text,
      check ((ended_at is null) = (wrong_count is null and failure is null))
    )`.execute(db);
  await sql`create unique index sum_run_going on sum_run ((true)) where ended_at is null`.execute(db);

  // Both tables stay closed to the person's role. What is said of runs is of no unit; alarms are of units in sight.
  await sql`
    create function latest_sum_run()
    returns table (scope text, asked_at timestamptz, percent smallint, told_at timestamptz, ended_at timestamptz,
                   wrong_count integer, failure text)
    language sql stable security definer set search_path = public, pg_temp as $$
      select r.scope, r.asked_at, r.percent, r.told_at, r.ended_at, r.wrong_count, r.failure
      from sum_run r where app_read_paths() is not null order by r.id desc limit 1
    $$`.execute(db);
  await sql`
    create function open_sum_alarms(most integer)
    returns table (unit_id uuid, unit_name text, part text, measure_id text, from_on date, to_on date,
                   kept numeric, counted numeric, found_at timestamptz, alarm_count bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
      select a.unit_id, u.name, a.part, a.measure_id, a.from_on, a.to_on, a.kept, a.counted, a.found_at, count(*) over ()
      from sum_alarm a join org_unit u on u.id = a.unit_id
      where a.resolved_at is null and app_reads(u.path) order by a.found_at desc, a.id desc limit most
    $$`.execute(db);
  for (const name of ['latest_sum_run', 'open_sum_alarms']) {
    await sql`revoke execute on function ${sql.id(name)} from public`.execute(db);
    await sql`grant execute on function ${sql.id(name)} to lantoa_app`.execute(db);
  }
}
