import { sql } from 'kysely';
import { z } from 'zod';
import type { Context, Tx } from '#app/platform/context.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { log } from '#app/platform/log.ts';
import { writeMail, type MailParams } from '#app/platform/mail-words.ts';
import type { MailTransport } from '#app/platform/mail-transport.ts';
import type {} from '#app/platform/mail-outbox-table.ts';

export interface MailToSend extends MailParams {
  /** The address. */
  to: string;
  locale: 'vi' | 'en';
  /** Begins the keys of its words: `<template>_subject`, `<template>_opening`. */
  template: string;
}

/**
 * Puts a mail into the outbox, in the transaction of what it tells about: it leaves when that commits, and only then.
 * A second one with the same key is dropped. For jobs: a person's own transaction cannot reach the outbox.
 * Gives the id of the mail, or null when the key was there already.
 */
export async function sendOnce(tx: Tx, onceKey: string, mail: MailToSend): Promise<string | null> {
  const row = await tx.db
    .insertInto('mailOutbox')
    .values({
      onceKey,
      toAddress: mail.to,
      locale: mail.locale,
      template: mail.template,
      params: JSON.stringify({ words: mail.words ?? {}, items: mail.items ?? [] }),
      nextTryAt: tx.now(),
      createdAt: tx.now(),
    })
    .onConflict((conflict) => conflict.column('onceKey').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

const minute = 60_000;
/** How long after each failed try the next one follows; after the last one the mail has failed for good. */
const waits = [1, 5, 30, 120, 480, 1440].map((minutes) => minutes * minute);
const batchSize = 20;
/** Longer than a batch can take: a process that died gives its mails back after this. */
const lease = 15 * minute;
const later = (tx: Tx, milliseconds: number): Date => new Date(tx.now().getTime() + milliseconds);

interface DueMail {
  id: string;
  toAddress: string;
  locale: 'vi' | 'en';
  template: string;
  params: MailParams;
  attempts: number;
}

/** Takes up what is due, for a while for itself: two processes never send the same mail. */
function takeDueMail(ctx: Context): Promise<DueMail[]> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<DueMail>`
      update mail_outbox m set attempts = m.attempts + 1, next_try_at = ${later(tx, lease)}
      where m.id in (
        select id from mail_outbox where status = 'waiting' and next_try_at <= ${tx.now()}
        order by next_try_at limit ${batchSize} for update skip locked)
      returning m.id, m.to_address, m.locale, m.template, m.params, m.attempts`.execute(tx.db);
    return rows;
  });
}

async function noteOutcome(ctx: Context, mail: DueMail, error: string | null): Promise<void> {
  await ctx.transaction(async (tx) => {
    const wait = waits[mail.attempts - 1];
    const status = error === null ? 'sent' : wait === undefined ? 'failed' : 'waiting';
    await tx.db
      .updateTable('mailOutbox')
      .set({
        status,
        error,
        sentAt: error === null ? tx.now() : null,
        nextTryAt: later(tx, wait ?? 0),
        // What has left is not kept: a mail may carry a link to set a password.
        ...(status === 'sent' ? { params: '{}' } : {}),
      })
      .where('id', '=', mail.id)
      .execute();
    await tx.audit(`mail.${error === null ? 'sent' : 'not_sent'}`, {
      subject: `mail:${mail.id}`,
      detail: { template: mail.template, attempts: mail.attempts, status },
    });
  });
}

async function sendOne(transport: MailTransport, mail: DueMail, appUrl: string): Promise<string | null> {
  try {
    await transport.send({
      id: mail.id,
      to: mail.toAddress,
      ...writeMail(mail.template, mail.params, mail.locale, appUrl),
    });
    return null;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    log('warn', 'mail.not_sent', { id: mail.id, template: mail.template, attempts: mail.attempts, reason });
    return reason;
  }
}

/** Sends what waits in the outbox. Without a mail server nothing is tried and nothing is lost. */
export const sendWaitingMail = defineJob({
  name: 'platform.send-waiting-mail',
  data: z.object({}),
  retries: 0,
  schedule: '* * * * *',
  async run(_, ctx) {
    const { mail: transport, appUrl } = ctx.services;
    if (!transport) return;
    // Outside any transaction: the embedded database has one connection, and a mail server may take its time.
    for (let due = await takeDueMail(ctx); due.length > 0; due = await takeDueMail(ctx)) {
      for (const mail of due) await noteOutcome(ctx, mail, await sendOne(transport, mail, appUrl));
    }
  },
});

export interface OutboxCounts {
  waiting: number;
  failed: number;
  /** When the oldest waiting mail was written; null when none waits. */
  waitingSince: Date | null;
}

/** How the outbox stands; for `doctor` and the health page (system context). */
export async function outboxCounts(tx: Tx): Promise<OutboxCounts> {
  const { rows } = await sql<OutboxCounts>`
    select count(*) filter (where status = 'waiting') as waiting, count(*) filter (where status = 'failed') as failed,
           min(created_at) filter (where status = 'waiting') as waiting_since
    from mail_outbox where status <> 'sent'`.execute(tx.db);
  return rows[0] ?? { waiting: 0, failed: 0, waitingSince: null };
}
