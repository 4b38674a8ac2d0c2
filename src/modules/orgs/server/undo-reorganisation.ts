import { sql } from 'kysely';
import { hasRole } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { parentPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { isUuid } from '#app/modules/orgs/server/load-unit.ts';
import { refuseVanishing, returnWork } from '#app/modules/orgs/server/open-work.ts';
import { changePlaces } from '#app/modules/orgs/server/reorganise/change-places.ts';
import { lockTree } from '#app/modules/orgs/server/reorganise/decision.ts';
import {
  runReorganisation,
  type NamedUnit,
  type ReorganisationMode,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

/** What taking a decision back does. */
export interface UndoOutcome {
  decision: { id: string; kind: string; decisionNumber: string; effectiveOn: LocalDate };
  /** The unit to go to afterwards. */
  unitId: string;
  /** Ended units that go on as if they had never ended. */
  returning: NamedUnit[];
  /** Founded units that were never there. */
  vanishing: NamedUnit[];
  /** Units that stand under their former parent again. */
  movedBack: (NamedUnit & { toName: string })[];
  renamedBack: { from: string; to: string }[];
  grantsBackCount: number;
  positionsBackCount: number;
  /** Work that goes back to the unit it was taken from; and such as somebody has gone on with, which stays where it is. */
  workBackCount: number;
  workKeptCount: number;
}

interface TouchedUnit extends NamedUnit {
  role: 'founded' | 'renamed' | 'moved' | 'ended' | 'successor';
  path: UnitPath;
  before: { parentId?: string | null; name?: string };
  /** Today's path and name of the parent before. */
  parentPath: UnitPath | null;
  parentName: string | null;
}

interface RestoredRow {
  tableName: string;
  rowId: string;
  isWritten: boolean;
  isBack: boolean;
}

const unitTables = new Set(['org_unit', 'org_relation', 'org_unit_name', 'org_unit_code']);
const workTables = new Set(['plan', 'plan_delivery', 'plan_task', 'activity', 'report']);

/**
 * Takes a decision back, as if it had never been entered: places, names, codes, positions, grants and work, row by row.
 * Only until something depends on it. Throws not_found, forbidden, orgs.undone_already, orgs.undo_later_decision,
 * orgs.undo_changed_since, orgs.undo_not_kept, orgs.undo_has_units, orgs.undo_has_people, orgs.undo_has_figures, and what
 * the subjects throw for a founded unit that has work.
 */
export async function undoReorganisation(
  ctx: Context,
  reorganisationId: string,
  mode: ReorganisationMode = 'do',
): Promise<UndoOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    await lockTree(tx);
    const decision = await loadDecision(tx, reorganisationId);
    const touched = await loadTouched(tx, decision.id);
    requireRight(tx, touched);
    await refuseLaterDecisions(tx, decision.id, touched);
    const going = touched.filter((unit) => unit.role !== 'successor' && unit.role !== 'renamed');
    const rows = await changePlaces(tx, [...new Set(going.map((unit) => unit.id))], decision.effectiveOn, async () => {
      const restored = await restore(tx, decision.id);
      await vanish(tx, touched);
      return restored;
    });
    const outcome = describe(decision, touched, rows);
    await refuseDependants(tx, outcome.vanishing);
    await tx.db
      .updateTable('reorganisation')
      .set({ undoneAt: tx.now() })
      .where('id', '=', decision.id)
      .executeTakeFirst();
    await auditUndo(tx, outcome, touched);
    return outcome;
  });
}

type LoadedDecision = UndoOutcome['decision'] & { orgUnitId: string };

