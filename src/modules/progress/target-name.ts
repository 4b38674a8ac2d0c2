import { getLocale } from '#app/paraglide/runtime.js';
import { populationName } from '#app/modules/progress/figure-words.ts';
import type { PlanTarget } from '#app/modules/progress/server/index.ts';

/**
 * Whose target it is, where the plan asks two things in one sentence ("90% of … and 65% of …"): those of sectors, kinds of
 * units and people that the two do not share. Empty where the sentence is the target's own.
 */
export function tellApart(target: PlanTarget, targets: readonly PlanTarget[]): string {
  const others = targets.filter((other) => other.id !== target.id && other.statement === target.statement).map(whose);
  return whose(target)
    .filter((part, at) => part !== '' && others.some((other) => other[at] !== part))
    .join(' · ');
}

function whose(target: PlanTarget): [sectors: string, kinds: string, people: string] {
  const isEnglish = getLocale() === 'en';
  return [
    (isEnglish ? target.sectorNamesEn : target.sectorNamesVi).join(', '),
    (isEnglish ? target.kindNamesEn : target.kindNamesVi).join(', '),
    target.populationNameVi === '' ? '' : populationName(target),
  ];
}

/** What a file calls a target: its sentence and, where another target shares it, whose it is. */
export function targetName(target: PlanTarget, targets: readonly PlanTarget[]): string {
  const apart = tellApart(target, targets);
  return apart === '' ? target.statement : `${target.statement} – ${apart}`;
}
