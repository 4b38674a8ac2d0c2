import { randomUUID } from 'node:crypto';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError, type ErrorParams } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { guessColumns, mappingFromColumns, type ColumnMapping } from '#app/modules/orgs/import/columns.ts';
import type { ImportFacts, ImportPlan, Sheet } from '#app/modules/orgs/import/import-plan.ts';
import { planImport } from '#app/modules/orgs/import/plan-import.ts';
import { applyImport, type ReportRows } from '#app/modules/orgs/server/import/apply-import.ts';
import { loadImportFacts } from '#app/modules/orgs/server/import/import-facts.ts';
import { readSheet } from '#app/modules/orgs/server/import/read-sheet.ts';
import { isUuid, loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';

export interface StageImportInput {
  /** Where units without a parent go, and outside of which nothing is touched. */
  rootId: string;
  fileName: string;
  bytes: Uint8Array;
  asOfOn: LocalDate;
}

/** How long a list is kept for whoever staged or confirmed it. */
export const keptHours = 24;

/** After so long nobody writes a confirmed list any more (the queue has given it up), and it may be confirmed again. */
const writingMinutes = 20;

/** Reads an uploaded list and keeps its rows for a day; no unit is written. Returns the import's id. */
export async function stageImport(ctx: Context, input: StageImportInput): Promise<string> {
  const sheet = await readSheet({ ...input, turnOf: input.rootId });
  return ctx.transaction(async (tx) => {
    const root = await loadUnit(tx, input.rootId);
    requireUnit(tx.actor, 'import', root);
    requireAsOf(tx, root, input.asOfOn);
    const id = randomUUID();
    await tx.db
      .insertInto('unitImport')
      .values({
        id,
        orgUnitId: root.id,
        userId: tx.actor.userId,
        fileName: input.fileName.slice(-120),
        sheet: JSON.stringify(sheet),
        mapping: JSON.stringify(guessColumns(sheet.header)),
        asOfOn: input.asOfOn,
        counts: null,
        createdAt: tx.now(),
        expiresAt: new Date(tx.now().getTime() + keptHours * 3_600_000),
        writtenAt: null,
      })
      .execute();
    await tx.audit('orgs.stage-import', {
      orgUnitId: root.id,
      subject: `unit-import:${id}`,
      detail: { file: input.fileName.slice(-120), rows: sheet.rows.length },
    });
    return id;
  });
}

function requireAsOf(tx: Tx, root: LoadedUnit, asOfOn: LocalDate): void {
  if (asOfOn > tx.today()) throw new AppError('invalid', {}, { asOfOn: 'field_future' });
  if (asOfOn < root.foundedOn) throw new AppError('orgs.before_founding', { name: root.name, date: root.foundedOn });
}

export interface StagedImport {
  id: string;
  root: LoadedUnit;
  fileName: string;
  sheet: Sheet;
  mapping: ColumnMapping;
  asOfOn: LocalDate;
  counts: ImportPlan['counts'] | null;
  isWritten: boolean;
  /** While it waits to be written, or is being written. `done` is null where nobody can tell. */
  writing: { done: number | null; of: number } | null;
  /** When the word to write it was given; null again once refused. */
  confirmedAt: Date | null;
  isSkippingFaulty: boolean;
  /** Why the last confirmation came to nothing. */
  refusal: ImportRefusal | null;
}

/** An error as it is kept, to be said in the reader's language. */
export interface ImportRefusal {
  code: string;
  params: ErrorParams;
}

/** Throws not_found, forbidden, orgs.ended, orgs.import_expired. */
export async function loadStaged(tx: Tx, importId: string): Promise<StagedImport> {
  if (!isUuid(importId)) throw new AppError('not_found');
  const row = await tx.db
    .selectFrom('unitImport')
    .select(['id', 'orgUnitId', 'fileName', 'sheet', 'mapping', 'asOfOn', 'counts', 'expiresAt', 'writtenAt'])
    .select(['confirmedAt', 'isSkippingFaulty', 'rowsToWrite', 'writtenRows', 'refusal'])
    .where('id', '=', importId)
    .where('purpose', '=', 'units')
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  const root = await loadUnit(tx, row.orgUnitId);
  requireUnit(tx.actor, 'import', root);
  if (row.writtenAt === null && row.expiresAt < tx.now()) throw new AppError('orgs.import_expired');
  const since = new Date(tx.now().getTime() - writingMinutes * 60_000);
  const isWriting = row.writtenAt === null && row.confirmedAt !== null && row.confirmedAt > since;
  return {
    id: row.id,
    root,
    fileName: row.fileName,
    sheet: row.sheet as Sheet,
    mapping: row.mapping as ColumnMapping,
    asOfOn: row.asOfOn,
    counts: row.counts as ImportPlan['counts'] | null,
    isWritten: row.writtenAt !== null,
    writing: isWriting ? { done: row.writtenRows, of: row.rowsToWrite } : null,
    confirmedAt: row.confirmedAt,
    isSkippingFaulty: row.isSkippingFaulty,
    refusal: row.refusal as ImportRefusal | null,
  };
}

/** The import as it stands and what it would do now; no plan of one that is written or being written. Throws not_found, forbidden, orgs.import_expired. */
export async function previewImport(
  ctx: Context,
  importId: string,
): Promise<{ staged: StagedImport; plan: ImportPlan | null }> {
  return ctx.read(async (tx) => {
    const staged = await loadStaged(tx, importId);
    if (staged.isWritten || staged.writing) return { staged, plan: null };
    return { staged, plan: planImport(await loadImportFacts(tx, staged.root, staged)) };
  });
}

/** Changes what the columns mean (a field by the column's place from 0) and the as-of date. Throws as `previewImport`, and invalid. */
export async function mapImport(
  ctx: Context,
  input: { importId: string; columns: Readonly<Record<string, string>>; asOfOn: LocalDate },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const staged = await loadStaged(tx, input.importId);
    if (staged.isWritten || staged.writing) throw new AppError('orgs.import_expired');
    requireAsOf(tx, staged.root, input.asOfOn);
    await tx.db
      .updateTable('unitImport')
      .set({ mapping: JSON.stringify(mappingFromColumns(input.columns)), asOfOn: input.asOfOn })
      .where('id', '=', staged.id)
      .execute();
    await tx.audit('orgs.map-import', { orgUnitId: staged.root.id, subject: `unit-import:${staged.id}` });
  });
}

