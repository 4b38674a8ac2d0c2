import { sql, type Kysely } from 'kysely';

// Lists of plans, and who is late with them, where whoever reads has thousands of plans around them that are not theirs.
export async function up(db: Kysely<unknown>): Promise<void> {
  // Who reads everything is asked so once a query; of the others each row asks, which is dear, and so comes last.
  for (const table of [
    'plan_basis',
    'plan_section',
    'plan_target',
    'plan_task',
    'plan_quota',
    'plan_duty',
    'plan_recipient',
  ])
    await sql`alter policy ${sql.ref(`${table}_read`)} on ${sql.table(table)}
      using ((select app_reads_all()) or app_reads_plan(plan_id))`.execute(db);
  await sql`
    alter policy plan_read on plan
      using ((select app_reads_all()) or app_reads_unit(org_unit_id) or app_reads_plan(id))`.execute(db);
  await sql`
    alter policy plan_delivery_read on plan_delivery
      using ((select app_reads_all()) or app_reads_unit(unit_id) or app_reads_unit(issuer_unit_id))`.execute(db);
  await sql`alter function app_reads_unit(uuid) cost 1000`.execute(db);
  await sql`alter function app_reads_plan(uuid) cost 10000`.execute(db);
  await sql`create index plan_delivery_issuer on plan_delivery (issuer_unit_id) where purpose = 'act'`.execute(db);
  /* Plans of a branch, found before any of them is asked whether it may be read; asks for the scope of the branch itself. */
  await sql`
    create function plans_of_branch(branch text) returns uuid[]
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if not app_reads(branch) then return '{}'; end if;
      return array(select p.id from plan p join org_unit u on u.id = p.org_unit_id
                   where u.path >= branch and u.path < left(branch, -1) || '/' collate "C");
    end $$`.execute(db);
  await sql`revoke all on function plans_of_branch from public`.execute(db);
  await sql`grant execute on function plans_of_branch to lantoa_app`.execute(db);
}
