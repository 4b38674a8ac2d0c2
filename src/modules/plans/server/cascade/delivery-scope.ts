import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';

/**
 * The delivery `d` is late on that day, in SQL: what `nextStep` of `delivery-status.ts` says of it, for lists that
 * cannot load everything first. A test holds the two together.
 */
export function lateOn(today: LocalDate): RawBuilder<boolean> {
  return sql<boolean>`(d.purpose = 'act' and d.adopted_at is null and ${today}::date > case
    when d.acknowledged_at is null and d.adopted_plan_id is null then coalesce(d.acknowledge_due_on, d.adopt_due_on)
    else d.adopt_due_on end)`;
}

/** Columns of a delivery that its state is told from. */
export const deliveryFacts = sql.raw(
  'd.purpose, d.opened_at, d.acknowledged_at, d.acknowledge_due_on, d.adopt_due_on, d.adopted_plan_id, d.adopted_at',
);