export interface ImportToWrite {
  sheet: Sheet;
  mapping: ColumnMapping;
  asOfOn: LocalDate;
  fileName: string;
  /** Writes the rest although some rows are faulty. */
  isSkippingFaulty: boolean;
}

/** What confirming the list would write now, with what that was made from. Throws orgs.faulty_rows. */
export async function planToWrite(
  tx: Tx,
  root: LoadedUnit | null,
  input: ImportToWrite,
): Promise<{ plan: ImportPlan; facts: ImportFacts }> {
  const { sheet, mapping, asOfOn } = input;
  const facts = await loadImportFacts(tx, root, { sheet, mapping, asOfOn });
  const plan = planImport(facts);
  if (plan.counts.faulty > 0 && !input.isSkippingFaulty)
    throw new AppError('orgs.faulty_rows', { count: plan.counts.faulty });
  return { plan, facts };
}

/** Plans and writes a list under a root (null: an empty federation) inside a transaction, with its audit entry. */
export async function writeImport(
  tx: Tx,
  root: LoadedUnit | null,
  input: ImportToWrite,
  report: ReportRows = async () => {},
): Promise<ImportPlan['counts']> {
  const { plan, facts } = await planToWrite(tx, root, input);
  await applyImport(tx, plan, facts, report);
  await tx.audit('orgs.import-units', {
    orgUnitId: root?.id,
    detail: { file: input.fileName, asOfOn: input.asOfOn, counts: plan.counts },
  });
  return plan.counts;
}
