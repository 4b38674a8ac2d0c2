import type { PlanReview } from '#app/modules/plans/server/index.ts';

/** The review of a plan as its screen gets it: what needs many words comes in words. */
export interface ReviewData extends PlanReview {
  readProblem: string | null;
  /** Said of a document of a kind that is usually no plan. */
  kindNote: string | null;
  noteTexts: string[];
  changeTexts: { version: number | null; text: string }[];
}
