import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { lockFold } from '#app/platform/folding.ts';
import { tallyFold } from '#app/modules/progress/server/kept/fold-tallies.ts';
import { keepFresh, type Pair } from '#app/modules/progress/server/kept/keep-fresh.ts';
import { tallyColumns } from '#app/modules/progress/server/kept/tally-columns.ts';

/** Units gone through at once. */
const stride = 500;

/**
 * Computes every kept tally anew from facts, and every sum from these; returns how many differed. One transaction: until
 * it ends everybody reads the old ones. Writers go on writing, and their marks stay.
 */
export async function recountTallies(ctx: Context, onProgress: (share: number) => void = () => {}): Promise<number> {
  return ctx.transaction(async (tx) => {
    await lockFold(tx, tallyFold);
    // What has been marked so far is taken in along the way.
    await sql`delete from tally_mark where due_on <= ${tx.today()}`.execute(tx.db);
    const { rows } = await sql<{ most: number }>`select coalesce(max(unit_number), 0) as most from tally_own`.execute(
      tx.db,
    );
    const most = rows[0]?.most ?? 0;
    let wrong = 0;
    for (let from = 0; from < most; from += stride) {
      wrong += await keepFresh(tx, await keptPairs(tx, from, from + stride));
      onProgress(Math.min(1, (from + stride) / most));
    }
    wrong += await recountBranches(tx);
    await tx.audit('progress.recount-tallies', { detail: { wrong } });
    return wrong;
  });
}

/** What is kept, or should be, of units with numbers over `after` up to `to`. */
async function keptPairs(tx: Tx, after: number, to: number): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select o.question_id, u.id as unit_id from tally_own o join org_unit u on u.number = o.unit_number
    where u.number > ${after} and u.number <= ${to}
    union
    select q.id, u.id from org_unit u cross join lateral tally_scopes(u.id, u.path) scope
    join tally_question q on q.scope_number = scope and u.number <= q.built_to
    where u.number > ${after} and u.number <= ${to}`.execute(tx.db);
  return rows;
}

async function recountBranches(tx: Tx): Promise<number> {
  const columns = sql.raw(`unit_number, question_id, tree, ${tallyColumns.join(', ')}`);
  const isSomething = sql.raw(tallyColumns.map((name) => `${name} <> 0`).join(' or '));
  await sql`create temporary table kept_branch on commit drop as select ${columns} from tally_branch`.execute(tx.db);
  await sql`delete from tally_branch`.execute(tx.db);
  await sql`select tally_contribute(1, array(select id from org_unit), '{now,then}', null, null)`.execute(tx.db);
  const { rows } = await sql<{ wrong: number }>`
    select count(distinct (unit_number, question_id, tree)) as wrong from (
      (select ${columns} from kept_branch where ${isSomething} except select ${columns} from tally_branch)
      union all
      (select ${columns} from tally_branch where ${isSomething} except select ${columns} from kept_branch)
    ) d`.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}
