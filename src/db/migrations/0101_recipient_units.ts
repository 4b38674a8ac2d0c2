import { sql, type Kysely } from 'kysely';

// "Các tổ cộng tác viên" follows no rule of kinds: a person names the units, besides those that the rule finds.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table plan_recipient add column unit_ids uuid[] not null default '{}'`.execute(db);
}
