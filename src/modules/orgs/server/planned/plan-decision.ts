import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { toLocalDate, type LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { WorkChoices } from '#app/modules/orgs/open-work-choices.ts';
import type { UnitChangeInput } from '#app/modules/orgs/unit-forms.ts';
import { changeUnitByForm } from '#app/modules/orgs/server/change-unit-by-form.ts';
import {
  carryOutDecisions,
  loadStagedDecisions,
  planStaged,
} from '#app/modules/orgs/server/decisions/decision-lists.ts';
import { lockTree, type Decision } from '#app/modules/orgs/server/reorganise/decision.ts';
import { getPlanned, loadPlanned, type PlannedDecision } from '#app/modules/orgs/server/planned/planned-queries.ts';

/** What became of a decision that was confirmed: done, or planned for its day. */
export interface Decided {
  /** The unit to go to afterwards. */
  unitId: string;
  plannedOn: LocalDate | null;
}

/** Days that a planned list is kept beyond its day, so that who planned it finds why it could not be carried out. */
const keptDays = 60;

/**
 * Carries the decision of a form out, or plans it where its day is to come; one that was planned before takes the place
 * of what was entered then and stays planned. It must be possible as things stand now. Throws what the operation throws,
 * and not_found, forbidden, conflict for the planned one.
 */
export async function decideByForm(
  ctx: Context,
  unitId: string,
  input: UnitChangeInput,
  planned: { id: string; version: number } | null = null,
): Promise<Decided> {
  const isToCome = input.effectiveOn > toLocalDate(ctx.services.clock.now());
  if (!isToCome && !planned) {
    const outcome = await changeUnitByForm(ctx, unitId, input, 'do');
    return { unitId: outcome.unitId, plannedOn: null };
  }
  await changeUnitByForm(ctx, unitId, input, 'preview');
  const entered = {
    kind: input.change,
    orgUnitId: unitId,
    unitIds: namedBy(unitId, input),
    input: JSON.stringify(input),
    listId: null,
    decisionNumber: input.decisionNumber,
    effectiveOn: input.effectiveOn,
  };
  await ctx.transaction(async (tx) => {
    if (planned) await replace(tx, await take(tx, planned), entered);
    else if (!(await isPlanned(tx, entered))) await insert(tx, entered);
  });
  return { unitId, plannedOn: input.effectiveOn };
}

/** Carries a set out, or plans it. Throws as `carryOutDecisions`. */
export async function decideSet(ctx: Context, listId: string, work: WorkChoices): Promise<Decided> {
  const { root, decision } = await ctx.read((tx) => loadStagedDecisions(tx, listId));
  const { effectiveOn } = decision;
  if (effectiveOn <= toLocalDate(ctx.services.clock.now())) {
    await carryOutDecisions(ctx, listId, 'do', work);
    return { unitId: root.id, plannedOn: null };
  }
  await carryOutDecisions(ctx, listId, 'preview', work);
  await ctx.transaction(async (tx) => {
    await lockTree(tx);
    const staged = await loadStagedDecisions(tx, listId);
    const { facts, plan } = await planStaged(tx, staged);
    if (staged.isPlanned) throw new AppError('orgs.planned_already');
    await keepList(tx, staged.id, { ...staged.decision, work: { ...staged.decision.work, ...work } });
    await insert(tx, {
      kind: 'set',
      orgUnitId: staged.root.id,
      unitIds: [
        ...new Set([staged.root.id, ...facts.units.map((unit) => unit.id), ...plan.moves.map((move) => move.unitId)]),
      ],
      input: '{}',
      listId: staged.id,
      decisionNumber: staged.decision.decisionNumber,
      effectiveOn,
    });
  });
  return { unitId: root.id, plannedOn: effectiveOn };
}

/**
 * Gives a planned decision another day; it is carried out at once where that has come. As things stand now it must be
 * possible on that day. Throws as `loadPlanned`, conflict, orgs.planned_day, and what the operation throws.
 */
export async function movePlanned(
  ctx: Context,
  wish: { id: string; version: number; effectiveOn: LocalDate },
): Promise<void> {
  const { effectiveOn } = wish;
  const { unit, input: entered } = await getPlanned(ctx, wish.id);
  if (entered !== null)
    await changeUnitByForm(
      ctx,
      unit.id,
      { ...entered, effectiveOn, version: unit.version } as UnitChangeInput,
      'preview',
    );
  await ctx.transaction(async (tx) => {
    const planned = await take(tx, wish);
    const input = JSON.stringify(planned.input === null ? {} : { ...planned.input, effectiveOn });
    if (planned.listId !== null) {
      const staged = await loadStagedDecisions(tx, planned.listId);
      const decision = { ...staged.decision, effectiveOn };
      const { faults } = (await planStaged(tx, { ...staged, decision })).plan;
      if (faults.length > 0)
        throw new AppError('orgs.planned_day', { count: faults.length }, { effectiveOn: 'field_planned_day' });
      await keepList(tx, staged.id, decision);
    }
    await update(tx, planned, { effectiveOn, input });
    await audit(tx, 'orgs.move-planned-decision', { ...planned, effectiveOn });
  });
}

/** Takes a planned decision, or one that failed, off the list; nothing of it happens. Throws as `loadPlanned`, conflict. */
export async function cancelPlanned(ctx: Context, wish: { id: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const planned = await take(tx, wish);
    await tx.db
      .updateTable('plannedDecision')
      .set({ state: 'cancelled', settledAt: tx.now(), version: sql`version + 1` })
      .where('id', '=', planned.id)
      .execute();
    await audit(tx, 'orgs.cancel-planned-decision', planned);
  });
}

