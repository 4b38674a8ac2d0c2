import { m } from '#app/paraglide/messages.js';
import type { BoardFilter } from '#app/modules/plans/delivery-board.ts';
import type { LoweringStanding } from '#app/modules/plans/delivery-lowering.ts';
import {
  dueMark,
  nextStep,
  stateOf,
  type DeliveryFacts,
  type DeliveryState,
  type DueStep,
} from '#app/modules/plans/delivery-status.ts';
import { formatNumber } from '#app/ui/format-values.ts';

type Mark = 'met' | 'risk' | 'late' | 'neutral';

const states: Record<DeliveryState, () => string> = {
  new: m.cascade_state_new,
  received: m.cascade_state_received,
  acknowledged: m.cascade_state_acknowledged,
  making: m.cascade_state_making,
  adopted: m.cascade_state_adopted,
};

/** How far a unit is with a plan, in a word. */
export function stateWords(delivery: DeliveryFacts): string {
  return states[stateOf(delivery)]();
}

/** What a unit owes next and how long it has. */
export function dueWords({ step, daysLate }: DueStep): string {
  if (step === 'acknowledge') {
    if (daysLate > 0) return m.cascade_due_acknowledge_late({ days: daysLate });
    return daysLate === 0 ? m.cascade_due_acknowledge_today() : m.cascade_due_acknowledge_left({ days: -daysLate });
  }
  if (daysLate > 0) return m.cascade_due_adopt_late({ days: daysLate });
  return daysLate === 0 ? m.cascade_due_adopt_today() : m.cascade_due_adopt_left({ days: -daysLate });
}

/** The mark of a delivery in a list: what is owed next, else how far it is. */
export function deliveryMark(delivery: DeliveryFacts, today: string): { state: Mark; label: string } {
  const due = nextStep(delivery, today);
  if (due) return { state: dueMark(due), label: dueWords(due) };
  if (delivery.purpose === 'inform') return { state: 'neutral', label: m.cascade_inform_only() };
  return { state: delivery.adoptedAt ? 'met' : 'neutral', label: stateWords(delivery) };
}

const standings: Record<LoweringStanding, { state: Mark; words: () => string }> = {
  none: { state: 'met', words: m.cascade_standing_none },
  unasked: { state: 'late', words: m.cascade_standing_unasked },
  asked: { state: 'risk', words: m.cascade_standing_asked },
  accepted: { state: 'met', words: m.cascade_standing_accepted },
  refused: { state: 'late', words: m.cascade_standing_refused },
};

/** How an inherited target stands against what was asked. */
export function standingMark(standing: LoweringStanding): { state: Mark; label: string } {
  return { state: standings[standing].state, label: standings[standing].words() };
}

const filters: Record<BoardFilter, () => string> = {
  all: m.cascade_show_all,
  unreceived: m.cascade_show_unreceived,
  unacknowledged: m.cascade_show_unacknowledged,
  unadopted: m.cascade_show_unadopted,
  making: m.cascade_show_making,
  late: m.cascade_show_late,
};

export function filterWords(filter: BoardFilter): string {
  return filters[filter]();
}

const signs: Record<string, string> = { '>=': '≥', '<=': '≤' };

/** A target's figure as it is read: "≥ 95%". */
export function figureWords(comparator: string, value: number | null, unit: string): string {
  if (value === null) return '';
  const sign = signs[comparator] ?? comparator;
  return `${sign} ${formatNumber(value)}${unit === 'percent' ? '%' : ''}`;
}
