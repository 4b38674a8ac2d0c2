import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { ReorganisationMode } from '#app/modules/orgs/server/reorganise/outcome.ts';
import type { WorkChoices } from '#app/modules/orgs/open-work-choices.ts';

/** The paper behind a change of the tree: without one, nobody founds, moves or ends a union. */
export interface Decision {
  /** `15/QĐ-LĐLĐ`. */
  decisionNumber: string;
  decidingBody?: string | undefined;
  decidedOn: LocalDate;
  /** The first day on which the new state holds; one to come is planned (`planned/`). */
  effectiveOn: LocalDate;
  note?: string | undefined;
  /** What becomes of the open work of units that end. */
  work?: WorkChoices | undefined;
}

export type ReorganisationKind = 'found' | 'rename' | 'transfer' | 'merge' | 'absorb' | 'split' | 'dissolve' | 'set';

/** What a decision did to one unit. */
export interface Touched {
  unitId: string;
  role: 'founded' | 'renamed' | 'moved' | 'ended' | 'successor';
  successorId?: string | undefined;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/**
 * Takes the right to change the tree for this transaction: two changes at once could close a circle or leave a path
 * that no parent has. Every row changed from now on is kept under the decision's id, which is returned, so that it can be
 * undone. Throws orgs.future_effective: a change is carried out on the day it takes effect, or later; only a preview looks
 * ahead.
 */
export async function beginReorganisation(
  tx: Tx,
  decision: Decision,
  mode: ReorganisationMode = 'do',
): Promise<string> {
  if (mode === 'do' && decision.effectiveOn > tx.today())
    throw new AppError('orgs.future_effective', { date: decision.effectiveOn });
  if (decision.decidedOn > tx.today()) throw new AppError('invalid', {}, { decidedOn: 'field_future' });
  await lockTree(tx);
  const id = randomUUID();
  await keepRowsUnder(tx, id);
  return id;
}

/** Keeps every change of rows of units and their work under a decision, for as long as the transaction lasts. */
export async function keepRowsUnder(tx: Tx, reorganisationId: string): Promise<void> {
  await sql`select set_config('app.reorganisation', ${reorganisationId}, true)`.execute(tx.db);
}

export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('lantoa.org_unit.path'))`.execute(tx.db);
}

/** Writes the decision; `unitId` is the unit in whose register it stands. */
export async function recordDecision(
  tx: Tx,
  id: string,
  kind: ReorganisationKind,
  decision: Decision,
  unitId: string,
): Promise<void> {
  await tx.db
    .insertInto('reorganisation')
    .values({
      id,
      kind,
      orgUnitId: unitId,
      decisionNumber: decision.decisionNumber,
      decidingBody: decision.decidingBody ?? '',
      decidedOn: decision.decidedOn,
      effectiveOn: decision.effectiveOn,
      note: decision.note ?? '',
      enteredBy: tx.actor.userId,
      undoneAt: null,
    })
    .execute();
}

/** Writes what the decision did to each unit: the map from predecessors to successors. */
export async function recordTouched(tx: Tx, reorganisationId: string, touched: readonly Touched[]): Promise<void> {
  const size = 500; // under the limit of 65,535 parameters a statement
  for (let start = 0; start < touched.length; start += size) {
    await tx.db
      .insertInto('reorganisationUnit')
      .values(
        touched.slice(start, start + size).map((one) => ({
          reorganisationId,
          unitId: one.unitId,
          role: one.role,
          successorId: one.successorId ?? null,
          before: JSON.stringify(one.before ?? {}),
          after: JSON.stringify(one.after ?? {}),
        })),
      )
      .execute();
  }
}
