import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsAbove, unitsById } from '#app/modules/orgs/server/index.ts';
import { canMeasure, requireMeasure } from '#app/modules/measures/measure-policy.ts';
import { valueOf, type MeasureValue } from '#app/modules/measures/measure-value.ts';
import { unitMeasures, type MeasureLine } from '#app/modules/measures/server/list-measures.ts';
import { measureValues } from '#app/modules/measures/server/measure-values.ts';

export interface MeasurePage {
  measure: MeasureLine;
  unit: { id: string; name: string };
  /** The way back up, as far as the reader's unit. */
  above: { id: string; name: string }[];
  value: MeasureValue;
  /** The units right below, each with all below it. */
  branches: { unitId: string; name: string; value: MeasureValue }[];
  /** Both sides of a ratio whose sides are stated. */
  sides: MeasureLine[];
  /** Measures that the rule names. */
  named: MeasureLine[];
  /** What the unit stated itself, the newest first. */
  stated: { id: string; asOfOn: LocalDate; value: number; measureName: string; note: string; by: string }[];
  mayDeclare: boolean;
  mayRetire: boolean;
}

/** One measure for a unit between two days, with its branches; only the acting unit states figures. Throws not_found. */
export async function getMeasure(
  tx: Tx,
  wish: { unitId: string; measureId: string; from: LocalDate; to: LocalDate },
): Promise<MeasurePage> {
  const unit = (await unitsById(tx, [wish.unitId])).get(wish.unitId);
  requireMeasure(tx.actor, 'read', unit);
  const all = await unitMeasures(tx, wish.unitId);
  const measure = all.find((one) => one.id === wish.measureId);
  if (!measure || !unit) throw new AppError('not_found');
  const named = all.filter((one) => namedBy(measure).includes(one.id));
  const [own, ...below] = await measureValues(tx, {
    ...wish,
    withBranches: true,
    measureIds: [measure.id, ...named.map((one) => one.id)],
  });
  if (!own) throw new AppError('not_found');
  const isRatio = measure.rule.source === 'ratio';
  const sides = isRatio && named.every((one) => one.rule.source === 'declared') ? inOrder(measure, named) : [];
  const isStated = measure.rule.source === 'declared' || sides.length === 2;
  return {
    measure,
    unit: { id: unit.id, name: unit.name },
    above: (await unitsAbove(tx, unit.path)).filter((one) => one.path.startsWith(tx.actor.unitPath ?? unit.path)),
    value: valueOf(measure, own),
    branches: below.map((branch) => ({ unitId: branch.unitId, name: branch.name, value: valueOf(measure, branch) })),
    sides,
    named,
    stated: isStated ? await statedFigures(tx, wish.unitId, sides.length === 2 ? sides : [measure]) : [],
    mayDeclare:
      isStated &&
      unit.id === tx.actor.unitId &&
      measure.retiredOn === null &&
      canMeasure(tx.actor, 'declare', unit.path),
    mayRetire:
      measure.ownerPath !== null && measure.retiredOn === null && canMeasure(tx.actor, 'change', measure.ownerPath),
  };
}

function namedBy({ rule }: MeasureLine): string[] {
  if (rule.source === 'ratio') return [rule.numeratorId, rule.denominatorId];
  return rule.source === 'unit_share' ? [rule.measureId] : [];
}

const inOrder = (measure: MeasureLine, named: readonly MeasureLine[]): MeasureLine[] =>
  namedBy(measure).flatMap((id) => named.filter((one) => one.id === id));

async function statedFigures(tx: Tx, unitId: string, of: readonly MeasureLine[]): Promise<MeasurePage['stated']> {
  const { rows } = await sql<MeasurePage['stated'][number] & { measureId: string }>`
    select f.id, f.measure_id, f.as_of_on, f.value, f.note, coalesce(n.name, '') as by
    from measure_figure f left join lateral app_user_names(array[f.declared_by]) n on true
    where f.org_unit_id = ${unitId} and f.measure_id = any(${of.map((one) => one.id)}::text[])
    order by f.as_of_on desc, f.declared_at desc, f.measure_id limit 40`.execute(tx.db);
  const names = new Map(of.map((one) => [one.id, one.nameVi]));
  return rows.map((row) => ({
    ...row,
    value: Number(row.value),
    measureName: of.length > 1 ? (names.get(row.measureId) ?? '') : '',
  }));
}
