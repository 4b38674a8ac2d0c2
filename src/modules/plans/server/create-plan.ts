import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { normaliseText } from '#app/platform/vietnamese.ts';
import { addStoredFile, keepFile, openStoredFile, type Upload } from '#app/modules/media/server/index.ts';
import { whyNoPlan } from '#app/modules/plans/no-plan.ts';
import { canCreatePlan } from '#app/modules/plans/plan-policy.ts';
import { headerColumns, insertReadItems, titleColumns } from '#app/modules/plans/server/insert-items.ts';
import { unitDefaults, type UnitDefaults } from '#app/modules/plans/server/plan-defaults.ts';
import { readWaitingPlan } from '#app/modules/plans/server/read-waiting-plan.job.ts';
import { mapReadPlan } from '#app/modules/plans/server/reading/map-read-plan.ts';
import { readPlanFile, readPlanText, type ReadDocument } from '#app/modules/plans/server/reading/read-plan-file.ts';

/** How long a person waits for a short document; a longer one is read in the background. */
const patienceMs = 2_500;

/** Loads the unit that a plan is made for. Throws not_found, forbidden or orgs.ended. */
export async function requireDraftingUnit(tx: Tx, unitId: string): Promise<UnitDefaults> {
  const unit = await unitDefaults(tx, unitId);
  if (!canCreatePlan(tx.actor, unit.path)) throw new AppError('forbidden');
  return unit;
}

/**
 * Keeps the file of a plan that is to be made; the first of two steps, so that a document in which nothing was found
 * need not be sent again. Throws the `file.…` errors, disk_full, forbidden.
 */
export async function keepPlanFile(ctx: Context, input: { unitId: string; upload: Upload }): Promise<string> {
  await ctx.read((tx) => requireDraftingUnit(tx, input.unitId));
  const kept = await keepFile(ctx.services, input.upload, 'document');
  return ctx.transaction(async (tx) => {
    const unit = await requireDraftingUnit(tx, input.unitId);
    const fileId = await addStoredFile(tx, unit.id, kept);
    await tx.audit('file.store', { orgUnitId: unit.id, subject: `file:${fileId}`, detail: { name: kept.name } });
    return fileId;
  });
}

/**
 * Makes a draft from a kept file. A short document is read at once; one that takes longer becomes an empty draft that
 * fills itself. Returns the plan's id. Throws the `document.…` errors, and plan.nothing_in_it where no plan was found,
 * both with the file's id, unless the person goes on by hand (`byHand`): then the draft holds the file, whatever text
 * could be read, and no items.
 */
export async function createPlanFromFile(
  ctx: Context,
  input: { unitId: string; fileId: string; byHand?: boolean | undefined },
): Promise<string> {
  await ctx.read((tx) => requireDraftingUnit(tx, input.unitId));
  const file = await openStoredFile(ctx, input.fileId);
  if (file.orgUnitId !== input.unitId) throw new AppError('not_found');
  const read = await withPatience(readPlanFile(await file.bytes(), file.name, input.unitId)).catch(asUnreadable);
  if (isAppError(read)) return keepUnread(ctx, { ...input, problem: read });
  if (read === 'later') {
    return ctx.transaction(async (tx) => {
      const unit = await requireDraftingUnit(tx, input.unitId);
      const planId = await insertDraft(tx, unit, { sourceKind: 'file', sourceFileId: file.id, readState: 'waiting' });
      await tx.enqueue(readWaitingPlan, { planId }, { onceKey: planId });
      return planId;
    });
  }
  return saveReading(ctx, { ...input, sourceKind: 'file', sourceFileId: file.id, read });
}

/** What is wrong with the file is an answer; anything else is thrown on. */
function asUnreadable(error: unknown): AppError {
  if (!isAppError(error)) throw error;
  return error;
}

/** A kept file that cannot be read: refused with its name, or, going on by hand, an empty draft beside the file. */
async function keepUnread(
  ctx: Context,
  {
    unitId,
    fileId,
    byHand,
    problem,
  }: { unitId: string; fileId: string; byHand?: boolean | undefined; problem: AppError },
): Promise<string> {
  if (!byHand) throw new AppError(problem.code, { ...problem.params, fileId });
  return ctx.transaction(async (tx) =>
    insertDraft(tx, await requireDraftingUnit(tx, unitId), {
      sourceKind: 'file',
      sourceFileId: fileId,
      readState: 'failed',
      readError: problem.code,
    }),
  );
}

