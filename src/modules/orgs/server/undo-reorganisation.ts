import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { isUuid } from '#app/modules/orgs/server/load-unit.ts';
import { returnWork } from '#app/modules/orgs/server/open-work.ts';
import {
  refuseDependants,
  refuseLaterDecisions,
  refuseReplaced,
  refuseUnderEnded,
  requireRight,
  type TouchedUnit,
} from '#app/modules/orgs/server/refuse-undo.ts';
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
 * orgs.undo_changed_since, orgs.code_taken, orgs.ended (the unit that one would stand under again), orgs.undo_not_kept,
 * orgs.undo_has_units, orgs.undo_has_people, orgs.undo_has_figures, and what the subjects throw for a founded unit that
 * has work.
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
    await refuseReplaced(tx, decision.id);
    await awaitWriters(tx, touched);
    const going = touched.filter((unit) => unit.role !== 'successor' && unit.role !== 'renamed');
    const rows = await changePlaces(tx, [...new Set(going.map((unit) => unit.id))], decision.effectiveOn, async () => {
      const restored = await restore(tx, decision.id);
      await vanish(tx, touched);
      await refuseUnderEnded(tx, going);
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

/**
 * Waits for whoever is writing something of a unit that was founded, so that it is seen below; who begins now waits in
 * turn, and finds a unit that was never there. In the order in which plans are sent to units.
 */
async function awaitWriters(tx: Tx, touched: readonly TouchedUnit[]): Promise<void> {
  const ids = touched.filter((unit) => unit.role === 'founded').map((unit) => unit.id);
  await sql`select from org_unit where id = any(${ids}::uuid[]) order by id for update`.execute(tx.db);
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
