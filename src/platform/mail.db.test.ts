import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemContext, type Context } from '#app/platform/context.ts';
import { outboxCounts, sendOnce, sendWaitingMail, type MailToSend } from '#app/platform/mail.ts';
import { smtpTransport, type MailTransport } from '#app/platform/mail-transport.ts';
import { openMailSink, type MailSink } from '#app/platform/testing/mail-sink.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';

const db = testDatabase();
let sink: MailSink;
let transport: MailTransport;
let posting: Context;
beforeAll(async () => {
  sink = await openMailSink();
  transport = smtpTransport(sink.url, 'Lan Tỏa <lan-toa@cong-doan.test>');
  posting = systemContext({ ...db.services, database: db.services.database, mail: transport });
});
afterEach(() => {
  sink.mails.length = 0;
  sink.refuse(null);
});
afterAll(async () => {
  transport.close();
  await sink.close();
});

const mail: MailToSend = {
  to: 'lan@cong-doan.test',
  locale: 'vi',
  template: 'notices_mail_digest',
  words: { name: 'Nguyễn Thị Lan', count: '1\r\nBcc: x@y.test' },
  items: [
    {
      key: 'cascade_notice_act',
      params: { issuer: 'LĐLĐ tỉnh', number: '7/KH', title: 'Học & hỏi <b>' },
      href: '/inbox/1',
    },
  ],
};
const put = (key: string, more: Partial<MailToSend> = {}): Promise<string | null> =>
  db.system.transaction(async (tx) => {
    const id = await sendOnce(tx, key, { ...mail, ...more });
    await tx.audit('test.mail');
    return id;
  });
const row = async (): Promise<Record<string, unknown> | undefined> =>
  (await sql<Record<string, unknown>>`select * from mail_outbox`.execute(db.services.database.db)).rows[0];
/** A part of a message as a reader sees it. */
const decoded = (raw: string): string =>
  raw
    .split(/\r\n--[^\r\n]+\r\n/)
    .map((part) => {
      const [head = '', ...body] = part.split('\r\n\r\n');
      const text = body.join('\r\n\r\n');
      if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
      if (!/quoted-printable/i.test(head)) return text;
      return Buffer.from(
        text
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
    })
    .join('\n');

test('a mail goes out once, in the receiver’s language, as text and as HTML in which nothing is markup', async () => {
  const id = await put('a');
  expect(await put('a')).toBeNull();

  await sendWaitingMail.run({}, posting);
  await sendWaitingMail.run({}, posting);

  expect(sink.mails).toHaveLength(1);
  const [received] = sink.mails;
  expect(received).toMatchObject({ from: 'lan-toa@cong-doan.test', to: ['lan@cong-doan.test'] });
  expect(received?.raw).toContain(`Message-ID: <${id}@cong-doan.test>`);
  const text = decoded(received?.raw ?? '');
  expect(text).toContain('Kính gửi anh/chị Nguyễn Thị Lan');
  expect(text).toContain('http://localhost:3000/inbox/1');
  expect(text).toContain('Học &amp; hỏi &lt;b&gt;');
  expect(received?.raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
  expect(await row(), 'nor are its words and links kept').toMatchObject({
    status: 'sent',
    attempts: 1,
    error: null,
    params: {},
  });
});

test('the other language', async () => {
  await put('en', { locale: 'en' });
  await sendWaitingMail.run({}, posting);
  expect(decoded(sink.mails[0]?.raw ?? '')).toContain('Dear Nguyễn Thị Lan');
});

test('a mail of a transaction that fails never existed', async () => {
  await expect(
    db.system.transaction(async (tx) => {
      await sendOnce(tx, 'gone', mail);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await db.count('mailOutbox')).toBe(0);
});

test('without a server mail waits and is counted', async () => {
  await put('waits');
  await sendWaitingMail.run({}, db.system);
  expect(await row()).toMatchObject({ status: 'waiting', attempts: 0 });
  expect(await db.system.read((tx) => outboxCounts(tx))).toMatchObject({ waiting: 1, failed: 0 });
});

test('a refused mail is tried again later and later, keeps its reason, and fails in the end', async () => {
  await put('refused');
  sink.refuse('451 try later');
  await sendWaitingMail.run({}, posting);
  expect(await row()).toMatchObject({ status: 'waiting', attempts: 1, nextTryAt: new Date('2026-03-16T02:01:00Z') });
  expect((await row())?.['error']).toContain('try later');

  await sendWaitingMail.run({}, posting);
  expect(await row()).toMatchObject({ attempts: 1 });

  for (let day = 17; day <= 22; day += 1) {
    db.setNow(`2026-03-${day}T02:00:00Z`);
    await sendWaitingMail.run({}, posting);
  }
  expect(await row()).toMatchObject({ status: 'failed', attempts: 7 });
  sink.refuse(null);
  db.setNow('2026-03-30T02:00:00Z');
  await sendWaitingMail.run({}, posting);
  expect(sink.mails).toHaveLength(0);
});

test('a mail that one process has taken up is left alone by the next, and given back when that one died', async () => {
  await put('taken');
  const stuck: MailTransport = { send: () => new Promise(() => {}), close: () => {} };
  void sendWaitingMail.run({}, systemContext({ ...db.services, database: db.services.database, mail: stuck }));
  await expect.poll(async () => (await row())?.['attempts']).toBe(1);

  await sendWaitingMail.run({}, posting);
  expect(sink.mails).toHaveLength(0);

  db.setNow('2026-03-16T02:16:00Z');
  await sendWaitingMail.run({}, posting);
  expect(sink.mails).toHaveLength(1);
});
