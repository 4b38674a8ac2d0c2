import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#app/platform/context.ts';
import type { ErrorParams } from '#app/platform/errors.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { sendOnce } from '#app/platform/mail.ts';

/** How long the first notice waits for others, so that a burst of reminders becomes one mail. */
const gatherMs = 2 * 60_000;
/** A longer mail is not read; the rest is on the page of notices. */
const itemsPerMail = 30;

interface WaitingNotice {
  noticeId: string;
  userId: string;
  name: string;
  email: string;
  locale: 'vi' | 'en';
  kind: string;
  params: ErrorParams;
  href: string;
}

/** What waits for people whose oldest notice has waited long enough; what they have read on the site by now is left out. */
async function takeWaiting(tx: Tx): Promise<WaitingNotice[]> {
  await sql`
    delete from notice_mail w using notice_read r
    where w.outbox_id is null and r.notice_id = w.notice_id and r.user_id = w.user_id`.execute(tx.db);
  const { rows } = await sql<WaitingNotice>`
    select w.notice_id, w.user_id, u.name, u.email, u.locale, n.kind, n.params, n.href
    from notice_mail w
    join notice n on n.id = w.notice_id
    join app_user u on u.id = w.user_id
    where w.outbox_id is null and w.user_id in (
      select user_id from notice_mail where outbox_id is null and queued_at <= ${new Date(tx.now().getTime() - gatherMs)})
    order by w.user_id, n.created_at, n.id
    for update of w skip locked`.execute(tx.db);
  return rows;
}

async function sendDigest(tx: Tx, waiting: readonly WaitingNotice[]): Promise<void> {
  const [first] = waiting;
  if (!first) return;
  const outboxId = await sendOnce(tx, `digest:${first.userId}:${first.noticeId}`, {
    to: first.email,
    locale: first.locale,
    template: 'notices_mail_digest',
    words: { name: first.name, count: waiting.length },
    items: [
      ...waiting.slice(0, itemsPerMail).map(({ kind, params, href }) => ({ key: kind, params, href })),
      ...(waiting.length > itemsPerMail
        ? [
            {
              key: 'notices_mail_more',
              params: { count: waiting.length - itemsPerMail },
              href: '/inbox/notices',
            },
          ]
        : []),
    ],
  });
  await tx.db
    .updateTable('noticeMail')
    .set({ outboxId })
    .where('userId', '=', first.userId)
    .where(
      'noticeId',
      'in',
      waiting.map((one) => one.noticeId),
    )
    .execute();
}

/** One mail a person for all that waits, however many notices that is. */
export const sendDigests = defineJob({
  name: 'notices.send-digests',
  data: z.object({}),
  retries: 0,
  schedule: '*/3 * * * *',
  async run(_, ctx) {
    await ctx.transaction(async (tx) => {
      const waiting = await takeWaiting(tx);
      const people = Map.groupBy(waiting, (one) => one.userId);
      for (const notices of people.values()) await sendDigest(tx, notices);
      await tx.audit('notice.digest', { detail: { people: people.size, notices: waiting.length } });
    });
  },
});
