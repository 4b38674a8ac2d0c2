import type { PlanReview } from '#app/modules/plans/server/index.ts';

/** The review of a plan as its screen gets it: what needs many words comes in words. */
export interface ReviewData extends PlanReview {
  readProblem: string | null;
  noteTexts: string[];
  changeTexts: { version: number | null; text: string }[];
}
