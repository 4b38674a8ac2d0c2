import { sql } from 'kysely';
import { lockFold } from '#app/platform/folding.ts';
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
    await sql`select tally_contribute(-1, ${[...unitIds]}::uuid[], '{now,then}', null, null)`.execute(tx.db);
  },
  async after(tx, { unitIds }) {
    await lockFold(tx, tallyFold);
    await sql`select tally_contribute(1, ${[...unitIds]}::uuid[], '{now,then}', null, null)`.execute(tx.db);
    await sql`select tally_welcome(${[...unitIds]}::uuid[])`.execute(tx.db);
  },
};
