import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { AppError, isAppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { mostFiles, wantedHeld } from '#app/modules/media/evidence-form.ts';
import { heldLimits, type HeldFile } from '#app/modules/media/held-file.ts';
import { takeUpload, type Upload } from '#app/modules/media/server/check-file.ts';
import { openKept, type OpenedFile } from '#app/modules/media/server/open-stored-file.ts';
import { prepareEvidence, type PreparedEvidence } from '#app/modules/media/server/prepare-evidence.ts';
import { keepFile } from '#app/modules/media/server/store-file.ts';

interface HeldRow {
  id: string;
  evidence: PreparedEvidence;
}

/** Held for an hour, as forms are. */
export function heldSince(now: Date): Date {
  return new Date(now.getTime() - 3_600_000);
}

/**
 * Keeps the evidence of a form that was not accepted, checked by content as ever, until its sender sends it again.
 * What the check refuses, or goes beyond the limits of a person, is not held: the form does not list it.
 */
export async function holdFiles(
  ctx: Context,
  files: readonly File[],
  use: 'evidence' | 'list' = 'evidence',
): Promise<HeldFile[]> {
  const { userId } = ctx.actor;
  if (userId === null || files.length === 0) return [];
  const room = await ctx.read((tx) => roomOf(tx, userId));
  const prepared: PreparedEvidence[] = [];
  for (const file of files.slice(0, room.files)) {
    if (file.size > room.bytes) continue;
    const [one] = await prepareOne(ctx, file, use);
    if (!one) continue;
    prepared.push(one);
    room.bytes -= sizeOf(one);
  }
  if (prepared.length === 0) return [];
  return ctx.transaction(async (tx) => {
    // Two forms sent at once may not both take the last room.
    await sql`select pg_advisory_xact_lock(hashtextextended('held_file' || ${userId}, 0))`.execute(tx.db);
    const left = await roomOf(tx, userId);
    const rows = prepared.slice(0, left.files).map((evidence): HeldRow => ({ id: randomUUID(), evidence }));
    if (rows.length === 0 || rows.reduce((sum, row) => sum + sizeOf(row.evidence), 0) > left.bytes) return [];
    await tx.db
      .insertInto('heldFile')
      .values(rows.map(({ id, evidence }) => ({ id, userId, evidence: JSON.stringify(evidence), heldAt: tx.now() })))
      .execute();
    await tx.audit('file.hold', { detail: { count: rows.length } });
    return rows.map(toHeldFile);
  });
}

/** Files that are held for a form and that it still wants, from its fields as they were typed. */
export async function heldFormFiles(tx: Tx, typed: Record<string, unknown>): Promise<HeldFile[]> {
  return listHeldFiles(tx, wantedHeld(typed));
}

/**
 * What a refused form keeps for its next sending: files that were held and are still wanted, then those it brought.
 * Whether its sender may send it at all is asked by the caller before.
 */
export async function keepSentFiles(ctx: Context, typed: Record<string, unknown>): Promise<HeldFile[]> {
  const held = await ctx.read((tx) => heldFormFiles(tx, typed));
  const sent = [typed['files']].flat().filter((one) => one instanceof File);
  return [...held, ...(await holdFiles(ctx, sent.slice(0, mostFiles - held.length)))];
}

/**
 * The same for a form that brings one list (field `list`), the new one in place of the held one. A list that the form was
 * refused for is not kept: sent again it would be refused again.
 */
export async function keepSentList(
  ctx: Context,
  typed: Record<string, unknown>,
  isListAtFault: boolean,
): Promise<HeldFile[]> {
  const sent = typed['list'] instanceof File ? [typed['list']] : [];
  if (sent.length > 0 && !isListAtFault) return holdFiles(ctx, sent, 'list');
  return sent.length === 0 && isListAtFault ? [] : ctx.read((tx) => heldFormFiles(tx, typed));
}

/** A list that is held for the actor, to be read; it stays held for its hour. Throws invalid (list) where it is gone. */
export async function openHeldList(ctx: Context, id: string): Promise<Upload> {
  const row = await ctx.read((tx) => findHeld(tx, id));
  if (!row) throw new AppError('invalid', {}, { list: 'field_held_files_gone' });
  const file = await openKept(ctx.services, { id, ...row.evidence.full });
  return { name: file.name, bytes: await file.bytes() };
}

/** What is still held of these for the actor, in the order of the ids. */
export async function listHeldFiles(tx: Tx, ids: readonly string[]): Promise<HeldFile[]> {
  if (tx.actor.userId === null || ids.length === 0) return [];
  const rows = await tx.db
    .selectFrom('heldFile')
    .select(['id', 'evidence'])
    .where('id', 'in', ids)
    .where('userId', '=', tx.actor.userId)
    .where('heldAt', '>', heldSince(tx.now()))
    .execute();
  return inOrder(ids, rows).map(toHeldFile);
}

/**
 * Gives held files out, once, to the person who sent them; part of the caller's use case: rolled back, they stay held.
 * Throws invalid (files) where one is gone, so that no picture is lost without a word.
 */
export async function takeHeldFiles(tx: Tx, ids: readonly string[]): Promise<PreparedEvidence[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await tx.db
    .deleteFrom('heldFile')
    .where('id', 'in', wanted)
    .where('userId', '=', tx.actor.userId)
    .where('heldAt', '>', heldSince(tx.now()))
    .returning(['id', 'evidence'])
    .execute();
  if (rows.length < wanted.length) throw new AppError('invalid', {}, { files: 'field_held_files_gone' });
  return inOrder(wanted, rows).map((row) => row.evidence);
}

/** The small picture of a held file, for its sender alone. Throws not_found. */
export async function openHeldPicture(ctx: Context, id: string): Promise<OpenedFile> {
  const row = await ctx.read((tx) => findHeld(tx, id));
  if (!row?.evidence.thumb) throw new AppError('not_found');
  return openKept(ctx.services, { id, ...row.evidence.thumb });
}

async function findHeld(tx: Tx, id: string): Promise<HeldRow | undefined> {
  return tx.db
    .selectFrom('heldFile')
    .select(['id', 'evidence'])
    .where('id', '=', id)
    .where('userId', '=', tx.actor.userId)
    .where('heldAt', '>', heldSince(tx.now()))
    .executeTakeFirst();
}

async function prepareOne(ctx: Context, file: File, use: 'evidence' | 'list'): Promise<PreparedEvidence[]> {
  try {
    const upload = await takeUpload(file, use);
    if (use === 'list') return [{ full: await keepFile(ctx.services, upload, use), thumb: null }];
    return await prepareEvidence(ctx.services, [upload]);
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

async function roomOf(tx: Tx, userId: string): Promise<{ files: number; bytes: number }> {
  const rows = await tx.db
    .selectFrom('heldFile')
    .select('evidence')
    .where('userId', '=', userId)
    .where('heldAt', '>', heldSince(tx.now()))
    .execute();
  const bytes = rows.reduce((sum, row) => sum + sizeOf(row.evidence), 0);
  return { files: Math.max(0, heldLimits.files - rows.length), bytes: heldLimits.bytes - bytes };
}

function sizeOf({ full, thumb }: PreparedEvidence): number {
  return full.sizeBytes + (thumb?.sizeBytes ?? 0);
}

function inOrder(ids: readonly string[], rows: readonly HeldRow[]): HeldRow[] {
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

function toHeldFile({ id, evidence: { full, thumb } }: HeldRow): HeldFile {
  return { id, name: full.name, sizeBytes: full.sizeBytes, isPicture: thumb !== null };
}
