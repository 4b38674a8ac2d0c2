/** The only door for routes and other modules. */
export type { BranchUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
export type { PlanTarget, ProgressPlan } from '#app/modules/progress/server/plan-targets.ts';
export {
  planProgress,
  progressOf,
  type BranchProgress,
  type PlanProgress,
  type ProgressWish,
  type TargetProgress,
} from '#app/modules/progress/server/progress-of.ts';
