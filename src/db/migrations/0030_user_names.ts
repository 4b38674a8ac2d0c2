import { sql, type Kysely } from 'kysely';

// Who wrote, approved or issued a plan is shown by name. Accounts themselves stay out of a person's reach; this gives
// the names of ids that one already knows, and nothing else.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app_user_names(ids text[]) returns table (id text, name text)
    language sql stable security definer set search_path = public as $$
      select u.id, u.name from app_user u where u.id = any($1)
    $$`.execute(db);
}
