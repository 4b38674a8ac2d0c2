import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { LateLine, WorkOfToday } from '#app/modules/home/home-items.ts';
import type { AskedReport } from '#app/modules/home/server/asked-report.ts';
import { periodHref } from '#app/modules/reports/period-address.ts';
import type { ActingUnit } from '#app/modules/home/server/due-items.ts';
import { lateBelow, lateTasksBelow, lateTaskUnitIds, lateUnitIds } from '#app/modules/plans/server/index.ts';
import { countLateReports, owingReporterIds } from '#app/modules/reports/server/index.ts';

/** What units below are late with, and how many units that is in all. As many queries whatever their number. */
export async function lateLines(tx: Tx, unit: ActingUnit, asked: readonly AskedReport[]): Promise<WorkOfToday['late']> {
  if (unit.unitsBelow === 0) return { lines: [], lateUnits: 0, isMore: false, unitsBelow: 0 };
  const lines = (await lateBelow(tx, unit.path)).map(({ planId, ...plan }): LateLine => ({
    id: `plan:${planId}`,
    kind: 'plan',
    ...plan,
  }));
  for (const { planId, lateUnits, ...plan } of await lateTasksBelow(tx, unit.path))
    lines.push({ id: `tasks:${planId}`, kind: 'tasks', late: lateUnits, ...plan });
  const due = asked.filter((one) => tx.today() > one.belowDueOn);
  for (const { period, belowDueOn } of due) {
    const { kind, year, index, to } = period;
    const found = await countLateReports(
      tx,
      { path: unit.path, kind, year, index, to, dueOn: belowDueOn },
      countedAtMost + 1,
    );
    const late = Math.min(found, countedAtMost);
    const isMore = found > countedAtMost;
    const line = { id: `reports:${kind}`, kind: 'reports' as const, period: kind, year, index, late, isMore };
    if (late > 0) lines.push({ ...line, href: periodHref(period) });
  }
  return { lines, ...(await countLateUnits(tx, unit, due)), unitsBelow: unit.unitsBelow };
}

/** Of more late units than this it is said that there are at least so many. */
const countedAtMost = 1_000;

/**
 * A unit that is late with three things counts once; one that has ended since is nobody's to remind. Whoever has very
 * many late ones is told that there are at least so many: no kind of work is looked through beyond that.
 */
async function countLateUnits(
  tx: Tx,
  unit: ActingUnit,
  due: readonly AskedReport[],
): Promise<{ lateUnits: number; isMore: boolean }> {
  const most = countedAtMost + 1;
  const late = (ids: RawBuilder<{ unitId: string }>): RawBuilder<unknown> =>
    sql`(select distinct late.unit_id from (${ids}) late
      join org_unit o on o.id = late.unit_id and o.ended_on is null limit ${most})`;
  const kinds = [
    late(lateUnitIds(unit.path, tx.today())),
    late(lateTaskUnitIds(unit.path, tx.today())),
    // Of these each unit is named once, and those that have ended are not: the first are enough.
    ...due.map(({ period }) => sql`(${owingReporterIds({ path: unit.path, ...period })} limit ${most})`),
  ];
  const { rows } = await sql<{ count: number }>`
    select count(distinct unit_id) as count from (${sql.join(kinds, sql` union all `)}) late`.execute(tx.db);
  const count = rows[0]?.count ?? 0;
  return { lateUnits: Math.min(count, countedAtMost), isMore: count > countedAtMost };
}
