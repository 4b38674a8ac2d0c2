import { sql, type Kysely } from 'kysely';

// A target of a plan may be the ratio of two measures, chosen as such; until now it was a count that named one.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table plan_target drop constraint plan_target_shape_check`.execute(db);
  await sql`
    alter table plan_target add constraint plan_target_shape_check check (shape in
      ('coverage', 'unit_rate', 'count', 'per_unit_count', 'declared_rate', 'ratio', 'qualitative', 'distribution'))`.execute(
    db,
  );
}