interface Entered {
  kind: string;
  orgUnitId: string;
  unitIds: string[];
  input: string;
  listId: string | null;
  decisionNumber: string;
  effectiveOn: LocalDate;
}

/** Whether the very same waits already: a press repeated plans nothing twice. Of two at once the second waits here. */
async function isPlanned(tx: Tx, entered: Entered): Promise<boolean> {
  await lockTree(tx);
  const { rows } = await sql`
    select from planned_decision
    where state = 'planned' and org_unit_id = ${entered.orgUnitId} and effective_on = ${entered.effectiveOn}
      and input = ${entered.input}::jsonb`.execute(tx.db);
  return rows.length > 0;
}

async function insert(tx: Tx, entered: Entered): Promise<void> {
  const id = randomUUID();
  await tx.db
    .insertInto('plannedDecision')
    .values({ id, ...entered, plannedBy: tx.actor.userId, plannedAt: tx.now() })
    .execute();
  await audit(tx, 'orgs.plan-decision', { id, ...entered });
}

async function replace(tx: Tx, planned: PlannedDecision, entered: Entered): Promise<void> {
  if (planned.kind !== entered.kind || planned.unit.id !== entered.orgUnitId) throw new AppError('not_found');
  await update(tx, planned, entered);
  await audit(tx, 'orgs.change-planned-decision', { id: planned.id, ...entered });
}

/** Whoever changes it answers for it from then on; one that had failed waits again. */
async function update(tx: Tx, planned: PlannedDecision, entered: Partial<Entered>): Promise<void> {
  await tx.db
    .updateTable('plannedDecision')
    .set({ ...entered, state: 'planned', refusal: null, settledAt: null, plannedBy: tx.actor.userId })
    .set({ version: sql`version + 1` })
    .where('id', '=', planned.id)
    .execute();
}

async function take(tx: Tx, wish: { id: string; version: number }): Promise<PlannedDecision> {
  const planned = await loadPlanned(tx, wish.id);
  if (planned.version !== wish.version) throw new AppError('conflict');
  return planned;
}

async function keepList(tx: Tx, listId: string, decision: Decision): Promise<void> {
  await sql`
    update unit_import set decision = ${JSON.stringify(decision)}::jsonb, as_of_on = ${decision.effectiveOn},
      expires_at = ${decision.effectiveOn}::date + ${keptDays}::integer
    where id = ${listId}`.execute(tx.db);
}

async function audit(
  tx: Tx,
  action: string,
  planned: {
    id: string;
    kind: string;
    decisionNumber: string;
    effectiveOn: LocalDate;
    orgUnitId?: string;
    unit?: { id: string };
  },
): Promise<void> {
  await tx.audit(action, {
    orgUnitId: planned.orgUnitId ?? planned.unit?.id,
    subject: `planned-decision:${planned.id}`,
    detail: { kind: planned.kind, decision: planned.decisionNumber, on: planned.effectiveOn },
  });
}

/** The units that a form names: on their pages the decision is told. */
function namedBy(unitId: string, input: UnitChangeInput): string[] {
  const others = {
    found: [],
    rename: [],
    transfer: 'toParentId' in input ? [input.toParentId] : [],
    absorb: 'unitIds' in input ? input.unitIds : [],
    merge: 'unitIds' in input ? input.unitIds : [],
    split: [],
    dissolve: 'childrenToId' in input && input.childrenToId ? [input.childrenToId] : [],
  }[input.change];
  return [...new Set([unitId, ...others])];
}
