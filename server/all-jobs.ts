import type { AnyJob } from '#app/platform/jobs.ts';

/** Every job of every module; the process that works them off, and the one that enqueues, both know this list. */
export const allJobs: readonly AnyJob[] = [];
