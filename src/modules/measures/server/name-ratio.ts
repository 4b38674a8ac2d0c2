import type { Tx } from '#app/platform/context.ts';
import { ratioOf } from '#app/modules/measures/measure-rule.ts';
import { insertMeasure } from '#app/modules/measures/server/add-measure.ts';
import { requireSides, unitMeasures } from '#app/modules/measures/server/list-measures.ts';

/**
 * The ratio of two measures that a unit counts by: the one that is there, or a new one of the unit's own, for a target
 * that is to be computed so. Whether the actor may write for the unit is the caller's to ask. Throws invalid, at the
 * side's field, where a side adds up nothing, both are one, or one is what is there and the other what was done.
 */
export async function nameRatio(
  tx: Tx,
  unitId: string,
  sides: { numeratorId: string; denominatorId: string },
  fieldOf: (side: 'numeratorId' | 'denominatorId') => string,
): Promise<string> {
  const [numerator, denominator] = await requireSides(tx, unitId, sides, fieldOf);
  const all = await unitMeasures(tx, unitId);
  const known = all.find(
    ({ rule, retiredOn }) =>
      retiredOn === null &&
      rule.source === 'ratio' &&
      rule.numeratorId === numerator.id &&
      rule.denominatorId === denominator.id,
  );
  if (known) return known.id;
  const groupId = all.find((one) => one.id === numerator.id)?.groupId ?? 'general';
  const made = { unitId, groupId, validFrom: `${tx.today().slice(0, 4)}-01-01` };
  const names = {
    nameVi: `${numerator.nameVi} / ${denominator.nameVi}`,
    nameEn: `${numerator.nameEn} / ${denominator.nameEn}`,
  };
  const measureId = await insertMeasure(tx, made, { ...names, unit: '%', ...ratioOf(numerator.id, denominator.id) });
  await tx.audit('measures.add', {
    orgUnitId: unitId,
    subject: `measure:${measureId}`,
    detail: { name: names.nameVi, way: 'ratio', validFrom: made.validFrom },
  });
  return measureId;
}
