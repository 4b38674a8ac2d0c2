import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  reasonLeft,
  withEnding,
  type HandOver,
  type UnitWorkLine,
  type WorkKeeper,
} from '#app/modules/orgs/server/index.ts';
import { noteChange } from '#app/modules/activities/server/note-change.ts';

const shown = 8;
const partTables = [
  'activity_topic',
  'activity_attendance',
  'activity_cost',
  'activity_quantity',
  'activity_link',
  'activity_file',
  'activity_change',
  'check_in_code',
] as const;

const key = 'activities_open_planned';

const pastKey = 'activities_open_past';

/**
 * Planned activities of a unit that ends. What was to be held before that day is the ended unit's: its figures count
 * for it, and whoever stands above it writes the result down, unless it is closed early. What is planned from that day on
 * goes to the successor, is cancelled, or stays as it was planned, to be read.
 */
export const activityKeeper: WorkKeeper = {
  subject: 'activities',
  kinds: [
    { key, alone: 'close' },
    { key: pastKey, alone: 'read_only', staysPut: true },
  ],
  async countOpen(tx, unitIds, effectiveOn) {
    const { rows } = await sql<{ unitId: string; key: string; count: number; lateCount: number }>`
      select org_unit_id as unit_id, case when ends_on >= ${effectiveOn} then ${key} else ${pastKey} end as key,
        count(*)::integer as count, count(*) filter (where ends_on < ${tx.today()})::integer as late_count
      from activity where org_unit_id = any(${[...unitIds]}::uuid[]) and status = 'planned'
      group by 1, 2`.execute(tx.db);
    return rows;
  },
  async handOver(tx, endings) {
    const planned = await plannedOf(tx, endings);
    const entries: AuditEntry[] = [];
    for (const { piece, ending } of withEnding(endings, planned, (activity) => activity.orgUnitId)) {
      const { id, kind } = piece;
      const choice = ending.choiceOf(kind);
      if (choice === 'successor' && ending.to !== null)
        await move(tx, id, { from: ending.from, to: ending.to, on: ending.on });
      else if (choice === 'close') await cancel(tx, id);
      if (choice === 'close') entries.push(leftEntry('activity.end-early', piece, ending));
      else if (choice === 'read_only') entries.push(leftEntry('activity.leave-behind', piece, ending));
    }
    await tx.auditAll(entries);
  },
  refuseVanishing,
  returned: takePartsAlong,
  owes: plannedActivities,
  did: lastDone,
};

async function refuseVanishing(tx: Tx, units: readonly { id: string; name: string }[]): Promise<void> {
  const { rows } = await sql<{ unitId: string; count: number }>`
    select org_unit_id as unit_id, count(*) as count from activity
    where org_unit_id = any(${units.map((unit) => unit.id)}::uuid[]) group by 1 order by 1 limit 1`.execute(tx.db);
  const [held] = rows;
  if (!held) return;
  const name = units.find((unit) => unit.id === held.unitId)?.name ?? '';
  throw new AppError('activity.unit_has_activities', { name, count: held.count });
}

async function takePartsAlong(tx: Tx, rowIds: readonly string[]): Promise<void> {
  for (const table of partTables)
    await sql`
      update ${sql.table(table)} p set org_unit_id = a.org_unit_id from activity a
      where a.id = p.activity_id and a.id = any(${[...rowIds]}::uuid[]) and p.org_unit_id <> a.org_unit_id`.execute(
      tx.db,
    );
}

interface Planned {
  id: string;
  orgUnitId: string;
  /** Which of the kinds above it is of: held before the end, or from that day on. */
  kind: string;
}

async function plannedOf(tx: Tx, endings: readonly HandOver[]): Promise<Planned[]> {
  const { rows } = await sql<Planned>`
    select id, org_unit_id, case when ends_on >= ${endings[0]?.on} then ${key} else ${pastKey} end as kind from activity
    where org_unit_id = any(${endings.map((ending) => ending.from)}::uuid[]) and status = 'planned'
    order by starts_on, id for update`.execute(tx.db);
  return rows;
}

async function move(tx: Tx, id: string, way: { from: string; to: string; on: LocalDate }): Promise<void> {
  await sql`
    update activity set org_unit_id = ${way.to}, version = version + 1, updated_at = ${tx.now()}
    where id = ${id}`.execute(tx.db);
  // The parts carry the unit of their activity, which the database fills in only when they are written first.
  for (const table of partTables)
    await sql`update ${sql.table(table)} set org_unit_id = ${way.to} where activity_id = ${id}`.execute(tx.db);
  await noteChange(tx, id, { move: 'hand_over', reason: '', before: { unitId: way.from }, after: { unitId: way.to } });
  await tx.audit('activity.hand-over', {
    orgUnitId: way.to,
    subject: `activity:${id}`,
    detail: { ...way, reason: 'unit_ended' },
  });
}

async function cancel(tx: Tx, id: string): Promise<void> {
  await sql`
    update activity set status = 'cancelled', version = version + 1, updated_at = ${tx.now()}
    where id = ${id}`.execute(tx.db);
  await noteChange(tx, id, { move: 'end_early', reason: '', before: {}, after: {} });
}

type AuditEntry = Parameters<Tx['auditAll']>[0][number];

const leftEntry = (action: string, { id, kind }: Planned, ending: HandOver): AuditEntry => ({
  action,
  orgUnitId: ending.from,
  subject: `activity:${id}`,
  detail: { on: ending.on, reason: reasonLeft(ending, kind) },
});

async function plannedActivities(tx: Tx, unitId: string): Promise<UnitWorkLine[]> {
  const { rows } = await sql<{ id: string; title: string; on: LocalDate }>`
    select id, title, ends_on as on from activity where org_unit_id = ${unitId} and status = 'planned'
    order by ends_on, id limit ${shown}`.execute(tx.db);
  return rows.map((row) => ({ ...row, href: `/activities/${row.id}`, noteKey: 'activities_owed_planned' }));
}

async function lastDone(tx: Tx, unitId: string, locale: Context['locale']): Promise<UnitWorkLine[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    on: LocalDate;
    formVi: string;
    formEn: string;
    thumbFileId: string | null;
  }>`
    select a.id, a.title, a.starts_on as on, f.name_vi as form_vi, f.name_en as form_en,
      (select thumb_file_id from activity_file p where p.activity_id = a.id and p.thumb_file_id is not null
       order by p.position limit 1) as thumb_file_id
    from activity a join activity_form f on f.id = a.form_id
    where a.org_unit_id = ${unitId} and a.status = 'done'
    order by a.starts_on desc, a.created_at desc, a.id limit ${shown}`.execute(tx.db);
  return rows.map(({ formVi, formEn, ...row }) => ({
    ...row,
    href: `/activities/${row.id}`,
    noteKey: 'activities_did_note',
    params: { form: locale === 'en' ? formEn : formVi },
  }));
}
