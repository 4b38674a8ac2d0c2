import { sql, type Kysely } from 'kysely';

// Work that serves no target is a list and a count of its own. Whether it does is kept with the work, so that neither
// reads all work of a nation to find the little that is left over.
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['activity', 'delivered_item', 'measure_figure'])
    await sql`alter table ${sql.table(table)} add column serves_target boolean not null default false`.execute(db);
  await sql`
    update activity a set serves_target = true
    where exists (select from activity_link l where l.activity_id = a.id and l.target_id is not null)`.execute(db);
  await sql`
    update delivered_item d set serves_target = true where exists (
      select from fact f where f.source_type = 'item' and f.source_id = d.id and f.target_root_id is not null)
      -- A quota line that names the unit counts what it sent while the plan was in force.
      or exists (select from plan_quota q join plan p on p.id = q.plan_id
                 where d.org_unit_id = any (q.unit_ids) and q.review <> 'dropped' and p.status in ('approved', 'issued', 'closed')
                   and d.delivered_on between coalesce(p.valid_from, p.issued_on) and coalesce(p.valid_to, 'infinity'))`.execute(
    db,
  );
  await sql`
    update measure_figure g set serves_target = true where exists (
      select from fact f join measure_figure o on o.id = f.source_id and f.source_type = 'measure_figure'
      where o.org_unit_id = g.org_unit_id and o.measure_id = g.measure_id and f.target_root_id is not null)`.execute(
    db,
  );
  await sql`create index activity_unserved on activity (org_unit_id, starts_on desc) where status = 'done' and not serves_target`.execute(
    db,
  );
  await sql`create index delivered_item_unserved on delivered_item (org_unit_id, delivered_on desc) where withdrawn_at is null and not serves_target`.execute(
    db,
  );
  await sql`create index measure_figure_unserved on measure_figure (org_unit_id, measure_id, as_of_on desc) where not serves_target`.execute(
    db,
  );
  await sql`grant update (serves_target) on delivered_item, measure_figure to lantoa_app`.execute(db);
  await markServing(db);
}

/** Links are written and taken away in several places; the mark follows them here, once. */
async function markServing(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function mark_serving_activities() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    begin
      update public.activity a set serves_target = s.serves
      from (select c.activity_id, exists (select from public.activity_link l
              where l.activity_id = c.activity_id and l.target_id is not null) as serves
            from (select distinct activity_id from changed) c) s
      where a.id = s.activity_id and a.serves_target <> s.serves;
      return null;
    end $$`.execute(db);
  await sql`revoke execute on function mark_serving_activities() from public`.execute(db);
  await sql`grant execute on function mark_serving_activities() to lantoa_app`.execute(db);
  for (const [event, rows] of [
    ['insert', 'new'],
    ['delete', 'old'],
  ])
    await sql`
      create trigger activity_link_serves_${sql.raw(event!)} after ${sql.raw(event!)} on activity_link
      referencing ${sql.raw(rows!)} table as changed for each statement execute function mark_serving_activities()`.execute(
      db,
    );
}
