/** The only door for routes and other modules. */
export {
  deliverPlan,
  type DeliveryCounts,
  type PlanToDeliver,
} from '#app/modules/plans/server/cascade/deliver-plan.ts';
export { tellReceivers } from '#app/modules/plans/server/cascade/tell-receivers.job.ts';
