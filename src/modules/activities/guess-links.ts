import type { LocalDate } from '#app/platform/clock.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { emptyWords, formWords, topicWords } from '#app/modules/activities/guess-words-data.ts';
import { isServable, type PlanItem } from '#app/modules/activities/plan-item.ts';

/** What is known of an activity when its plan items are guessed. */
export interface GuessFacts {
  formId: string;
  topicIds: readonly string[];
  /** Few people tick topics; most of what an activity is about stands in its title. */
  title: string;
  startsOn: LocalDate;
  unit: { kindId: string; sectorId: string | null };
}

/**
 * Items that an activity most likely serves: open on its day, binding its unit, and speaking of what it is about. A
 * topic, ticked or named in the title, says more than a form, and a form more than a phrase that title and sentence
 * share; the first of these that finds something decides. Tasks and quota lines are never guessed: ticking a task off
 * is a statement that a person makes.
 */
export function guessLinks(items: readonly PlanItem[], about: GuessFacts): PlanItem[] {
  const open = items.filter(
    (item) => item.kind === 'target' && item.isCounted && isServable(item, about.unit, about.startsOn),
  );
  const sentences = new Map(open.map((item) => [item, spaced(item.statement)]));
  const title = spaced(about.title);
  const matching = (says: (sentence: string) => boolean): PlanItem[] =>
    open.filter((item) => says(sentences.get(item) ?? ''));

  const topics = new Set([...about.topicIds, ...subjectsIn(title, topicWords)]);
  const byTopic = matching((sentence) => [...topics].some((topic) => speaksOf(sentence, topicWords[topic])));
  if (byTopic.length > 0) return byTopic;
  // What the title calls it is nearer than the button that was pressed: "other" is pressed for everything.
  const named = subjectsIn(title, formWords);
  for (const forms of [named, [about.formId]]) {
    const byForm = matching((sentence) => forms.some((form) => speaksOf(sentence, formWords[form])));
    if (byForm.length > 0) return byForm;
  }
  const phrases = phrasesOf(title);
  const byPhrase = matching((sentence) => speaksOf(sentence, phrases));
  if (byPhrase.length > 0) return byPhrase;
  // A single target leaves no doubt about what the work is for.
  return items.filter((item) => item.kind === 'target').length === 1 ? open : [];
}

const spaced = (text: string): string => ` ${toSearchKey(text)} `;

const speaksOf = (sentence: string, words: readonly string[] | undefined): boolean =>
  (words ?? []).some((word) => sentence.includes(` ${word} `));

/** Topics or forms that a text names. */
function subjectsIn(text: string, words: Record<string, readonly string[]>): string[] {
  return Object.keys(words).filter((subject) => speaksOf(text, words[subject]));
}

/** Every two words of a title that mean something together. */
function phrasesOf(title: string): string[] {
  const words = title.trim().split(' ');
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    return next === undefined || emptyWords.has(word) || emptyWords.has(next) ? [] : [`${word} ${next}`];
  });
}
