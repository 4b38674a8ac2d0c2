import { z } from 'zod';
import { isAppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { openStoredFile } from '#app/modules/media/server/index.ts';
import { whyNoPlan } from '#app/modules/plans/no-plan.ts';
import { headerColumns, insertReadItems } from '#app/modules/plans/server/insert-items.ts';
import { unitDefaults } from '#app/modules/plans/server/plan-defaults.ts';
import { mapReadPlan } from '#app/modules/plans/server/reading/map-read-plan.ts';
import { readPlanFile, type ReadDocument } from '#app/modules/plans/server/reading/read-plan-file.ts';

/** Reads the file of a draft that waits for it. Run twice it finds nothing waiting the second time. */
export const readWaitingPlan = defineJob({
  name: 'plans.read-waiting-plan',
  data: z.object({ planId: z.uuid() }),
  retries: 2,
  async run({ planId }, ctx) {
    const waiting = await ctx.read((tx) =>
      tx.db
        .selectFrom('plan')
        .select(['orgUnitId', 'sourceFileId'])
        .where('id', '=', planId)
        .where('readState', '=', 'waiting')
        .executeTakeFirst(),
    );
    if (!waiting?.sourceFileId) return;
    try {
      const file = await openStoredFile(ctx, waiting.sourceFileId);
      const read = await readPlanFile(await file.bytes(), file.name, waiting.orgUnitId);
      await fillPlan(ctx, planId, waiting.orgUnitId, read);
    } catch (error) {
      // A file that cannot be read never can: the draft says why instead of waiting for ever.
      if (!isAppError(error)) throw error;
      await writeOutcome(ctx, planId, waiting.orgUnitId, error.code);
    }
  },
});

async function fillPlan(ctx: Context, planId: string, unitId: string, { plan, source }: ReadDocument): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (!(await isStillWaiting(tx, planId))) return;
    const unit = await unitDefaults(tx, unitId);
    const mapped = mapReadPlan(plan, source);
    const missing = whyNoPlan(plan);
    await tx.db
      .updateTable('plan')
      .set((eb) => ({
        ...headerColumns(mapped.header, { issuerName: unit.name, superiorName: unit.superiorName }),
        sourceText: source.text,
        readNotes: JSON.stringify(plan.notes),
        readState: missing === null ? 'done' : 'no_plan',
        readError: missing ?? '',
        version: eb('version', '+', 1),
      }))
      .where('id', '=', planId)
      .execute();
    await insertReadItems(tx, planId, unit.path, mapped.items);
    await tx.audit('plan.read', { orgUnitId: unitId, subject: `plan:${planId}` });
  });
}

async function writeOutcome(ctx: Context, planId: string, unitId: string, code: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (!(await isStillWaiting(tx, planId))) return;
    await tx.db
      .updateTable('plan')
      .set((eb) => ({ readState: 'failed', readError: code, version: eb('version', '+', 1) }))
      .where('id', '=', planId)
      .execute();
    await tx.audit('plan.read_failed', { orgUnitId: unitId, subject: `plan:${planId}`, detail: { code } });
  });
}

/** Locks the draft too, so that a second run waits for the first and then finds nothing to do. */
async function isStillWaiting(tx: Tx, planId: string): Promise<boolean> {
  const plan = await tx.db
    .selectFrom('plan')
    .select('id')
    .where('id', '=', planId)
    .where('readState', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  return plan !== undefined;
}
