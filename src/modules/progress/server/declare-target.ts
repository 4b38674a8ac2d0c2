import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { hasRole, roles, type Role } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { addStoredFile, keepFile, keepSentFiles, takeHeldFiles, type Upload } from '#app/modules/media/server/index.ts';
import type { HeldFile } from '#app/modules/media/held-file.ts';
import { emitFacts, type Contribution } from '#app/modules/measures/server/index.ts';
import { unitsById, type UnitSummary } from '#app/modules/orgs/server/index.ts';
import { isBound, isDeclared } from '#app/modules/progress/target-rule.ts';
import { findProgressPlan, planTargets, type PlanTarget } from '#app/modules/progress/server/plan-targets.ts';

export interface TargetDeclaration {
  unitId: string;
  planId: string;
  targetId: string;
  declaredOn: LocalDate;
  numerator?: number | undefined;
  denominator?: number | undefined;
  /** 1 unmet, 2 fair, 3 good, 4 excellent. */
  rating?: number | undefined;
  note: string;
  evidence?: Upload | undefined;
  /** A file held of a refused sending, taken where none is sent anew. */
  heldFiles?: string[];
}

const declaring: readonly Role[] = ['administrator', 'officer', 'approver'];

/**
 * States how a unit stands with a target that no activity can count. Earlier statements stay; the latest of a period
 * counts. Throws not_found, forbidden, invalid, progress.not_declared (the target is counted, or does not bind the
 * unit), progress.future_day, file.….
 */
export async function declareTarget(ctx: Context, input: TargetDeclaration): Promise<{ declarationId: string }> {
  // Rights first: nobody may fill the disk for a unit that is not theirs.
  await ctx.read((tx) => findDeclarable(tx, input));
  const file = input.evidence && (await keepFile(ctx.services, input.evidence, 'evidence'));
  return ctx.transaction(async (tx) => {
    const { unit, target } = await findDeclarable(tx, input);
    if (input.declaredOn > tx.today()) throw new AppError('progress.future_day', {}, { declaredOn: 'field_in_future' });
    const said = statementOf(target, input);
    const declarationId = randomUUID();
    const [held] = await takeHeldFiles(tx, input.heldFiles ?? []);
    const kept = file ?? held?.full;
    const fileId = kept ? await addStoredFile(tx, unit.id, kept) : null;
    await tx.db
      .insertInto('targetDeclaration')
      .values({
        id: declarationId,
        orgUnitId: unit.id,
        targetId: target.id,
        targetRootId: target.rootId,
        declaredOn: input.declaredOn,
        ...said,
        note: input.note,
        fileId,
        declaredBy: tx.actor.userId,
        declaredAt: tx.now(),
      })
      .execute();
    await emitFacts(tx, { type: 'declaration', id: declarationId, orgUnitId: unit.id }, factsOf(target, input, said));
    await tx.audit('progress.declare', {
      orgUnitId: unit.id,
      subject: `target:${target.id}`,
      detail: { ...said, declaredOn: input.declaredOn },
    });
    return { declarationId };
  });
}

/** The file of a refused declaration, kept for its next sending. Throws as `declareTarget` for who may not declare. */
export async function keepDeclarationFile(
  ctx: Context,
  about: Pick<TargetDeclaration, 'unitId' | 'planId' | 'targetId'>,
  typed: Record<string, unknown>,
): Promise<HeldFile[]> {
  await ctx.read((tx) => findDeclarable(tx, about));
  return keepSentFiles(ctx, typed);
}

async function findDeclarable(
  tx: Tx,
  input: Pick<TargetDeclaration, 'unitId' | 'planId' | 'targetId'>,
): Promise<{ unit: UnitSummary; target: PlanTarget }> {
  const unit = (await unitsById(tx, [input.unitId])).get(input.unitId);
  if (!unit || !hasRole(tx.actor, roles, unit.path)) throw new AppError('not_found');
  if (!hasRole(tx.actor, declaring, unit.path)) throw new AppError('forbidden');
  const plan = await findProgressPlan(tx, input.planId);
  const [target] = await planTargets(tx, plan, input.targetId);
  if (!target || !(await isAddressed(tx, input.planId, unit.id))) throw new AppError('not_found');
  if (!isDeclared(target.rule) || !isBound(target.rule, unit)) throw new AppError('progress.not_declared');
  return { unit, target };
}

/** The plan is the unit's own or one above it: whoever reads a plan that binds the unit may state how the unit stands. */
async function isAddressed(tx: Tx, planId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from plan p where p.id = ${planId} and p.status in ('approved', 'issued', 'closed')
      and (p.org_unit_id = ${unitId}
        or exists (select 1 from plan_delivery d where d.plan_id = p.id and d.unit_id = ${unitId} and d.purpose = 'act'))`.execute(
    tx.db,
  );
  return rows.length > 0;
}

type Said = { numerator: number | null; denominator: number | null; rating: number | null };

function statementOf(target: PlanTarget, input: TargetDeclaration): Said {
  if (target.rule.shape === 'qualitative') {
    if (input.rating === undefined) throw new AppError('invalid', {}, { rating: 'field_required' });
    return { numerator: null, denominator: null, rating: input.rating };
  }
  // One paper came to one unit.
  if (target.rule.shape === 'distribution') return { numerator: 1, denominator: 1, rating: null };
  if (input.numerator === undefined) throw new AppError('invalid', {}, { numerator: 'field_required' });
  if (input.denominator === undefined) throw new AppError('invalid', {}, { denominator: 'field_required' });
  // The form says so too; a command, an import or another form passes here.
  if (!(input.numerator >= 0)) throw new AppError('invalid', {}, { numerator: 'field_number' });
  if (!(input.denominator > 0)) throw new AppError('invalid', {}, { denominator: 'field_number' });
  if (input.numerator > input.denominator) throw new AppError('invalid', {}, { numerator: 'field_more_than_whole' });
  return { numerator: input.numerator, denominator: input.denominator, rating: null };
}

function factsOf(target: PlanTarget, input: TargetDeclaration, said: Said): Contribution[] {
  const measures: Record<string, number | null> =
    target.rule.shape === 'distribution' ? { received: said.numerator } : statedMeasures(said);
  return Object.entries(measures).flatMap(([measureId, value]): Contribution[] =>
    value === null
      ? []
      : [{ measureId, populationId: null, targetRootId: target.rootId, happenedOn: input.declaredOn, value }],
  );
}

function statedMeasures(said: Said): Record<string, number | null> {
  return {
    declared_numerator: said.numerator,
    declared_denominator: said.denominator,
    self_rating: said.rating,
  };
}
