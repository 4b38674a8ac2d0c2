import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { dueOn, latestOwed, periodKinds, type Period, type PeriodKind } from '#app/modules/reports/period.ts';
import { calendarLines } from '#app/modules/reports/server/index.ts';
import { firstPlanDay } from '#app/modules/plans/server/index.ts';

/** A period whose reports are asked for now. */
export interface AskedReport {
  period: Period;
  /** When the unit itself must have sent its report. */
  ownDueOn: LocalDate;
  /** When all units directly below must have sent theirs. */
  belowDueOn: LocalDate;
}

// Figures of half a year, nine months and the year run from the same day: the later of them tells what the earlier did.
const running: readonly PeriodKind[] = ['half_year', 'nine_months', 'year'];

/**
 * The periods that have ended, of which the unit's calendar asks for a report, and that the unit has had a plan for: of
 * months, of quarters and of the running year the latest each, so that a federation that begins today owes nothing for
 * last year. Two queries.
 */
export async function askedReports(
  tx: Tx,
  unit: { id: string; path: string; tier: number; foundedOn: LocalDate },
): Promise<AskedReport[]> {
  const firstDay = await firstPlanDay(tx, unit.id);
  if (firstDay === null) return [];
  const lines = await calendarLines(tx, unit.path);
  const asked = periodKinds.flatMap((kind): AskedReport[] => {
    const { rule } = lines[kind];
    const period = latestOwed(kind, tx.today(), rule);
    if (!period || firstDay > period.to || unit.foundedOn > period.to) return [];
    const belowTier = Math.min(4, unit.tier + 1);
    return [{ period, ownDueOn: dueOn(period, unit.tier, rule), belowDueOn: dueOn(period, belowTier, rule) }];
  });
  const latestRunning = asked
    .filter((one) => running.includes(one.period.kind))
    .toSorted((a, b) => b.period.to.localeCompare(a.period.to))[0];
  return asked.filter((one) => !running.includes(one.period.kind) || one === latestRunning);
}
