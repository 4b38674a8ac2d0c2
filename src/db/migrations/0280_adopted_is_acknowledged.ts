import { sql, type Kysely } from 'kysely';

// A unit that made its own plan of one that was sent to it has acknowledged that one: the delivery said so, and no fact.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into fact (org_unit_id, measure_id, target_root_id, happened_on, value, source_type, source_id)
    select d.unit_id, 'acknowledged', r.root_id, d.day, 1, 'delivery', d.id
    from (
      select id, plan_id, unit_id, (acknowledged_at at time zone 'Asia/Ho_Chi_Minh')::date as day from plan_delivery p
      where acknowledged_at is not null
        and not exists (select from fact f where f.source_type = 'delivery' and f.source_id = p.id)
    ) d
    join org_unit u on u.id = d.unit_id and u.founded_on <= d.day and (u.ended_on is null or u.ended_on > d.day)
    cross join lateral (
      select null::uuid as root_id
      union all
      select distinct t.root_id from plan_target t
      where t.plan_id = d.plan_id and t.shape = 'distribution' and t.measure_id = 'acknowledged' and t.review <> 'dropped') r`.execute(
    db,
  );
}
