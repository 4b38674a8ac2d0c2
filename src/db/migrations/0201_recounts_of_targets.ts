import { sql, type Kysely } from 'kysely';

// What targets ask is counted anew step by step too, and seen where sums are.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sum_run drop constraint sum_run_scope_check`.execute(db);
  await sql`
    alter table sum_run add constraint sum_run_scope_check
      -- 'targets': what each unit adds to each target, and the sums of that.
      check (scope in ('today', 'all', 'targets'))`.execute(db);
}
