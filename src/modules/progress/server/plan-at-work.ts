import type { Tx } from '#app/platform/context.ts';
import { newestActivities, type ActivityLine } from '#app/modules/activities/server/index.ts';
import { overdueTasks, type OverdueTask } from '#app/modules/plans/server/index.ts';
import { rankBehind, type BehindBranch } from '#app/modules/progress/rank-branches.ts';
import { branchHistory, type HistoryPoint } from '#app/modules/progress/server/branch-history.ts';
import { chooseUnit } from '#app/modules/progress/server/choose-unit.ts';
import { progressOf, type BranchProgress, type PlanProgress } from '#app/modules/progress/server/progress-of.ts';

/** What a plan's first page tells of an issued plan. */
export interface PlanAtWork {
  progress: PlanProgress;
  history: Map<string, HistoryPoint[]>;
  /** The first of each that are late. */
  behind: BehindBranch<BranchProgress>[];
  overdue: OverdueTask[];
  activities: ActivityLine[];
}

const shownLate = 3;
const shownTasks = 5;
const shownActivities = 4;

/** How a plan goes in the branch of whoever looks at it: targets, what is late, what was done last. Throws not_found. */
export async function planAtWork(tx: Tx, planId: string): Promise<PlanAtWork> {
  const progress = await progressOf(tx, { planId, unitId: await chooseUnit(tx, planId, null), uncounted: 'say' });
  const rules = progress.targets.map((target) => target.rule);
  const behind = rankBehind(progress.branches, rules, null, progress.branches.length);
  return {
    progress,
    history: await branchHistory(tx, progress),
    behind: behind.filter((one) => one.lateCount + one.riskCount > 0).slice(0, shownLate),
    overdue: await overdueTasks(tx, planId, shownTasks),
    activities: await newestActivities(tx, {
      path: progress.unit.path,
      status: 'done',
      servesPlanId: planId,
      pageSize: shownActivities,
    }),
  };
}
