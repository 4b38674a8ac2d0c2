import { m } from '#app/paraglide/messages.js';
import { errorWords } from '#app/platform/error-words.ts';
import { isOtherKind } from '#app/modules/plans/no-plan.ts';
import { noPlanWords } from '#app/modules/plans/no-plan-words.ts';
import { changeWords, momentWords, noteWords } from '#app/modules/plans/note-words.ts';
import type { ReviewData } from '#app/modules/plans/review-data.ts';
import type { PlanReview } from '#app/modules/plans/server/get-plan-review.ts';

/** Puts into words on the server what would otherwise bring all its words to the browser. */
export function wordReview(review: PlanReview, locale: 'vi' | 'en'): ReviewData {
  const { readState, readError, docType } = review.plan;
  return {
    ...review,
    readProblem:
      readState === 'failed' ? errorWords(readError) : readState === 'no_plan' ? noPlanWords(readError, docType) : null,
    kindNote: readState === 'done' && isOtherKind(docType) ? m.plans_review_other_kind({ kind: docType }) : null,
    // The same said twice, of two places, says no more.
    noteTexts: [...new Set(review.notes.map(noteWords))].filter((words) => words !== null),
    changeTexts: review.changes.map((change) => ({
      version: change.version,
      text: m.plans_review_change({ who: change.who, at: momentWords(change.at, locale), what: changeWords(change) }),
    })),
  };
}
