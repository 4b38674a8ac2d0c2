import type { AnyJob } from '#app/platform/jobs.ts';
import { sendWaitingMail } from '#app/platform/mail.ts';
import { forgetPeople } from '#app/modules/activities/server/index.ts';
import { countPast, runRecount } from '#app/modules/measures/server/index.ts';
import { clearHeldFiles, sweepBytes } from '#app/modules/media/server/index.ts';
import { sendDigests } from '#app/modules/notices/server/index.ts';
import { carryOutPlanned, clearImports, closeRelations, writeConfirmedImport } from '#app/modules/orgs/server/index.ts';
import { planJobs } from '#app/modules/plans/server/manifest.ts';
import { checkSums } from '#app/modules/progress/server/index.ts';
import { notifyReportMoved } from '#app/modules/reports/server/index.ts';

/** Every job of every module; the process that works them off, and the one that enqueues, both know this list. */
export const allJobs: readonly AnyJob[] = [
  sendWaitingMail,
  sendDigests,
  clearHeldFiles,
  sweepBytes,
  carryOutPlanned,
  clearImports,
  closeRelations,
  writeConfirmedImport,
  countPast,
  runRecount,
  forgetPeople,
  ...planJobs,
  checkSums,
  notifyReportMoved,
];
