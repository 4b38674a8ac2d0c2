/** The only door for routes and other modules. */
// The cascade.
export {
  deliverPlan,
  type DeliveryCounts,
  type PlanToDeliver,
} from '#app/modules/plans/server/cascade/deliver-plan.ts';
export { tellReceivers } from '#app/modules/plans/server/cascade/tell-receivers.job.ts';

// The plan itself.
export {
  createBlankPlan,
  createPlanFromFile,
  createPlanFromText,
  keepPlanFile,
} from '#app/modules/plans/server/create-plan.ts';
export { approvePlan, closePlan, deletePlan, returnPlan } from '#app/modules/plans/server/decide-plan.ts';
export { issuePlan, type IssuedPlan, type IssueInput } from '#app/modules/plans/server/issue-plan.ts';
export {
  listPlans,
  plansPerPage,
  visiblePlans,
  type PlanLine,
  type PlanList,
} from '#app/modules/plans/server/list-plans.ts';
export { submitPlan } from '#app/modules/plans/server/submit-plan.ts';