async function loadDecision(tx: Tx, id: string): Promise<LoadedDecision> {
  const row = isUuid(id)
    ? await tx.db
        .selectFrom('reorganisation')
        .select(['id', 'kind', 'orgUnitId', 'decisionNumber', 'effectiveOn', 'undoneAt'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError('not_found');
  if (row.undoneAt !== null) throw new AppError('orgs.undone_already', { number: row.decisionNumber });
  return row;
}

async function loadTouched(tx: Tx, decisionId: string): Promise<TouchedUnit[]> {
  const { rows } = await sql<TouchedUnit>`
    select distinct on (u.path, t.role) u.id, u.name, u.path, t.role, t.before, p.path as parent_path, p.name as parent_name
    from reorganisation_unit t join org_unit u on u.id = t.unit_id
    left join org_unit p on p.id = (t.before ->> 'parentId')::uuid
    where t.reorganisation_id = ${decisionId} order by u.path, t.role`.execute(tx.db);
  return rows;
}

/** As for the decision itself: held above every unit that it touched, where it stands and where it goes back to. */
function requireRight(tx: Tx, touched: readonly TouchedUnit[]): void {
  for (const unit of touched) {
    if (unit.role === 'successor') continue;
    // A parent out of sight is out of reach.
    if (unit.before.parentId && unit.parentPath === null) throw new AppError('forbidden');
    const deciding = [parentPath(unit.path), ...(unit.parentPath ? [unit.parentPath] : [])];
    if (deciding.some((path) => !hasRole(tx.actor, ['administrator', 'officer'], path)))
      throw new AppError('forbidden');
  }
}

async function refuseLaterDecisions(tx: Tx, decisionId: string, touched: readonly TouchedUnit[]): Promise<void> {
  const ids = touched.filter((unit) => unit.role !== 'successor').map((unit) => unit.id);
  const { rows } = await sql<{ number: string; date: LocalDate; name: string }>`
    select d.decision_number as number, d.effective_on as date, u.name
    from reorganisation d
    join reorganisation_unit t on t.reorganisation_id = d.id
    join org_unit u on u.id = t.unit_id
    join reorganisation mine on mine.id = ${decisionId}
    where t.unit_id = any(${ids}::uuid[]) and d.id <> mine.id and d.undone_at is null
      and (d.created_at, d.effective_on) > (mine.created_at, mine.effective_on)
    order by d.created_at desc limit 1`.execute(tx.db);
  const [later] = rows;
  if (later) throw new AppError('orgs.undo_later_decision', { ...later });
}

async function restore(tx: Tx, decisionId: string): Promise<RestoredRow[]> {
  const { rows } = await sql<RestoredRow>`select * from restore_reorganisation(${decisionId})`.execute(tx.db);
  // Entered before rows were kept.
  if (rows.length === 0) throw new AppError('orgs.undo_not_kept');
  const stuck = rows.filter((row) => unitTables.has(row.tableName) && !row.isBack).map((row) => row.rowId);
  if (stuck.length > 0) {
    const { rows: units } = await sql<{ name: string }>`
      select name from org_unit u
      where u.id = any(${stuck}::uuid[])
        or u.id in (select child_id from org_relation where id = any(${stuck}::uuid[]))
        or u.id in (select unit_id from org_unit_name where id = any(${stuck}::uuid[]))
        or u.id in (select unit_id from org_unit_code where id = any(${stuck}::uuid[])) order by u.path limit 1`.execute(
      tx.db,
    );
    throw new AppError('orgs.undo_changed_since', { name: units[0]?.name ?? '' });
  }
  await returnWork(
    tx,
    rows.filter((row) => row.isBack).map((row) => row.rowId),
  );
  return rows;
}

/** Nothing is deleted: a unit that was never founded ends on the day it began, and no list shows it. */
async function vanish(tx: Tx, touched: readonly TouchedUnit[]): Promise<void> {
  const ids = touched.filter((unit) => unit.role === 'founded').map((unit) => unit.id);
  if (ids.length === 0) return;
  for (const table of ['org_unit_name', 'org_unit_code'] as const)
    await sql`update ${sql.table(table)} set valid_to = valid_from where unit_id = any(${ids}::uuid[])`.execute(tx.db);
  await sql`update org_unit set ended_on = founded_on, version = version + 1 where id = any(${ids}::uuid[])`.execute(
    tx.db,
  );
}

function describe(
  { orgUnitId, ...decision }: LoadedDecision,
  touched: readonly TouchedUnit[],
  rows: readonly RestoredRow[],
): UndoOutcome {
  const named = (role: TouchedUnit['role']): NamedUnit[] =>
    touched.filter((unit) => unit.role === role).map(({ id, name }) => ({ id, name }));
  const count = (table: string): number => rows.filter((row) => row.tableName === table && row.isBack).length;
  const work = rows.filter((row) => workTables.has(row.tableName));
  const vanishing = named('founded');
  const [first] = named('ended').concat(named('moved'), named('renamed'));
  return {
    decision,
    unitId: vanishing.some((unit) => unit.id === orgUnitId)
      ? (first?.id ?? touched[0]?.before.parentId ?? orgUnitId)
      : orgUnitId,
    returning: named('ended'),
    vanishing,
    movedBack: touched.flatMap(({ id, name, role, parentName }) =>
      role === 'moved' ? [{ id, name, toName: parentName ?? '' }] : [],
    ),
    renamedBack: touched.flatMap(({ name, role, before }) =>
      role === 'renamed' ? [{ from: name, to: before.name ?? name }] : [],
    ),
    grantsBackCount: count('role_grant'),
    positionsBackCount: count('person_position'),
    workBackCount: work.filter((row) => row.isBack).length,
    workKeptCount: work.filter((row) => !row.isBack).length,
  };
}

/** With everything of the decision taken back, whatever still rests on a founded unit has come to it since. */
async function refuseDependants(tx: Tx, vanishing: readonly NamedUnit[]): Promise<void> {
  if (vanishing.length === 0) return;
  const ids = vanishing.map((unit) => unit.id);
  const { rows } = await sql<{ what: 'units' | 'people' | 'figures'; name: string; count: number }>`
    select what, u.name, count(*) as count from (
      select 'units' as what, parent_id as unit_id from org_unit
        where parent_id = any(${ids}::uuid[]) and not id = any(${ids}::uuid[]) and ended_on is distinct from founded_on
      union all select 'people', org_unit_id from person where org_unit_id = any(${ids}::uuid[])
      union all select 'people', unit_id from person_position where unit_id = any(${ids}::uuid[])
      union all select 'people', unit_id from role_grant where unit_id = any(${ids}::uuid[])
      union all select 'figures', unit_id from org_figure where unit_id = any(${ids}::uuid[])
    ) held join org_unit u on u.id = held.unit_id group by what, u.name, u.path order by u.path, what limit 1`.execute(
    tx.db,
  );
  const [held] = rows;
  if (held) throw new AppError(`orgs.undo_has_${held.what}`, { name: held.name, count: held.count });
  await refuseVanishing(tx, vanishing);
}

/** In the log of every unit that comes back, moves back or vanishes. */
async function auditUndo(tx: Tx, outcome: UndoOutcome, touched: readonly TouchedUnit[]): Promise<void> {
  const { decision } = outcome;
  // A set of hundreds is one entry, as it was when it was carried out; each unit's history names it.
  if (decision.kind === 'set') {
    await tx.audit('orgs.undo-reorganisation', {
      orgUnitId: outcome.unitId,
      subject: `reorganisation:${decision.id}`,
      detail: { kind: 'set', decision: decision.decisionNumber, on: decision.effectiveOn, units: touched.length },
    });
    return;
  }
  for (const unit of touched) {
    if (unit.role === 'successor') continue;
    await tx.audit('orgs.undo-reorganisation', {
      orgUnitId: unit.id,
      subject: `reorganisation:${decision.id}`,
      detail: { kind: decision.kind, decision: decision.decisionNumber, on: decision.effectiveOn, role: unit.role },
    });
  }
}
