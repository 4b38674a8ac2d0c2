/** The only door for routes and other modules. */
export { boardFile, type BoardFile } from '#app/modules/progress/server/board-file.ts';
export { chooseUnit, wayUp } from '#app/modules/progress/server/choose-unit.ts';
export type { BranchUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
export { declareTarget, type TargetDeclaration } from '#app/modules/progress/server/declare-target.ts';
export type { PlanTarget, ProgressPlan } from '#app/modules/progress/server/plan-targets.ts';
export { plansWithTargets, type FollowedPlan } from '#app/modules/progress/server/plans-with-targets.ts';
export {
  planProgress,
  progressOf,
  type BranchProgress,
  type PlanProgress,
  type ProgressWish,
  type TargetProgress,
} from '#app/modules/progress/server/progress-of.ts';
export { targetDeclarations, type DeclarationLine } from '#app/modules/progress/server/target-declarations.ts';
export { targetProgress, type TargetDetail, type TargetWish } from '#app/modules/progress/server/target-progress.ts';
