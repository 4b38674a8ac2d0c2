import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { LateLine, WorkOfToday } from '#app/modules/home/home-items.ts';
import type { AskedReport } from '#app/modules/home/server/asked-report.ts';
import type { ActingUnit } from '#app/modules/home/server/due-items.ts';
import { lateBelow, lateTasksBelow, lateTaskUnitIds, lateUnitIds } from '#app/modules/plans/server/index.ts';
import { countLateReports, owingReporterIds } from '#app/modules/reports/server/index.ts';

/** What units below are late with, and how many units that is in all. Four queries whatever their number. */
export async function lateLines(tx: Tx, unit: ActingUnit, asked: AskedReport | null): Promise<WorkOfToday['late']> {
  if (unit.unitsBelow === 0) return { lines: [], lateUnits: 0, unitsBelow: 0 };
  const lines = (await lateBelow(tx, unit.path)).map(({ planId, ...plan }): LateLine => ({
    id: `plan:${planId}`,
    kind: 'plan',
    ...plan,
  }));
  for (const { planId, lateUnits, ...plan } of await lateTasksBelow(tx, unit.path))
    lines.push({ id: `tasks:${planId}`, kind: 'tasks', late: lateUnits, ...plan });
  const isReportLate = asked !== null && tx.today() > asked.belowDueOn;
  if (isReportLate) {
    const { kind, year, index, to } = asked.period;
    const late = await countLateReports(tx, { path: unit.path, kind, year, index, to, dueOn: asked.belowDueOn });
    const href = `/reports?${new URLSearchParams({ kind, year: String(year), index: String(index) })}`;
    if (late > 0) lines.push({ id: 'reports', kind: 'reports', period: kind, year, index, late, href });
  }
  return { lines, lateUnits: await countLateUnits(tx, unit, isReportLate ? asked : null), unitsBelow: unit.unitsBelow };
}

/** A unit that is late with three things counts once; one that has ended since is nobody's to remind. */
async function countLateUnits(tx: Tx, unit: ActingUnit, asked: AskedReport | null): Promise<number> {
  const reports = asked ? sql` union ${owingReporterIds({ path: unit.path, ...asked.period })}` : sql``;
  const { rows } = await sql<{ count: number }>`
    select count(distinct late.unit_id) as count from (
      ${lateUnitIds(unit.path, tx.today())} union ${lateTaskUnitIds(unit.path, tx.today())}${reports}) late
    join org_unit o on o.id = late.unit_id and o.ended_on is null`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
