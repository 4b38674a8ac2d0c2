import { sql, type Kysely } from 'kysely';

// Open work of a unit that ends may be closed early, and tasks it answers for go to its successor; both are undone with
// the decision.
export async function up(db: Kysely<unknown>): Promise<void> {
  // Finished unfinished: nobody owes it any more, and it is only read. Set when the unit ended.
  await sql`alter table plan add column ended_early_on date`.execute(db);
  await sql`alter table report add column ended_early_on date`.execute(db);
  await sql`
    create trigger plan_task_reorganised after update on plan_task for each row
      when (current_setting('app.reorganisation', true) <> '') execute function keep_reorganisation_row()`.execute(db);
  // The tasks that a unit answers for without being named in them are its plan's.
  await sql`create index if not exists plan_task_owner on plan_task (owner_unit_id) where owner_unit_id is not null`.execute(
    db,
  );
}
