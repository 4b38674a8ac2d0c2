import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { periodsUntil } from '#app/modules/progress/periods.ts';
import { branchTallies, computeTallies, daysToCompute } from '#app/modules/progress/server/branch-tallies.ts';
import type { BranchUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { readKept } from '#app/modules/progress/server/kept/read-kept.ts';
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

/**
 * Reads every question at every unit and in both trees, once as boards do and once from facts alone, and says where the
 * two differ. Also how many of them were really kept, in each tree: without that, no difference would prove nothing.
 */
export async function tallyFaults(
  db: TestDatabase,
  planIds: readonly string[],
): Promise<{ faults: string[]; kept: Record<TreeOf, number> }> {
  return db.system.read(async (tx) => {
    const questions = await questionsOf(tx, planIds);
    const { rows: units } = await sql<BranchUnit>`
      select id, parent_id, path, name, kind_id, sector_id, founded_on, ended_on from org_unit order by path`.execute(
      tx.db,
    );
    const faults: string[] = [];
    const kept = { today: 0, then: 0 };
    for (const of of ['today', 'then'] satisfies TreeOf[]) {
      // The whole tree at once, and some units as tops of their own branches.
      const branches = units.filter((_, at) => at % 4 === 1).map((unit) => [unit, [unit]] as const);
      for (const [top, shown] of [[units[0]!, units] as const, ...branches]) {
        const branch = { top, shown, of, on: tx.today(), knownBy: 'then' as const };
        const read = await branchTallies(tx, branch, questions);
        if (shown === units) kept[of] += (await readKept(tx, branch, questions)).ready.size;
        for (const [day, positions] of daysToCompute(branch, questions, new Set())) {
          const { sums } = await computeTallies(
            tx,
            branch,
            day,
            positions.map((at) => questions[at]!),
          );
          for (const [index, at] of positions.entries())
            for (const unit of shown) {
              const values = [read.sums[at]!.get(unit.id)!, sums[index]!.get(unit.id)!].map((one) =>
                String(toValues(one)),
              );
              const { rule, period } = questions[at]!;
              if (values[0] !== values[1])
                faults.push(
                  `${of} ${rule.shape} ${period.key} ${unit.path} in ${top.path}: ${values.join(' is not ')}`,
                );
            }
        }
      }
    }
    return { faults, kept };
  });
}
