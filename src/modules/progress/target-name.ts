import { getLocale } from '#app/paraglide/runtime.js';
import { populationName } from '#app/modules/progress/figure-words.ts';
import type { PlanTarget } from '#app/modules/progress/server/index.ts';

type Named = Pick<PlanTarget, 'id' | 'statement'>;

/**
 * Whose target it is, where the plan asks two things in one sentence ("90% of … and 65% of …"): sectors, kinds of units
 * or people. Empty where the sentence is the target's own.
 */
export function tellApart(target: PlanTarget, targets: readonly Named[]): string {
  const isShared = targets.some((other) => other.id !== target.id && other.statement === target.statement);
  if (!isShared) return '';
  const isEnglish = getLocale() === 'en';
  const sectors = isEnglish ? target.sectorNamesEn : target.sectorNamesVi;
  const kinds = isEnglish ? target.kindNamesEn : target.kindNamesVi;
  const people = target.populationNameVi === '' ? '' : populationName(target);
  return [sectors.join(', '), kinds.join(', '), people].filter(Boolean).join(' · ');
}

/** What a file calls a target: its sentence and, where another target shares it, whose it is. */
export function targetName(target: PlanTarget, targets: readonly Named[]): string {
  const apart = tellApart(target, targets);
  return apart === '' ? target.statement : `${target.statement} – ${apart}`;
}
