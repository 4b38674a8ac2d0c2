import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Adopted is who has issued the own plan made from this one; until then `adopted_plan_id` names it while it is made.
  // A draft that is thrown away leaves the delivery as it was before.
  await sql`alter table plan_delivery add column adopted_at timestamptz`.execute(db);
  await sql`alter table plan_delivery drop constraint plan_delivery_adopted_plan_id_fkey`.execute(db);
  await sql`
    alter table plan_delivery add constraint plan_delivery_adopted_plan_id_fkey
      foreign key (adopted_plan_id) references plan (id) on delete set null`.execute(db);
  await sql`create index plan_delivery_adopted_plan on plan_delivery (adopted_plan_id)`.execute(db);
  // What the unit above was asked to accept: a later change of the target is not covered by its answer.
  await sql`alter table plan_target add column lowering_terms jsonb`.execute(db);
  await sql`create index plan_target_lowering on plan_target (lowering_state) where lowering_state is not null`.execute(
    db,
  );
}
