import { addDays, toLocalDate, type Clock, type LocalDate } from '#app/platform/clock.ts';
import { makeContext, systemContext, type Context, type Services } from '#app/platform/context.ts';
import type { Actor } from '#app/platform/actor.ts';

/** The demonstration is lived through from its first day to today, so that every date in it is one a person could have typed. */
export interface DemoTime {
  readonly services: Services;
  readonly system: Context;
  /** Today as the machine has it. */
  readonly today: LocalDate;
  as(actor: Actor): Context;
  /** Goes on to ten in the morning of a day; never back, never past today. */
  goTo(day: LocalDate): LocalDate;
  now(): LocalDate;
}

export function demoTime(services: Services, start: LocalDate): DemoTime {
  const today = toLocalDate(services.clock.now());
  let at = start;
  const clock: Clock = { now: () => new Date(`${at}T03:00:00Z`) };
  const moved: Services = { ...services, clock };
  return {
    services: moved,
    system: systemContext(moved),
    today,
    as: (actor) => makeContext(moved, actor),
    goTo(day) {
      const wished = day > today ? today : day;
      if (wished > at) at = wished;
      return at;
    },
    now: () => at,
  };
}

/** First day of the demonstration: 30 weeks back, a Monday or not. */
export function firstDay(today: LocalDate): LocalDate {
  return addDays(today, -210);
}
