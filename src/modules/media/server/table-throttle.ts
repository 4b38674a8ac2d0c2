import { sql } from 'kysely';
import { systemContext, type Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';

/** Pages that may be opened for one person's files in the window: three of the longest tables, or hundreds of short ones. */
export const tableLimits = { windowMinutes: 5, pages: 300 };

/**
 * Counts a table that leaves as a file before its pages are opened, with all pages that it might open, until
 * `settleTableExport` says how many they were: a hundred asked for at once must not all find a clean slate. Returns its
 * id. Throws `too_many`, and not_found for nobody.
 */
export async function beginTableExport(ctx: Context, mostPages: number): Promise<number> {
  const { userId } = ctx.actor;
  if (userId === null) throw new AppError('not_found');
  return systemContext(ctx.services).transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 161))`.execute(tx.db);
    const since = new Date(tx.now().getTime() - tableLimits.windowMinutes * 60_000);
    const { rows: counted } = await sql<{ pages: number }>`
      select coalesce(sum(page_count), 0) as pages from table_export
      where user_id = ${userId} and begun_at > ${since}`.execute(tx.db);
    if (Number(counted[0]?.pages ?? 0) + mostPages > tableLimits.pages)
      throw new AppError('too_many', { minutes: tableLimits.windowMinutes });
    const { rows } = await sql<{ id: number }>`
      insert into table_export (user_id, page_count, begun_at) values (${userId}, ${mostPages}, ${tx.now()})
      returning id`.execute(tx.db);
    return rows[0]!.id;
  });
}

/** Says how many pages it was in the end, and forgets what is older than a day. */
export async function settleTableExport(ctx: Context, exportId: number, pageCount: number): Promise<void> {
  await systemContext(ctx.services).transaction(async (tx) => {
    await sql`update table_export set page_count = ${pageCount} where id = ${exportId}`.execute(tx.db);
    await sql`delete from table_export where begun_at < ${new Date(tx.now().getTime() - 86_400_000)}`.execute(tx.db);
  });
}
