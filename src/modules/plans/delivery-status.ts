import { daysBetween, type LocalDate } from '#app/platform/clock.ts';
import type { DeliveryPurpose } from '#app/modules/plans/delivery-recipients.ts';

/** What a unit has done with a plan that it got. */
export interface DeliveryFacts {
  purpose: DeliveryPurpose;
  openedAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgeDueOn: LocalDate | null;
  adoptDueOn: LocalDate | null;
  /** The unit's own plan made from it, as soon as there is a draft. */
  adoptedPlanId: string | null;
  /** When that plan was issued. */
  adoptedAt: Date | null;
}

/** From not looked at to adopted. A unit adopts a plan by issuing its own; until then it is being made. */
export const deliveryStates = ['new', 'received', 'acknowledged', 'making', 'adopted'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export function stateOf(delivery: DeliveryFacts): DeliveryState {
  if (delivery.adoptedAt) return 'adopted';
  if (delivery.adoptedPlanId) return 'making';
  if (delivery.acknowledgedAt) return 'acknowledged';
  return delivery.openedAt ? 'received' : 'new';
}

/** What is still asked of the unit, the nearest first: to say that it has the plan, then to issue its own. */
export interface DueStep {
  step: 'acknowledge' | 'adopt';
  dueOn: LocalDate;
  /** Days past the date; 0 or less while there is time. */
  daysLate: number;
}

/** The next thing the unit owes; null when nothing is, as for those who are only informed. */
export function nextStep(delivery: DeliveryFacts, today: LocalDate): DueStep | null {
  if (delivery.purpose !== 'act' || delivery.adoptedAt) return null;
  // A draft of the own plan says more than a receipt would.
  const step = delivery.acknowledgedAt || delivery.adoptedPlanId ? 'adopt' : 'acknowledge';
  const dueOn = step === 'acknowledge' ? (delivery.acknowledgeDueOn ?? delivery.adoptDueOn) : delivery.adoptDueOn;
  return dueOn ? { step, dueOn, daysLate: daysBetween(dueOn, today) } : null;
}

/** Days the unit is late with whatever it owes next; 0 when it is not. */
export function daysLate(delivery: DeliveryFacts, today: LocalDate): number {
  return Math.max(0, nextStep(delivery, today)?.daysLate ?? 0);
}

/** How a due date is marked: late after it, at risk within seven days of it. */
export function dueMark(step: DueStep | null): 'late' | 'risk' | 'neutral' {
  if (!step) return 'neutral';
  if (step.daysLate > 0) return 'late';
  return step.daysLate >= -7 ? 'risk' : 'neutral';
}
