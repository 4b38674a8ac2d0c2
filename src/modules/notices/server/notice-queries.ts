import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#app/platform/actor.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError, type ErrorParams } from '#app/platform/errors.ts';

export interface NoticeLine {
  id: string;
  /** The message key of its sentence. */
  kind: string;
  params: ErrorParams;
  href: string;
  createdAt: Date;
  isRead: boolean;
}

export const noticesPerPage = 30;

/** Own notices, and those of the unit one acts for: not those of every unit one may look into. */
function ownNotices(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(n.user_id = ${actor.userId} or (n.user_id is null and n.org_unit_id = ${actor.unitId}::uuid))`;
}

/** A page of the actor's notices, the newest first, and how many there are. */
export async function listNotices(ctx: Context, page = 1): Promise<{ notices: NoticeLine[]; total: number }> {
  return ctx.read(async (tx) => {
    const { rows } = await sql<NoticeLine & { total: number }>`
      select n.id, n.kind, n.params, n.href, n.created_at, r.read_at is not null as is_read, count(*) over () as total
      from notice n
      left join notice_read r on r.notice_id = n.id and r.user_id = ${ctx.actor.userId}
      where ${ownNotices(ctx.actor)}
      order by n.created_at desc, n.id
      limit ${noticesPerPage} offset ${(page - 1) * noticesPerPage}`.execute(tx.db);
    return { notices: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
  });
}

/** How many notices the actor has not read yet. One query. */
export async function unreadNotices(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from notice n
    where ${ownNotices(tx.actor)}
      and not exists (select 1 from notice_read r where r.notice_id = n.id and r.user_id = ${tx.actor.userId})`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}

/** Marks one notice as read and gives the address it leads to. Throws not_found. */
export async function openNotice(ctx: Context, noticeId: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ href: string }>`
      select n.href from notice n where n.id = ${noticeId} and ${ownNotices(tx.actor)}`.execute(tx.db);
    const notice = rows[0];
    if (!notice) throw new AppError('not_found');
    await markRead(tx, sql<boolean>`n.id = ${noticeId}`);
    return notice.href;
  });
}

/** Marks all of the actor's notices as read. */
export async function readAllNotices(ctx: Context): Promise<void> {
  await ctx.transaction((tx) => markRead(tx, sql<boolean>`true`));
}

async function markRead(tx: Tx, which: RawBuilder<boolean>): Promise<void> {
  const result = await sql`
    insert into notice_read (notice_id, user_id, read_at)
    select n.id, ${tx.actor.userId}, ${tx.now()}::timestamptz from notice n where ${ownNotices(tx.actor)} and ${which}
    on conflict do nothing`.execute(tx.db);
  const count = Number(result.numAffectedRows ?? 0);
  if (count > 0) await tx.audit('notice.read', { orgUnitId: tx.actor.unitId ?? undefined, detail: { count } });
}
