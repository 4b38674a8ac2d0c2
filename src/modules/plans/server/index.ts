/** The only door for routes and other modules. */
// The cascade.
export { adoptPlan, type AdoptInput } from '#app/modules/plans/server/cascade/adopt-plan.ts';
export {
  boardPageSize,
  getBoard,
  type Board,
  type BoardLine,
} from '#app/modules/plans/server/cascade/board-queries.ts';
export {
  deliverPlan,
  type DeliveryCounts,
  type PlanToDeliver,
} from '#app/modules/plans/server/cascade/deliver-plan.ts';
export {
  decideLowering,
  listWaitingDecisions,
  waitingDecisions,
  type DecideInput,
  type WaitingLowering,
} from '#app/modules/plans/server/cascade/decide-lowering.ts';
export {
  dueForUnit,
  lateBelow,
  lateUnitIds,
  type DuePlan,
  type LatePlan,
} from '#app/modules/plans/server/cascade/due-queries.ts';
export {
  getDeliveredPlan,
  inboxFilters,
  inboxPageSize,
  listInbox,
  plansToDo,
  type DeliveredPlan,
  type Inbox,
  type InboxFilter,
  type InboxLine,
} from '#app/modules/plans/server/cascade/inbox-queries.ts';
export { getAdoption, type Adoption } from '#app/modules/plans/server/cascade/get-adoption.ts';
export type { InheritedTarget } from '#app/modules/plans/server/cascade/lowerings.ts';
export { acknowledgePlan, openDelivered } from '#app/modules/plans/server/cascade/receive-plan.ts';
export { remindLate, type ReminderOutcome } from '#app/modules/plans/server/cascade/remind-late.ts';
export { getInherited, reviseInherited, type ReviseInput } from '#app/modules/plans/server/cascade/revise-inherited.ts';
export { tellLate } from '#app/modules/plans/server/cascade/tell-late.job.ts';
export { tellReceivers } from '#app/modules/plans/server/cascade/tell-receivers.job.ts';

// Tasks, once the plan is out.
export {
  lateTasksBelow,
  lateTaskUnitIds,
  tasksDue,
  type DueTask,
  type LateTasks,
} from '#app/modules/plans/server/tasks/due-tasks.ts';
export {
  getPlanTasks,
  getTask,
  taskUnitsPerPage,
  type TaskLine,
  type TaskNote,
  type TaskPage,
} from '#app/modules/plans/server/tasks/task-queries.ts';
export { keepTaskFiles, tellTask, type TellTaskInput } from '#app/modules/plans/server/tasks/tell-task.ts';

// Who recipients and quotas mean.
export {
  getItemUnits,
  type ItemUnits,
  type NamedUnitLine,
  type QuotaUnits,
  type RecipientUnits,
} from '#app/modules/plans/server/units/item-units.ts';
export {
  addRecipient,
  changePurpose,
  pickUnits,
  type PickUnitsInput,
} from '#app/modules/plans/server/units/pick-units.ts';

// The plan itself.
export { copyPlan } from '#app/modules/plans/server/copy-plan.ts';
export {
  createBlankPlan,
  createPlanFromFile,
  createPlanFromText,
  keepPlanFile,
} from '#app/modules/plans/server/create-plan.ts';
export { approvePlan, closePlan, deletePlan, returnPlan } from '#app/modules/plans/server/decide-plan.ts';
export { getPlan, type PlanHead, type PlanPage, type PlanRights } from '#app/modules/plans/server/get-plan.ts';
export {
  getPlanItems,
  getPlanTargets,
  getPlanOverview,
  getPlanQuotas,
  type PlanOverview,
  type QuotaLine,
} from '#app/modules/plans/server/get-plan-items.ts';
export { getPlanReview, type PlanReview, type ReviewReference } from '#app/modules/plans/server/get-plan-review.ts';
export { issuePlan, type IssuedPlan, type IssueInput } from '#app/modules/plans/server/issue-plan.ts';
export { overdueTasks, type OverdueTask } from '#app/modules/plans/server/overdue-tasks.ts';
export { planKeeper } from '#app/modules/plans/server/keep-open-work.ts';
export {
  listPlans,
  plansPerPage,
  visiblePlans,
  type PlanLine,
  type PlanList,
} from '#app/modules/plans/server/list-plans.ts';
export { getPlanDocument, writePlanDocx } from '#app/modules/plans/server/plan-document.ts';
export { getPlanHistory, type ChangeLine, type MoveLine } from '#app/modules/plans/server/plan-history.ts';
export type {
  BasisRow,
  DutyRow,
  PlanItems,
  QuotaRow,
  RecipientRow,
  SectionRow,
  TargetRow,
  TaskRow,
} from '#app/modules/plans/server/plan-items-queries.ts';
export { firstPlanDay, plansInMotion, type MovingPlan } from '#app/modules/plans/server/plans-in-motion.ts';
export { acceptSureItems, reviewItem } from '#app/modules/plans/server/review-items.ts';
export { goOnByHand, saveHeader } from '#app/modules/plans/server/save-header.ts';
export { saveItem } from '#app/modules/plans/server/save-item.ts';
export { wordReview } from '#app/modules/plans/server/word-review.ts';
export { submitPlan } from '#app/modules/plans/server/submit-plan.ts';
