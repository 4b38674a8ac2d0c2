/** The only door for routes and other modules. */
export { branchHistory, type HistoryPoint } from '#app/modules/progress/server/branch-history.ts';
export { branchMap, type MapUnit } from '#app/modules/progress/server/branch-map.ts';
export { checkSums } from '#app/modules/progress/server/check-sums.job.ts';
export { chooseUnit, wayUp } from '#app/modules/progress/server/choose-unit.ts';
export type { BranchUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
export { compareProgress, type Comparison } from '#app/modules/progress/server/compare-progress.ts';
export {
  declareTarget,
  keepDeclarationFile,
  type TargetDeclaration,
} from '#app/modules/progress/server/declare-target.ts';
export { exportBoard } from '#app/modules/progress/server/export-board.ts';
export { openBoard, type OpenedBoard } from '#app/modules/progress/server/open-board.ts';
export { planAtWork, type PlanAtWork } from '#app/modules/progress/server/plan-at-work.ts';
export type { PlanTarget, ProgressPlan } from '#app/modules/progress/server/plan-targets.ts';
export { followedPlans, type FollowedPlan } from '#app/modules/progress/server/followed-plans.ts';
export {
  planProgress,
  progressOf,
  type BranchProgress,
  type PlanProgress,
  type ProgressWish,
  type TargetProgress,
} from '#app/modules/progress/server/progress-of.ts';
export { checkTallies, type TallyDifference } from '#app/modules/progress/server/kept/check-tallies.ts';
export { tallyFold } from '#app/modules/progress/server/kept/fold-tallies.ts';
export { tallyTreeKeeper } from '#app/modules/progress/server/kept/keep-places.ts';
export { recountTallies } from '#app/modules/progress/server/kept/recount-tallies.ts';
export { targetDeclarations, type DeclarationLine } from '#app/modules/progress/server/target-declarations.ts';
export { targetProgress, type TargetDetail, type TargetWish } from '#app/modules/progress/server/target-progress.ts';
export { knownOfCoverage } from '#app/modules/progress/server/known-of-coverage.ts';
export { factsOfTarget } from '#app/modules/progress/server/facts-of-target.ts';
