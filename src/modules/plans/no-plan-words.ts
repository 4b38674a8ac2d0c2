import { m } from '#app/paraglide/messages.js';
import type { NoPlanReason } from '#app/modules/plans/no-plan.ts';

/** That no plan was found, and what the document seems to be instead. */
export function noPlanWords(reason: string, docType: string): string {
  const kinds: Record<NoPlanReason, () => string> = {
    empty: m.plans_no_plan_empty,
    'too-short': m.plans_no_plan_too_short,
    'no-vietnamese': m.plans_no_plan_no_vietnamese,
    'no-administrative-form': m.plans_no_plan_no_form,
    'nothing-asked': () =>
      docType === '' ? m.plans_no_plan_nothing_asked() : m.plans_no_plan_other_kind({ kind: docType }),
  };
  return (kinds[reason as NoPlanReason] ?? m.plans_no_plan_nothing_asked)();
}
