import { m } from '#app/paraglide/messages.js';
import type { PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import { formatDate } from '#app/ui/format-values.ts';

/** How a plan stands, in the reader's language. */
export function statusWords(status: PlanStatus): string {
  return {
    draft: m.plans_status_draft,
    submitted: m.plans_status_submitted,
    returned: m.plans_status_returned,
    approved: m.plans_status_approved,
    issued: m.plans_status_issued,
    closed: m.plans_status_closed,
  }[status]();
}

/** The colour of a state: waiting for somebody is amber, sent back is red, out of the house is green. */
export function statusTone(status: PlanStatus): 'neutral' | 'blue' | 'met' | 'risk' | 'late' {
  return (
    {
      draft: 'neutral',
      submitted: 'risk',
      returned: 'late',
      approved: 'blue',
      issued: 'met',
      closed: 'neutral',
    } as const
  )[status];
}

/** From when to when a plan holds. */
export function validityWords(plan: { validFrom: string | null; validTo: string | null }): string {
  if (plan.validFrom && plan.validTo) {
    return m.plans_valid_range({ from: formatDate(plan.validFrom), to: formatDate(plan.validTo) });
  }
  if (plan.validFrom) return m.plans_valid_from({ from: formatDate(plan.validFrom) });
  return m.plans_valid_unknown();
}
