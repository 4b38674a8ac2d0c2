import { sql, type Kysely } from 'kysely';

// How many of the persons that a target counts are known by name: few facts beside all that a target has.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index fact_named_target on fact (target_root_id, happened_on) where measure_id = 'known_persons' and target_root_id is not null`.execute(
    db,
  );
}
