export { emitFacts, type FactSource } from '#app/modules/measures/server/emit-facts.ts';
export type { Contribution } from '#app/modules/measures/fact-differences.ts';
export { countPast, countPastActivities } from '#app/modules/measures/server/count-past.job.ts';
export { countingMeasures, type UnitMeasure } from '#app/modules/measures/server/counting-measures.ts';
export { addMeasure } from '#app/modules/measures/server/add-measure.ts';
export { declareMeasure, linkFigures, type StatedMeasure } from '#app/modules/measures/server/declare-measure.ts';
export {
  findMeasure,
  measureCatalogue,
  measureGroups,
  nameableMeasures,
  requireNameable,
  unitMeasures,
  type MeasureGroup,
  type MeasureLine,
  type NameableMeasure,
} from '#app/modules/measures/server/list-measures.ts';
export { measureValues, type MeasureBranch } from '#app/modules/measures/server/measure-values.ts';
export { nameRatio } from '#app/modules/measures/server/name-ratio.ts';
export { retireMeasure } from '#app/modules/measures/server/retire-measure.ts';
export { getMeasure, type MeasurePage } from '#app/modules/measures/server/get-measure.ts';
export { checkSums, sumsHealth, type SumDifference } from '#app/modules/measures/server/check-sums.ts';
export { foldFacts } from '#app/modules/measures/server/fold-facts.ts';
export { factKeeper } from '#app/modules/measures/server/keep-facts-of-units.ts';
export { sumTreeKeeper } from '#app/modules/measures/server/keep-sums-on-tree.ts';
export { recountSums, restateToday } from '#app/modules/measures/server/recount-sums.ts';
export {
  recountHere,
  registerTargetRecount,
  runRecount,
  startRecount,
} from '#app/modules/measures/server/run-recount.job.ts';
export { sumState, type OpenAlarm, type SumRun, type SumState } from '#app/modules/measures/server/sum-state.ts';
export {
  sumsOfBranches,
  type BranchSum,
  type SumTree,
  type SumWish,
} from '#app/modules/measures/server/sums-of-branches.ts';
export { namingTargets, targetsNaming, type NamingTarget } from '#app/modules/measures/server/targets-naming.ts';
export { factsBehind, factsPerPage, type FactLine } from '#app/modules/measures/server/facts-behind.ts';
export { sumBoard, type SumBoard, type SumBranch, type Sums } from '#app/modules/measures/server/sum-board.ts';
export { sumBoardFile } from '#app/modules/measures/server/sum-board-file.ts';
export {
  countUnservedFigures,
  unservedFigures,
  type UnservedFigure,
  type UnservedWish,
} from '#app/modules/measures/server/unserved-figures.ts';
