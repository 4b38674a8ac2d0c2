import { sql, type Kysely } from 'kysely';

// A unit whose founding was undone was counted among those that have ended. What is kept of such units is counted anew.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into tally_mark (unit_id, root_id, due_on)
    select id, null, '-infinity' from org_unit where ended_on = founded_on`.execute(db);
}