/** Makes a draft from text that was pasted. Throws plan.nothing_in_it, unless `byHand`. Returns the plan's id. */
export async function createPlanFromText(
  ctx: Context,
  input: { unitId: string; text: string; byHand?: boolean | undefined },
): Promise<string> {
  await ctx.read((tx) => requireDraftingUnit(tx, input.unitId));
  const read = await readPlanText(normaliseText(input.text), input.unitId);
  return saveReading(ctx, { ...input, sourceKind: 'paste', sourceFileId: null, read });
}

/** Makes an empty draft to be written here, with what the unit's documents always begin with. Returns its id. */
export async function createBlankPlan(
  ctx: Context,
  input: { unitId: string; title: string; validFrom: string; validTo: string },
): Promise<string> {
  return ctx.transaction(async (tx) => {
    const unit = await requireDraftingUnit(tx, input.unitId);
    return insertDraft(tx, unit, {
      sourceKind: 'blank',
      ...titleColumns(input.title),
      validFrom: input.validFrom,
      validTo: input.validTo,
    });
  });
}

interface Reading {
  unitId: string;
  sourceKind: 'file' | 'paste';
  sourceFileId: string | null;
  read: ReadDocument;
  byHand?: boolean | undefined;
}

async function saveReading(ctx: Context, reading: Reading): Promise<string> {
  const { plan, source } = reading.read;
  const missing = whyNoPlan(plan);
  if (missing !== null && !reading.byHand) {
    // The kept file is named, so that the person can go on without sending it again.
    const kept = reading.sourceFileId === null ? {} : { fileId: reading.sourceFileId };
    throw new AppError('plan.nothing_in_it', { reason: missing, docType: plan.docType ?? '', ...kept });
  }
  return ctx.transaction(async (tx) => {
    const unit = await requireDraftingUnit(tx, reading.unitId);
    const mapped = mapReadPlan(plan, source);
    const planId = await insertDraft(tx, unit, {
      sourceKind: reading.sourceKind,
      sourceFileId: reading.sourceFileId,
      sourceText: source.text,
      readNotes: JSON.stringify(plan.notes),
      readState: missing === null ? 'done' : 'no_plan',
      readError: missing ?? '',
      ...headerColumns(mapped.header, { issuerName: unit.name, superiorName: unit.superiorName }),
    });
    await insertReadItems(tx, planId, unit.path, mapped.items);
    return planId;
  });
}

type DraftWish = Partial<{
  sourceFileId: string | null;
  sourceText: string;
  readNotes: string;
  readState: string;
  readError: string;
  title: string;
  titleKey: string;
  titleSort: string;
  validFrom: string | null;
  validTo: string | null;
}> & { sourceKind: 'file' | 'paste' | 'blank' | 'copy' | 'adopted' };

/** Inserts the row of a new draft with its first move and its audit entry. */
export async function insertDraft(tx: Tx, unit: UnitDefaults, wish: DraftWish): Promise<string> {
  const planId = randomUUID();
  await tx.db
    .insertInto('plan')
    .values({
      id: planId,
      orgUnitId: unit.id,
      issuerName: unit.name,
      superiorName: unit.superiorName,
      place: unit.place,
      signerAuthority: unit.signerAuthority,
      signerBody: unit.signerBody,
      signerTitle: unit.signerTitle,
      signerName: unit.signerName,
      authorId: tx.actor.userId,
      ...wish,
    })
    .execute();
  await tx.db
    .insertInto('planMove')
    .values({
      planId,
      move: 'create',
      fromStatus: null,
      toStatus: 'draft',
      movedBy: tx.actor.userId,
      movedAt: tx.now(),
    })
    .execute();
  await tx.audit('plan.create', { orgUnitId: unit.id, subject: `plan:${planId}`, detail: { source: wish.sourceKind } });
  return planId;
}

async function withPatience<T>(work: Promise<T>): Promise<T | 'later'> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'later'>((resolve) => {
    timer = setTimeout(() => resolve('later'), patienceMs);
  });
  // What is still being read when patience ends goes on unheard; the job reads it again.
  work.catch(() => {});
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}
