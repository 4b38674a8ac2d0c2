import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { WorkKeeper } from '#app/modules/orgs/server/index.ts';
import { reportsToFinish } from '#app/modules/reports/server/report-queries.ts';

/**
 * Reports that a unit has begun or got back when it ends. They go to the successor, which sends one for the same period
 * to the unit above it; where it has one already, or where there is no successor, the report stays with the ended unit
 * and is only read. Reports from below that wait for the ended unit's decision wait for its successor's.
 */
export const reportKeeper: WorkKeeper = {
  subject: 'reports',
  async withOpenWork(tx, unitIds) {
    const { rows } = await sql<{ id: string }>`
      select org_unit_id as id from report
      where org_unit_id = any(${[...unitIds]}::uuid[]) and status in ('draft', 'returned')
      union
      select receiver_unit_id from report
      where receiver_unit_id = any(${[...unitIds]}::uuid[]) and status <> 'accepted'`.execute(tx.db);
    return rows.map((row) => row.id);
  },
  async countOpen(tx, unitId) {
    return [
      { key: 'reports_open_unsent', count: (await unsent(tx, unitId, null)).length },
      { key: 'reports_open_received', count: (await received(tx, unitId)).length, followsTree: true },
    ];
  },
  async handOver(tx, from, to, effectiveOn) {
    for (const report of await unsent(tx, from, to)) {
      const isMoved = to !== null && !report.isTaken;
      if (isMoved) await moveReport(tx, report.id, to);
      await tx.audit(isMoved ? 'report.hand-over' : 'report.end-early', {
        orgUnitId: isMoved ? to : from,
        subject: `report:${report.id}`,
        detail: { from, to, on: effectiveOn, reason: reasonOf(to, report.isTaken) },
      });
    }
    for (const report of await received(tx, from)) await changeReceiver(tx, report, { from, to, on: effectiveOn });
  },
  async refuseVanishing(tx, units) {
    const ids = units.map((unit) => unit.id);
    const { rows } = await sql<{ unitId: string; count: number }>`
      select unit_id, count(*) as count from (
        select org_unit_id as unit_id from report union all select receiver_unit_id from report) held
      where unit_id = any(${ids}::uuid[]) group by unit_id order by unit_id limit 1`.execute(tx.db);
    const [held] = rows;
    if (!held) return;
    const name = units.find((unit) => unit.id === held.unitId)?.name ?? '';
    throw new AppError('report.unit_has_reports', { name, count: held.count });
  },
  async owes(tx, unitId) {
    return (await reportsToFinish(tx, unitId)).map((report) => ({
      id: report.id,
      title: report.title,
      href: `/reports/${report.id}`,
      noteKey: report.status === 'returned' ? 'reports_owed_returned' : 'reports_owed_draft',
      on: report.dueOn,
    }));
  },
};

function reasonOf(to: string | null, isTaken: boolean): string {
  if (to === null) return 'unit_ended_without_successor';
  return isTaken ? 'successor_has_its_own' : 'unit_ended';
}

interface UnsentReport {
  id: string;
  /** The successor has a report for the period. */
  isTaken: boolean;
}

async function unsent(tx: Tx, unitId: string, to: string | null): Promise<UnsentReport[]> {
  const { rows } = await sql<UnsentReport>`
    select r.id, exists (select 1 from report s where s.org_unit_id = ${to}::uuid and s.period_kind = r.period_kind
                         and s.period_year = r.period_year and s.period_index = r.period_index) as is_taken
    from report r where r.org_unit_id = ${unitId} and r.status in ('draft', 'returned')
    order by r.figures_to, r.id for update`.execute(tx.db);
  return rows;
}

async function moveReport(tx: Tx, reportId: string, to: string): Promise<void> {
  await sql`
    update report set org_unit_id = ${to}, version = version + 1,
      receiver_unit_id = (select u.parent_id from org_unit u where u.id = ${to})
    where id = ${reportId}`.execute(tx.db);
}

interface ReceivedReport {
  id: string;
  orgUnitId: string;
  parentId: string | null;
}

/** Reports of units below that are not decided on; units that go on have their new unit above them by now. */
async function received(tx: Tx, unitId: string): Promise<ReceivedReport[]> {
  const { rows } = await sql<ReceivedReport>`
    select r.id, r.org_unit_id, nullif(u.parent_id, ${unitId}::uuid) as parent_id
    from report r join org_unit u on u.id = r.org_unit_id
    where r.receiver_unit_id = ${unitId} and r.status <> 'accepted' order by r.id for update of r`.execute(tx.db);
  return rows;
}

async function changeReceiver(
  tx: Tx,
  report: ReceivedReport,
  way: { from: string; to: string | null; on: LocalDate },
): Promise<void> {
  const receiver = report.parentId ?? way.to;
  if (receiver !== null && receiver !== report.orgUnitId) {
    await sql`update report set receiver_unit_id = ${receiver}, version = version + 1 where id = ${report.id}`.execute(
      tx.db,
    );
    await tx.audit('report.change-receiver', {
      orgUnitId: report.orgUnitId,
      subject: `report:${report.id}`,
      detail: { from: way.from, to: receiver, on: way.on, reason: 'unit_ended' },
    });
  }
}
