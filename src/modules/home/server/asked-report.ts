import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { dueOn, latestPeriod, type Period } from '#app/modules/reports/period.ts';
import { calendarRule } from '#app/modules/reports/server/index.ts';
import { firstPlanDay } from '#app/modules/plans/server/index.ts';

/** The period whose reports are asked for now. */
export interface AskedReport {
  period: Period;
  /** When the unit itself must have sent its report. */
  ownDueOn: LocalDate;
  /** When all units directly below must have sent theirs. */
  belowDueOn: LocalDate;
}

// Half-years and years are what plans of communication are reported by; other kinds are begun by whoever is asked.
const kinds = ['half_year', 'year'] as const;

/**
 * The latest period that has ended and that the unit has had a plan for; null before its first plan, so that a
 * federation that begins today owes nothing for last year. Three queries.
 */
export async function askedReport(
  tx: Tx,
  unit: { id: string; path: string; tier: number; foundedOn: LocalDate },
): Promise<AskedReport | null> {
  const firstDay = await firstPlanDay(tx, unit.id);
  const asked: AskedReport[] = [];
  for (const kind of kinds) {
    const rule = await calendarRule(tx, unit.path, kind);
    const period = latestPeriod(kind, tx.today(), rule);
    const belowTier = Math.min(4, unit.tier + 1);
    asked.push({ period, ownDueOn: dueOn(period, unit.tier, rule), belowDueOn: dueOn(period, belowTier, rule) });
  }
  const latest = asked.toSorted((a, b) => b.period.to.localeCompare(a.period.to))[0];
  if (!latest || firstDay === null || firstDay > latest.period.to || unit.foundedOn > latest.period.to) return null;
  return latest;
}
