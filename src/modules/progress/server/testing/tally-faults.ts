import { sql } from 'kysely';
import { addDays } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { periodsUntil } from '#app/modules/progress/periods.ts';
import {
  branchTallies,
  computeTallies,
  daysToCompute,
  knownBefore,
  type Branch,
} from '#app/modules/progress/server/branch-tallies.ts';
import { branchTop, type BranchUnit, type TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { readKept, type KeptReading } from '#app/modules/progress/server/kept/read-kept.ts';
import { toValues } from '#app/modules/progress/server/kept/tally-columns.ts';
import type { Question } from '#app/modules/progress/server/load-tallies.ts';
import { findProgressPlan, planTargets } from '#app/modules/progress/server/plan-targets.ts';

/** Every target of plans in every period so far. */
async function questionsOf(tx: Tx, planIds: readonly string[]): Promise<Question[]> {
  const questions: Question[] = [];
  for (const planId of planIds) {
    const plan = await findProgressPlan(tx, planId);
    for (const target of await planTargets(tx, plan))
      for (const period of periodsUntil(target.rule.cadence, plan.span, target.dueOn, tx.today()))
        questions.push({ rootId: target.rootId, rule: tallyRuleOf(target.rule), period });
  }
  return questions;
}

/** Days before today as of which everything is read again. */
const pastDays = [1, 24, 120];

interface TallyFaults {
  faults: string[];
  kept: Record<TreeOf | 'past', number>;
}

/**
 * Reads every question at every unit and in both trees, once as boards do and once from facts alone, and says where the
 * two differ: as of today, and of days that are past with what was known then. Also how many of them were really kept, in
 * each tree and of past days: without that, no difference would prove nothing.
 */
export async function tallyFaults(db: TestDatabase, planIds: readonly string[]): Promise<TallyFaults> {
  return db.system.read((tx) => tallyFaultsIn(tx, planIds));
}

/** The same inside a transaction. While others write it must read from one snapshot. */
export async function tallyFaultsIn(tx: Tx, planIds: readonly string[]): Promise<TallyFaults> {
  const questions = await questionsOf(tx, planIds);
  const { rows: units } = await sql<BranchUnit>`
      select id, parent_id, path, name, kind_id, sector_id, founded_on, ended_on from org_unit order by path`.execute(
    tx.db,
  );
  const faults: string[] = [];
  const kept = { today: 0, then: 0, past: 0 };
  for (const of of ['today', 'then'] satisfies TreeOf[]) {
    // The whole tree at once, and some units as tops of their own branches.
    const whole = { top: units[0]!, shown: units, of, on: tx.today(), knownBy: 'then' as const };
    const parts = units.filter((_, at) => at % 4 === 1).map((top) => ({ ...whole, top, shown: [top] }));
    const past = pastDays.map((days) => ({ ...whole, on: addDays(tx.today(), -days) }));
    for (const branch of [whole, ...parts, ...past]) {
      const known = knownBefore(tx, branch);
      if (branch === whole || known !== null)
        kept[known === null ? of : 'past'] += (await readKept(tx, { ...branch, known }, questions)).ready.size;
      faults.push(...(await faultsOf(tx, branch, questions)));
    }
  }
  return { faults, kept };
}

/**
 * Reads every question at some units with what is right below them, in both trees, as one process does that has read it
 * before and as one that has not, and says where the two differ; and how many readings were given from memory.
 */
export async function forgottenFaults(
  contexts: { remembering: Context; forgetful: Context },
  planIds: readonly string[],
): Promise<{ faults: string[]; given: number }> {
  const faults: string[] = [];
  let given = 0;
  for (const of of ['today', 'then'] satisfies TreeOf[]) {
    const readAll = (ctx: Context) => ctx.read((tx) => readTops(tx, planIds, of));
    const first = await readAll(contexts.remembering);
    const again = await readAll(contexts.remembering);
    const anew = await readAll(contexts.forgetful);
    for (const [at, reading] of first.entries()) {
      if (reading === again[at]) given += 1;
      if (shownOf(reading) !== shownOf(anew[at]!))
        faults.push(`${of}: ${shownOf(reading)} is not ${shownOf(anew[at]!)}`);
    }
  }
  return { faults, given };
}

async function readTops(tx: Tx, planIds: readonly string[], of: TreeOf): Promise<KeptReading[]> {
  const questions = await questionsOf(tx, planIds);
  const { rows: tops } = await sql<{ id: string }>`
    select id from org_unit u where exists (select from org_unit c where c.parent_id = u.id) order by path limit 3`.execute(
    tx.db,
  );
  const readings: KeptReading[] = [];
  for (const { id } of tops) {
    const { top, children } = await branchTop(tx, id, { of, on: tx.today() });
    readings.push(await readKept(tx, { top, shown: [top, ...children], of, on: tx.today(), known: null }, questions));
  }
  return readings;
}

const shownOf = ({ ready, sums, fresh }: KeptReading): string =>
  JSON.stringify([
    [...ready].toSorted((a, b) => a - b),
    ...[...sums, ...fresh].map((of) => [...of].map(([id, tally]) => [id, ...toValues(tally)]).toSorted()),
  ]);

async function faultsOf(tx: Tx, branch: Branch, questions: readonly Question[]): Promise<string[]> {
  const faults: string[] = [];
  const read = await branchTallies(tx, branch, questions);
  for (const [day, positions] of daysToCompute(branch, questions, new Set())) {
    const { sums } = await computeTallies(
      tx,
      branch,
      day,
      positions.map((at) => questions[at]!),
    );
    for (const [index, at] of positions.entries())
      for (const { id, path } of branch.shown) {
        const values = [read.sums[at]!.get(id)!, sums[index]!.get(id)!].map((one) => String(toValues(one)));
        const { rule, period } = questions[at]!;
        if (values[0] === values[1]) continue;
        const where = `${path} in ${branch.top.path} on ${branch.on}`;
        faults.push(`${branch.of} ${rule.shape} ${period.key} ${where}: ${values.join(' is not ')}`);
      }
  }
  return faults;
}
