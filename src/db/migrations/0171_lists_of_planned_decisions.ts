import { sql, type Kysely } from 'kysely';

// A planned set that was cancelled or failed goes with its list. It held the list for good, and one such list kept every
// other that nobody confirmed from being cleared.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table planned_decision drop constraint planned_decision_list_id_fkey,
      add constraint planned_decision_list_id_fkey foreign key (list_id) references unit_import (id) on delete cascade`.execute(
    db,
  );
  await sql`create index planned_decision_list on planned_decision (list_id) where list_id is not null`.execute(db);
}
