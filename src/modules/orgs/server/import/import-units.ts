import { randomUUID } from 'node:crypto';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { guessColumns, mappingFromColumns, type ColumnMapping } from '#app/modules/orgs/import/columns.ts';
import type { ImportPlan, Sheet } from '#app/modules/orgs/import/import-plan.ts';
import { planImport } from '#app/modules/orgs/import/plan-import.ts';
import { applyImport } from '#app/modules/orgs/server/import/apply-import.ts';
import { loadImportFacts } from '#app/modules/orgs/server/import/import-facts.ts';
import { readSheet } from '#app/modules/orgs/server/import/read-sheet.ts';
import { isUuid, loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { lockTree } from '#app/modules/orgs/server/reorganise/decision.ts';

export interface StageImportInput {
  /** Where units without a parent go, and outside of which nothing is touched. */
  rootId: string;
  fileName: string;
  bytes: Uint8Array;
  asOfOn: LocalDate;
}

const keptHours = 24;

/** Reads an uploaded list and keeps its rows for a day; no unit is written. Returns the import's id. */
export async function stageImport(ctx: Context, input: StageImportInput): Promise<string> {
  const sheet = await readSheet(input);
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
}

async function loadStaged(tx: Tx, importId: string): Promise<StagedImport> {
  if (!isUuid(importId)) throw new AppError('not_found');
  const row = await tx.db
    .selectFrom('unitImport')
    .select(['id', 'orgUnitId', 'fileName', 'sheet', 'mapping', 'asOfOn', 'counts', 'expiresAt', 'writtenAt'])
    .where('id', '=', importId)
    .where('purpose', '=', 'units')
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  const root = await loadUnit(tx, row.orgUnitId);
  requireUnit(tx.actor, 'import', root);
  if (row.writtenAt === null && row.expiresAt < tx.now()) throw new AppError('orgs.import_expired');
  return {
    id: row.id,
    root,
    fileName: row.fileName,
    sheet: row.sheet as Sheet,
    mapping: row.mapping as ColumnMapping,
    asOfOn: row.asOfOn,
    counts: row.counts as ImportPlan['counts'] | null,
    isWritten: row.writtenAt !== null,
  };
}

/** The import as it stands and what it would do now. Throws not_found, forbidden, orgs.import_expired. */
export async function previewImport(
  ctx: Context,
  importId: string,
): Promise<{ staged: StagedImport; plan: ImportPlan | null }> {
  return ctx.read(async (tx) => {
    const staged = await loadStaged(tx, importId);
    if (staged.isWritten) return { staged, plan: null };
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
    if (staged.isWritten) throw new AppError('orgs.import_expired');
    requireAsOf(tx, staged.root, input.asOfOn);
    await tx.db
      .updateTable('unitImport')
      .set({ mapping: JSON.stringify(mappingFromColumns(input.columns)), asOfOn: input.asOfOn })
      .where('id', '=', staged.id)
      .execute();
    await tx.audit('orgs.map-import', { orgUnitId: staged.root.id, subject: `unit-import:${staged.id}` });
  });
}

export interface ConfirmImportInput {
  importId: string;
  /** Writes the rest although some rows are faulty. */
  isSkippingFaulty: boolean;
}

/**
 * Writes the import in one transaction: all of it or nothing. The plan is made again from what is there now, so that
 * what somebody else changed meanwhile counts. Throws as `previewImport`, orgs.faulty_rows, orgs.code_taken.
 */
export async function confirmImport(ctx: Context, input: ConfirmImportInput): Promise<ImportPlan['counts']> {
  return ctx.transaction(async (tx) => {
    await lockTree(tx);
    const staged = await loadStaged(tx, input.importId);
    if (staged.isWritten) throw new AppError('orgs.import_expired');
    const counts = await writeImport(tx, staged.root, staged, staged.fileName, input.isSkippingFaulty);
    await tx.db
      .updateTable('unitImport')
      .set({
        sheet: JSON.stringify({ header: staged.sheet.header, rows: [] }),
        counts: JSON.stringify(counts),
        writtenAt: tx.now(),
      })
      .where('id', '=', staged.id)
      .execute();
    return counts;
  });
}

/** Plans and writes a list under a root (null: an empty federation) inside a transaction, with its audit entry. */
export async function writeImport(
  tx: Tx,
  root: LoadedUnit | null,
  input: { sheet: Sheet; mapping: ColumnMapping; asOfOn: LocalDate },
  fileName: string,
  isSkippingFaulty: boolean,
): Promise<ImportPlan['counts']> {
  const facts = await loadImportFacts(tx, root, input);
  const plan = planImport(facts);
  if (plan.counts.faulty > 0 && !isSkippingFaulty)
    throw new AppError('orgs.faulty_rows', { count: plan.counts.faulty });
  await applyImport(tx, plan, facts);
  await tx.audit('orgs.import-units', {
    orgUnitId: root?.id,
    detail: { file: fileName, asOfOn: input.asOfOn, counts: plan.counts },
  });
  return plan.counts;
}
