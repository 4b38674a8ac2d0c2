import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { reasonLeft, withEnding, type HandOver, type WorkKeeper } from '#app/modules/orgs/server/index.ts';
import { reportsToFinish } from '#app/modules/reports/server/report-queries.ts';

const unsentKey = 'reports_open_unsent';

/**
 * Reports that a unit has begun or got back when it ends. They go to the successor, which sends one for the same period
 * to the unit above it; where it has one already, or nobody goes on with it, the report stays with the ended unit and is
 * only read, as unfinished or closed early. Reports from below that wait for the ended unit's decision wait for its
 * successor's.
 */
export const reportKeeper: WorkKeeper = {
  subject: 'reports',
  kinds: [
    { key: unsentKey, alone: 'read_only' },
    { key: 'reports_open_received', alone: 'read_only', followsTree: true },
  ],
  async countOpen(tx, unitIds) {
    const ids = [...unitIds];
    const late = sql`count(*) filter (where due_on < ${tx.today()})::integer`;
    const { rows } = await sql<{ unitId: string; key: string; count: number; lateCount: number }>`
      select org_unit_id as unit_id, ${unsentKey} as key, count(*)::integer as count, ${late} as late_count from report
      where org_unit_id = any(${ids}::uuid[]) and status in ('draft', 'returned') group by 1
      union all
      select receiver_unit_id, 'reports_open_received', count(*)::integer, ${late} from report
      where receiver_unit_id = any(${ids}::uuid[]) and status <> 'accepted' group by 1`.execute(tx.db);
    return rows;
  },
  async handOver(tx, endings) {
    const taken = new Set<string>();
    for (const { piece, ending } of withEnding(endings, await unsent(tx, endings), (report) => report.orgUnitId)) {
      const place = `${ending.to} ${piece.period}`;
      await handOverReport(tx, { ...piece, isTaken: piece.isTaken || taken.has(place) }, ending);
      taken.add(place);
    }
    const waiting = await received(tx, endings);
    for (const { piece, ending } of withEnding(endings, waiting, (report) => report.receiverUnitId))
      await changeReceiver(tx, piece, ending);
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

async function handOverReport(tx: Tx, report: UnsentReport, ending: HandOver): Promise<void> {
  const { from, to, on } = ending;
  const choice = ending.choiceOf(unsentKey);
  const isGoing = choice === 'successor' && to !== null;
  const isMoved = isGoing && !report.isTaken;
  if (isMoved) await moveReport(tx, report.id, to);
  else if (choice !== 'read_only')
    await sql`update report set ended_early_on = ${on}, version = version + 1 where id = ${report.id}`.execute(tx.db);
  const left = choice === 'read_only' ? 'report.leave-behind' : 'report.end-early';
  const reasonEnded = isGoing ? 'successor_has_its_own' : reasonLeft(ending, unsentKey);
  await tx.audit(isMoved ? 'report.hand-over' : left, {
    orgUnitId: isMoved ? to : from,
    subject: `report:${report.id}`,
    detail: { from, to, on, reason: isMoved ? 'unit_ended' : reasonEnded },
  });
}

interface UnsentReport {
  id: string;
  orgUnitId: string;
  period: string;
  /** The successor has a report for the period. */
  isTaken: boolean;
}

async function unsent(tx: Tx, endings: readonly HandOver[]): Promise<UnsentReport[]> {
  const { rows } = await sql<UnsentReport>`
    select r.id, r.org_unit_id, concat_ws(' ', r.period_kind, r.period_year, r.period_index) as period,
           exists (select 1 from report s where s.org_unit_id = e.successor and s.period_kind = r.period_kind
                   and s.period_year = r.period_year and s.period_index = r.period_index) as is_taken
    from unnest(${endings.map((ending) => ending.from)}::uuid[], ${endings.map((ending) => ending.to)}::uuid[])
      e (unit, successor)
    join report r on r.org_unit_id = e.unit and r.status in ('draft', 'returned')
    order by r.figures_to, r.id for update of r`.execute(tx.db);
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
  receiverUnitId: string;
  orgUnitId: string;
  parentId: string | null;
}

/** Reports of units below that are not decided on; units that go on have their new unit above them by now. */
async function received(tx: Tx, endings: readonly HandOver[]): Promise<ReceivedReport[]> {
  const { rows } = await sql<ReceivedReport>`
    select r.id, r.org_unit_id, r.receiver_unit_id, nullif(u.parent_id, r.receiver_unit_id) as parent_id
    from report r join org_unit u on u.id = r.org_unit_id
    where r.receiver_unit_id = any(${endings.map((ending) => ending.from)}::uuid[]) and r.status <> 'accepted'
    order by r.id for update of r`.execute(tx.db);
  return rows;
}

async function changeReceiver(tx: Tx, report: ReceivedReport, way: HandOver): Promise<void> {
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
