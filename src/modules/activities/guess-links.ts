import type { LocalDate } from '#app/platform/clock.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { formWords, topicWords } from '#app/modules/activities/guess-words-data.ts';
import { isServable, type PlanItem } from '#app/modules/activities/plan-item.ts';

/** What is known of an activity when its plan items are guessed. */
export interface GuessFacts {
  formId: string;
  topicIds: readonly string[];
  startsOn: LocalDate;
  unit: { kindId: string; sectorId: string | null };
}

/**
 * Items that an activity most likely serves: open on its day, binding its unit, and speaking of its topic or form. A
 * topic says more than a form, so items that name the topic leave those that only name the form behind. Tasks and
 * quota lines are never guessed: ticking a task off is a statement that a person makes.
 */
export function guessLinks(items: readonly PlanItem[], about: GuessFacts): PlanItem[] {
  const open = items.filter((item) => item.kind === 'target' && isServable(item, about.unit, about.startsOn));
  const speaksOf = (item: PlanItem, words: readonly string[]): boolean => {
    const sentence = ` ${toSearchKey(item.statement)} `;
    return words.some((word) => sentence.includes(` ${word} `));
  };
  const byTopic = open.filter((item) => about.topicIds.some((topic) => speaksOf(item, topicWords[topic] ?? [])));
  if (byTopic.length > 0) return byTopic;
  const byForm = open.filter((item) => speaksOf(item, formWords[about.formId] ?? []));
  if (byForm.length > 0) return byForm;
  // A single target leaves no doubt about what the work is for.
  return items.filter((item) => item.kind === 'target').length === 1 ? open : [];
}
