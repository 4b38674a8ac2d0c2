import type { Context } from '#app/platform/context.ts';
import { keptHours, loadStaged, planToWrite } from '#app/modules/orgs/server/import/import-units.ts';
import { writeConfirmedImport } from '#app/modules/orgs/server/import/write-confirmed-import.job.ts';

export interface ConfirmImportInput {
  importId: string;
  /** Writes the rest although some rows are faulty. */
  isSkippingFaulty: boolean;
}

/**
 * Gives the word to write the import, which a job then does. Said again while that goes on, or afterwards, it changes
 * nothing; a refused import can be confirmed anew. Throws as `previewImport`, and orgs.faulty_rows.
 */
export async function confirmImport(ctx: Context, { importId, isSkippingFaulty }: ConfirmImportInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const staged = await loadStaged(tx, importId);
    if (staged.isWritten || staged.writing) return;
    const { plan } = await planToWrite(tx, staged.root, { ...staged, isSkippingFaulty });
    const { numUpdatedRows } = await tx.db
      .updateTable('unitImport')
      .set({
        confirmedAt: tx.now(),
        confirmedBy: tx.actor.userId,
        isSkippingFaulty,
        rowsToWrite: plan.counts.new + plan.counts.changed,
        writtenRows: null,
        refusal: null,
        // It must not be cleared away before its turn has come.
        expiresAt: new Date(tx.now().getTime() + keptHours * 3_600_000),
      })
      .where('id', '=', importId)
      .where('writtenAt', 'is', null)
      // Of two who press at once, the second finds the word given.
      .where((eb) => eb('confirmedAt', 'is not distinct from', staged.confirmedAt))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await tx.audit('orgs.confirm-import', { orgUnitId: staged.root.id, subject: `unit-import:${importId}` });
    await tx.enqueue(writeConfirmedImport, { importId });
  });
}
