import type { AnyJob } from '#app/platform/jobs.ts';
import { tellLate } from '#app/modules/plans/server/cascade/tell-late.job.ts';
import { tellLoweringAsked, tellLoweringDecided } from '#app/modules/plans/server/cascade/tell-lowering.job.ts';
import { tellReceivers } from '#app/modules/plans/server/cascade/tell-receivers.job.ts';
import { readWaitingPlan } from '#app/modules/plans/server/read-waiting-plan.job.ts';
import { tellAuthor, tellDeciders } from '#app/modules/plans/server/tell-plan-moved.job.ts';

/** What the module offers to the process that runs it. */
export const planJobs: readonly AnyJob[] = [
  readWaitingPlan,
  tellAuthor,
  tellDeciders,
  tellLate,
  tellLoweringAsked,
  tellLoweringDecided,
  tellReceivers,
];
