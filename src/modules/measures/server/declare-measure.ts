import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsById } from '#app/modules/orgs/server/index.ts';
import { stepsOf, type StatedFigure } from '#app/modules/measures/stated-figures.ts';
import { requireMeasure } from '#app/modules/measures/measure-policy.ts';
import type { RollUp } from '#app/modules/measures/measure-rule.ts';
import { emitFacts } from '#app/modules/measures/server/emit-facts.ts';
import { namingTargets, targetsNaming } from '#app/modules/measures/server/targets-naming.ts';
import { findMeasure, unitMeasures, type MeasureLine } from '#app/modules/measures/server/list-measures.ts';

export interface StatedMeasure {
  unitId: string;
  measureId: string;
  asOfOn: LocalDate;
  value: number;
  /** The whole, for a ratio that is stated with both its sides. */
  denominator: number | null;
  note: string;
}

/**
 * A unit states a figure that no activity yields, as of a day. Earlier figures stay in the log; of several for one day
 * the last counts. Throws not_found, forbidden, measure.not_declared, measure.retired, invalid.
 */
export async function declareMeasure(ctx: Context, input: StatedMeasure): Promise<void> {
  await ctx.transaction(async (tx) => {
    const unit = (await unitsById(tx, [input.unitId])).get(input.unitId);
    requireMeasure(tx.actor, 'declare', unit);
    if (input.asOfOn > tx.today()) throw new AppError('invalid', {}, { asOfOn: 'field_future' });
    if (unit && unit.foundedOn > input.asOfOn)
      throw new AppError('orgs.before_founding', { name: unit.name, date: unit.foundedOn });
    const measure = (await unitMeasures(tx, input.unitId)).find((one) => one.id === input.measureId);
    if (!measure) throw new AppError('not_found');
    if (measure.retiredOn !== null && input.asOfOn >= measure.retiredOn)
      throw new AppError('measure.retired', { date: measure.retiredOn });
    for (const [side, value] of await sidesOf(tx, measure, input)) await stateFigure(tx, input, side, value);
    await tx.audit('measures.declare', {
      orgUnitId: input.unitId,
      subject: `measure:${input.measureId}`,
      detail: { asOfOn: input.asOfOn, value: input.value, denominator: input.denominator },
    });
  });
}

/** The declared measures that a statement is of: the measure itself, or both sides of a ratio. */
async function sidesOf(tx: Tx, measure: MeasureLine, input: StatedMeasure): Promise<[MeasureLine, number][]> {
  const { rule } = measure;
  if (rule.source === 'declared') return [[measure, input.value]];
  if (rule.source !== 'ratio') throw new AppError('measure.not_declared');
  if (input.denominator === null) throw new AppError('invalid', {}, { denominator: 'field_required' });
  // The form says so too; a command or another form passes here.
  if (input.value > input.denominator) throw new AppError('invalid', {}, { value: 'field_more_than_whole' });
  const sides = [await findMeasure(tx, rule.numeratorId), await findMeasure(tx, rule.denominatorId)] as const;
  if (sides.some((side) => side.rule.source !== 'declared')) throw new AppError('measure.not_declared');
  return [
    [sides[0], input.value],
    [sides[1], input.denominator],
  ];
}

async function stateFigure(tx: Tx, input: StatedMeasure, measure: MeasureLine, value: number): Promise<void> {
  await lockFigures(tx, input.unitId, measure.id);
  await tx.db
    .insertInto('measureFigure')
    .values({
      id: randomUUID(),
      orgUnitId: input.unitId,
      measureId: measure.id,
      asOfOn: input.asOfOn,
      value,
      note: input.note,
      declaredBy: tx.actor.userId,
      declaredAt: tx.now(),
    })
    .execute();
  await settleFigures(tx, input.unitId, measure.id, measure.rollUp);
}

/** Two at once would each take the other's step for missing. */
async function lockFigures(tx: Tx, unitId: string, measureId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${unitId}|${measureId}`}, 90))`.execute(tx.db);
}

/** Brings the facts of all figures of a unit in line: what stands for a day may be a step from the day before. */
async function settleFigures(tx: Tx, unitId: string, measureId: string, rollUp: RollUp): Promise<void> {
  const { rows: figures } = await sql<StatedFigure>`
    select id, as_of_on, value from measure_figure where org_unit_id = ${unitId} and measure_id = ${measureId}
    order by as_of_on, declared_at, id`.execute(tx.db);
  const roots = await targetsNaming(tx, unitId, measureId);
  for (const { id, asOfOn, value } of stepsOf(figures, rollUp)) {
    const give = (targetRootId: string | null) =>
      value === null
        ? []
        : [{ measureId, populationId: null, targetRootId, happenedOn: asOfOn, value, isStated: true as const }];
    await emitFacts(tx, { type: 'measure_figure', id, orgUnitId: unitId }, [null, ...roots].flatMap(give));
  }
  await tx.db
    .updateTable('measureFigure')
    .set({ servesTarget: roots.length > 0 })
    .where('orgUnitId', '=', unitId)
    .where('measureId', '=', measureId)
    .where('servesTarget', '<>', roots.length > 0)
    .execute();
}

/**
 * Makes what a unit stated count for the targets that ask for its measures now: a plan may come after the figure. Only
 * the unit's own people know what their figures are for. Throws not_found, forbidden.
 */
export async function linkFigures(
  ctx: Context,
  input: { unitId: string; measureIds: readonly string[] },
): Promise<{ linkedCount: number; leftCount: number }> {
  return ctx.transaction(async (tx) => {
    const unit = (await unitsById(tx, [input.unitId])).get(input.unitId);
    requireMeasure(tx.actor, 'declare', unit);
    const stated = (await unitMeasures(tx, input.unitId)).filter((one) => input.measureIds.includes(one.id));
    const named = new Set((await namingTargets(tx, input.unitId, input.measureIds)).map((target) => target.measureId));
    const linked = stated.filter((measure) => named.has(measure.id));
    for (const measure of linked) {
      await lockFigures(tx, input.unitId, measure.id);
      await settleFigures(tx, input.unitId, measure.id, measure.rollUp);
    }
    await tx.audit('measures.link', {
      orgUnitId: input.unitId,
      subject: `unit:${input.unitId}`,
      detail: { measureIds: linked.map((measure) => measure.id) },
    });
    return { linkedCount: linked.length, leftCount: input.measureIds.length - linked.length };
  });
}
