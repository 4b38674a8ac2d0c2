/** The only door for routes and other modules. */
export { activitiesSummary, type ActivitiesSummary } from '#app/modules/activities/server/activities-summary.ts';
export {
  getActivity,
  type ActivityHistoryEntry,
  type ActivityPage,
  type EvidenceFile,
} from '#app/modules/activities/server/activity-page.ts';
export { cancelActivity } from '#app/modules/activities/server/cancel-activity.ts';
export {
  completeActivity,
  correctActivity,
  type ActivityCorrection,
} from '#app/modules/activities/server/correct-activity.ts';
export { addEvidence, keepFormFiles, removeEvidence } from '#app/modules/activities/server/evidence.ts';
export { activityKeeper } from '#app/modules/activities/server/keep-open-work.ts';
export { linkActivity } from '#app/modules/activities/server/link-activity.ts';
export {
  listActivities,
  newestActivities,
  walking,
  type ActivityFilter,
  type ActivityLine,
  type ActivityList,
} from '#app/modules/activities/server/list-activities.ts';
export {
  activityReference,
  newActivity,
  type ActivityReference,
  type NewActivity,
  type ReferenceName,
} from '#app/modules/activities/server/new-activity.ts';
export { guessTargets } from '#app/modules/activities/server/guess-targets.ts';
export { planItemsOf } from '#app/modules/activities/server/plan-items.ts';
export {
  planActivity,
  recordActivity,
  type ActivityInput,
  type RecordedActivity,
} from '#app/modules/activities/server/record-activity.ts';
export { quotasOwed, type OwedQuota } from '#app/modules/activities/server/quotas-owed.ts';
export { deliverItems, withdrawItem, type DeliveredItems } from '#app/modules/activities/server/items/deliver-items.ts';
export { listItems, type ItemLine } from '#app/modules/activities/server/items/list-items.ts';
export { quotaDeliveries, type QuotaDeliveries } from '#app/modules/activities/server/items/quota-deliveries.ts';
export {
  forgetOldNames,
  forgetPeople,
  forgetPerson,
} from '#app/modules/activities/server/check-in/forget-people.job.ts';
export { getCheckIn, type CheckInPage } from '#app/modules/activities/server/check-in/get-check-in.ts';
export {
  closeCheckIn,
  openCheckIn,
  takeBackCheckIn,
  tickPeople,
} from '#app/modules/activities/server/check-in/list-in.ts';
export { findScanned, scanIn, type ScannedActivity } from '#app/modules/activities/server/check-in/scan-in.ts';
export { linkUnserved } from '#app/modules/activities/server/link-unserved.ts';
export {
  countUnserved,
  listUnserved,
  mostUnserved,
  sumUnserved,
  type UnservedCounts,
  type UnservedList,
} from '#app/modules/activities/server/unserved-work.ts';
export { suggestTargets, type Suggestions } from '#app/modules/activities/server/suggest-targets.ts';
export { findKnownPeople, type KnownLine } from '#app/modules/activities/server/check-in/find-known-people.ts';
