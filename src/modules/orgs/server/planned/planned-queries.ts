import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError, type AppErrorCode, type ErrorParams } from '#app/platform/errors.ts';
import type { UnitChange, UnitChangeInput } from '#app/modules/orgs/unit-forms.ts';
import { canUnit, requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { isUuid, loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';

/** A decision that waits for its day, or could not be carried out on it. */
export interface PlannedLine {
  id: string;
  kind: string;
  orgUnitId: string;
  unitName: string;
  listId: string | null;
  decisionNumber: string;
  effectiveOn: LocalDate;
  plannedByName: string | null;
  state: 'planned' | 'failed';
  refusal: { code: AppErrorCode; params: ErrorParams } | null;
  version: number;
}

const lines = (where: RawBuilder<unknown>): RawBuilder<PlannedLine> => sql<PlannedLine>`
  select d.id, d.kind, d.org_unit_id, u.name as unit_name, d.list_id, d.decision_number, d.effective_on,
         (select name from app_user_names(array[d.planned_by])) as planned_by_name, d.state, d.refusal, d.version
  from planned_decision d join org_unit u on u.id = d.org_unit_id
  where d.state in ('planned', 'failed') and ${where}
  order by d.effective_on, d.planned_at, d.id limit 200`;

/** All that the reader may know of, in the order in which it will be carried out. One query. */
export async function listPlanned(ctx: Context): Promise<PlannedLine[]> {
  return ctx.read(async (tx) => (await lines(sql`true`).execute(tx.db)).rows);
}

/** Those that name a unit. One query. */
export async function plannedFor(ctx: Context, unitId: string): Promise<PlannedLine[]> {
  if (!isUuid(unitId)) return [];
  return ctx.read(async (tx) => (await lines(sql`d.unit_ids @> array[${unitId}]::uuid[]`).execute(tx.db)).rows);
}

export interface PlannedDecision {
  id: string;
  kind: UnitChange | 'set';
  unit: LoadedUnit;
  /** Of a set null. */
  input: UnitChangeInput | null;
  listId: string | null;
  decisionNumber: string;
  effectiveOn: LocalDate;
  version: number;
}

/** One that still waits or has failed, for whoever may change or cancel it: who could enter it. Throws not_found, forbidden. */
export async function loadPlanned(tx: Tx, id: string): Promise<PlannedDecision> {
  const row = isUuid(id)
    ? await tx.db
        .selectFrom('plannedDecision')
        .select(['id', 'kind', 'orgUnitId', 'input', 'listId', 'decisionNumber', 'effectiveOn', 'version'])
        .where('id', '=', id)
        .where('state', 'in', ['planned', 'failed'])
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError('not_found');
  const unit = await loadUnit(tx, row.orgUnitId);
  requireUnit(tx.actor, 'read', unit);
  // Also of a unit that has ended meanwhile: then the decision fails, and somebody is to put it away.
  const right = ['found', 'absorb', 'set'].includes(row.kind) ? 'found-below' : 'reorganise';
  if (!canUnit(tx.actor, right, { path: unit.path, endedOn: null })) throw new AppError('forbidden');
  return {
    ...row,
    kind: row.kind as PlannedDecision['kind'],
    unit,
    input: row.listId === null ? (row.input as UnitChangeInput) : null,
  };
}

/** What was entered, to be changed. Throws not_found, forbidden. */
export async function getPlanned(ctx: Context, id: string): Promise<PlannedDecision> {
  return ctx.read((tx) => loadPlanned(tx, id));
}
