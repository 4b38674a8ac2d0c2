import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { ErrorParams } from '#app/platform/errors.ts';

export interface NewNotice {
  /** A second notice with the same key is dropped: jobs may run twice. */
  onceKey: string;
  /** A person … */
  userId?: string;
  /** … or a unit: whoever acts for it. */
  unitId?: string;
  /** The message key of its sentence (`cascade_notice_delivered`); `params` fill the blanks. */
  kind: string;
  params?: ErrorParams;
  /** Where to read on; an address of this site. */
  href: string;
  /** By mail too, joined with the others of the same person. */
  mail?: boolean;
}

/**
 * Writes notices, and says who is to get them by mail: the person, or those who hold an officer's or approver's role
 * at the unit itself today. For jobs (system context), whose transaction writes the audit entry: a person's own rights
 * do not reach other people. Two statements whatever their number. Gives how many were new.
 */
export async function writeNotices(tx: Tx, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length === 0) return 0;
  const rows = notices.map((one) => ({
    key: one.onceKey,
    person: one.userId ?? null,
    unit: one.unitId ?? null,
    kind: one.kind,
    params: one.params ?? {},
    href: one.href,
    mail: one.mail ?? false,
  }));
  const made = await sql<{ id: string }>`
    insert into notice (once_key, user_id, org_unit_id, kind, params, href, wants_mail, created_at)
    select r.key, r.person, r.unit, r.kind, r.params, r.href, r.mail, ${tx.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (key text, person text, unit uuid, kind text, params jsonb, href text, mail boolean)
    on conflict (once_key) do nothing
    returning id`.execute(tx.db);
  const ids = made.rows.map((row) => row.id);
  if (notices.some((one) => one.mail)) await queueMail(tx, ids);
  return ids.length;
}

async function queueMail(tx: Tx, noticeIds: readonly string[]): Promise<void> {
  const today = tx.today();
  await sql`
    insert into notice_mail (notice_id, user_id, queued_at)
    select n.id, n.user_id, ${tx.now()}::timestamptz from notice n
    where n.id = any(${[...noticeIds]}::uuid[]) and n.wants_mail and n.user_id is not null
    union
    select n.id, g.user_id, ${tx.now()}::timestamptz from notice n
    join role_grant g on g.unit_id = n.org_unit_id and g.role in ('officer', 'approver')
      and g.valid_from <= ${today} and (g.valid_to is null or g.valid_to >= ${today})
    where n.id = any(${[...noticeIds]}::uuid[]) and n.wants_mail and n.user_id is null
    on conflict do nothing`.execute(tx.db);
}
