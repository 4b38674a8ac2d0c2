import { z } from 'zod';
import type { Context } from '#app/platform/context.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { describeError, log } from '#app/platform/log.ts';
import { importPeople } from '#app/modules/orgs/server/import/import-people.ts';
import { loadStaged, writeImport, type ImportRefusal } from '#app/modules/orgs/server/import/import-units.ts';
import type { ReportRows } from '#app/modules/orgs/server/import/apply-import.ts';
import { lockTree } from '#app/modules/orgs/server/reorganise/decision.ts';

/**
 * Writes a confirmed list with the rights that whoever confirmed it holds by now, all of it or nothing, and tells them
 * how it went. Run twice it finds nothing confirmed the second time.
 */
export const writeConfirmedImport = defineJob({
  name: 'orgs.write-confirmed-import',
  data: z.object({ importId: z.uuid() }),
  retries: 5,
  async run({ importId }, system) {
    const confirmed = await findConfirmed(system, importId);
    if (!confirmed) return;
    try {
      const { confirmedBy } = confirmed;
      const person = confirmedBy === null ? null : await importPeople().contextOf(system, confirmedBy);
      if (!person) throw new AppError('forbidden');
      await writeAs(person, importId);
    } catch (error) {
      // Only a database that is away comes back by itself; whatever else, the person decides what to do next.
      if (isAppError(error) && error.code === 'database_unavailable') throw error;
      if (!isAppError(error)) log('error', 'orgs.import-failed', describeError(error));
      const { code, params } = isAppError(error) ? error : new AppError('unexpected');
      await refuse(system, importId, { code, params });
    }
  },
});

async function findConfirmed(system: Context, importId: string): Promise<{ confirmedBy: string | null } | undefined> {
  return system.read((tx) =>
    tx.db
      .selectFrom('unitImport')
      .select('confirmedBy')
      .where('id', '=', importId)
      .where('confirmedAt', 'is not', null)
      .where('writtenAt', 'is', null)
      .executeTakeFirst(),
  );
}

async function writeAs(ctx: Context, importId: string): Promise<void> {
  const report = reporter(ctx, importId);
  await ctx.transaction(async (tx) => {
    // A second run waits here for the first, and then finds the list written, or refused.
    await lockTree(tx);
    const staged = await loadStaged(tx, importId);
    if (staged.isWritten || staged.confirmedAt === null) return;
    await report(0);
    // Planned again from what is there now, so that what somebody else changed meanwhile counts.
    const counts = await writeImport(tx, staged.root, staged, report);
    await tx.db
      .updateTable('unitImport')
      .set({
        sheet: JSON.stringify({ header: staged.sheet.header, rows: [] }),
        counts: JSON.stringify(counts),
        writtenAt: tx.now(),
      })
      .where('id', '=', importId)
      .execute();
    const { new: added, changed } = counts;
    const params = { file: staged.fileName, added, changed };
    await tx.asOwner(() =>
      importPeople().tell(tx, [
        {
          onceKey: `import-written:${importId}`,
          userId: tx.actor.userId ?? '',
          kind: 'orgs_notice_imported',
          params,
          href: `/units/import/${importId}`,
        },
      ]),
    );
  });
}

/**
 * Says how far it is past the open transaction, by a statement of its own, so that the page can show it. The embedded
 * database has one connection, on which nobody could read it either; there it says nothing.
 */
function reporter({ services }: Context, importId: string): ReportRows {
  const { kind, db } = services.database;
  return async (writtenRows) => {
    if (kind === 'pglite') return;
    await db.updateTable('unitImport').set({ writtenRows }).where('id', '=', importId).execute();
  };
}

/** Nothing was written: keeps why, for the page, and gives the word back, so that the list can be confirmed anew. */
async function refuse(system: Context, importId: string, refusal: ImportRefusal): Promise<void> {
  await system.transaction(async (tx) => {
    const refused = await tx.db
      .updateTable('unitImport')
      .set({ confirmedAt: null, writtenRows: null, refusal: JSON.stringify(refusal) })
      .where('id', '=', importId)
      .where('confirmedAt', 'is not', null)
      .where('writtenAt', 'is', null)
      .returning(['orgUnitId', 'fileName', 'confirmedBy'])
      .executeTakeFirst();
    if (!refused) return;
    await tx.audit('orgs.refuse-import', {
      orgUnitId: refused.orgUnitId,
      subject: `unit-import:${importId}`,
      detail: { code: refusal.code },
    });
    if (refused.confirmedBy === null) return;
    await importPeople().tell(tx, [
      {
        onceKey: `import-refused:${importId}:${tx.now().toISOString()}`,
        userId: refused.confirmedBy,
        kind: 'orgs_notice_import_refused',
        params: { file: refused.fileName },
        href: `/units/import/${importId}`,
      },
    ]);
  });
}
