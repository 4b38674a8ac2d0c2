import { getLocale } from '#app/paraglide/runtime.js';
import { tellApart as tellSaidApart } from '#app/modules/plans/tell-apart.ts';
import { askedOfEach, populationName } from '#app/modules/progress/figure-words.ts';
import type { PlanTarget } from '#app/modules/progress/server/index.ts';

/** Whose target it is, where the plan asks two things in one sentence. Empty where the sentence is the target's own. */
export const tellApart = (target: PlanTarget, targets: readonly PlanTarget[]): string =>
  tellSaidApart(target, targets, whose);

function whose(target: PlanTarget): string[] {
  const isEnglish = getLocale() === 'en';
  return [
    (isEnglish ? target.sectorNamesEn : target.sectorNamesVi).join(', '),
    (isEnglish ? target.kindNamesEn : target.kindNamesVi).join(', '),
    target.populationNameVi === '' ? '' : populationName(target),
    askedOfEach(target),
  ];
}

/** What a file calls a target: its sentence and, where another target shares it, whose it is. */
export function targetName(target: PlanTarget, targets: readonly PlanTarget[]): string {
  const apart = tellApart(target, targets);
  return apart === '' ? target.statement : `${target.statement} – ${apart}`;
}
