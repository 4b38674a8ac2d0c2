import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { LateLine, WorkOfToday } from '#app/modules/home/home-items.ts';
import type { AskedReport } from '#app/modules/home/server/asked-report.ts';
import { periodHref } from '#app/modules/reports/period-address.ts';
import type { ActingUnit } from '#app/modules/home/server/due-items.ts';
import { lateBelow, lateTasksBelow, lateTaskUnitIds, lateUnitIds } from '#app/modules/plans/server/index.ts';
import { countLateReports, owingReporterIds } from '#app/modules/reports/server/index.ts';

/** What units below are late with, and how many units that is in all. As many queries whatever their number. */
export async function lateLines(tx: Tx, unit: ActingUnit, asked: readonly AskedReport[]): Promise<WorkOfToday['late']> {
  if (unit.unitsBelow === 0) return { lines: [], lateUnits: 0, unitsBelow: 0 };
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
    const late = await countLateReports(tx, { path: unit.path, kind, year, index, to, dueOn: belowDueOn });
    const line = { id: `reports:${kind}`, kind: 'reports' as const, period: kind, year, index, late };
    if (late > 0) lines.push({ ...line, href: periodHref(period) });
  }
  return { lines, lateUnits: await countLateUnits(tx, unit, due), unitsBelow: unit.unitsBelow };
}

/** A unit that is late with three things counts once; one that has ended since is nobody's to remind. */
async function countLateUnits(tx: Tx, unit: ActingUnit, due: readonly AskedReport[]): Promise<number> {
  const reports = due.map(({ period }) => sql` union ${owingReporterIds({ path: unit.path, ...period })}`);
  const { rows } = await sql<{ count: number }>`
    select count(distinct late.unit_id) as count from (
      ${lateUnitIds(unit.path, tx.today())} union ${lateTaskUnitIds(unit.path, tx.today())}${reports.length > 0 ? sql.join(reports, sql` `) : sql``}) late
    join org_unit o on o.id = late.unit_id and o.ended_on is null`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
