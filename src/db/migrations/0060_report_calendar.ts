import { sql, type Kysely } from 'kysely';

// Cut-off days differ between federations and change: each unit may set its own for itself and the units below it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report_calendar (
      id           uuid primary key default gen_random_uuid(),
      org_unit_id  uuid not null references org_unit (id),
      period_kind  text not null check (period_kind in ('month', 'quarter', 'half_year', 'nine_months', 'year')),
      -- "MM-DD"; figures may begin in the year before.
      figures_from text not null check (figures_from ~ '^[0-9]{2}-[0-9]{2}$'),
      figures_to   text not null check (figures_to ~ '^[0-9]{2}-[0-9]{2}$'),
      -- Days after the last day of figures by which a unit of the tier sends: grassroots, direct superior, province.
      due_days_4   smallint not null check (due_days_4 between 0 and 60),
      due_days_3   smallint not null check (due_days_3 between 0 and 60),
      due_days_2   smallint not null check (due_days_2 between 0 and 60),
      valid_from   date not null,
      unique (org_unit_id, period_kind, valid_from)
    )`.execute(db);
  await sql`call app_protect('report_calendar'::regclass, 'org_unit_id'::name)`.execute(db);
  // A unit sends by the calendar of the units above it, which it reads by name only: the calendar is no secret.
  await sql`
    create policy report_calendar_above on report_calendar for select to lantoa_app
    using (exists (select 1 from org_unit u where u.id = org_unit_id and app_is_above(u.path)))`.execute(db);
}
