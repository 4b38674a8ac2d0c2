import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { beginEpoch, lockFold } from '#app/platform/folding.ts';
import type { TreeKeeper } from '#app/modules/orgs/server/index.ts';
import { tallyFold } from '#app/modules/progress/server/kept/fold-tallies.ts';

/**
 * Takes what is kept of units out of the sums above them before they are placed elsewhere, and puts it in again where
 * they stand afterwards, past days included. Tallies themselves do not depend on the place; whose questions ask a unit
 * does, and those that come new are marked.
 */
export const tallyTreeKeeper: TreeKeeper = {
  subject: 'progress.tallies',
  async before(tx, { unitIds }) {
    await lockFold(tx, tallyFold);
    await tx.asOwner(async () => {
      await beginEpoch(tx, tallyFold);
      await contribute(tx, -1, unitIds);
    });
  },
  async after(tx, { unitIds }) {
    await lockFold(tx, tallyFold);
    await tx.asOwner(async () => {
      await contribute(tx, 1, unitIds);
      await sql`select tally_welcome(${[...unitIds]}::uuid[])`.execute(tx.db);
    });
  },
};

const contribute = (tx: Tx, sign: 1 | -1, unitIds: readonly string[]): Promise<unknown> =>
  sql`select tally_contribute(${sign}, ${[...unitIds]}::uuid[], '{now,then}', null, null)`.execute(tx.db);
