import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { UnitChangeInput } from '#app/modules/orgs/unit-forms.ts';
import { absorbUnits } from '#app/modules/orgs/server/absorb-units.ts';
import { dissolveUnit } from '#app/modules/orgs/server/dissolve-unit.ts';
import { foundUnit } from '#app/modules/orgs/server/found-unit.ts';
import { mergeUnits } from '#app/modules/orgs/server/merge-units.ts';
import { renameUnit } from '#app/modules/orgs/server/rename-unit.ts';
import type { ReorganisationMode, ReorganisationOutcome } from '#app/modules/orgs/server/reorganise/outcome.ts';
import { splitUnit, type SplitPart } from '#app/modules/orgs/server/split-unit.ts';
import { transferUnit } from '#app/modules/orgs/server/transfer-unit.ts';
import { getUnitHead } from '#app/modules/orgs/server/unit-queries.ts';

/** Carries out, or only previews, the decision of a form about one unit. Throws what the operation throws. */
export async function changeUnitByForm(
  ctx: Context,
  unitId: string,
  input: UnitChangeInput,
  mode: ReorganisationMode,
): Promise<ReorganisationOutcome> {
  switch (input.change) {
    case 'found':
      return foundUnit(ctx, { ...input, parentId: unitId }, mode);
    case 'rename':
      return renameUnit(ctx, { ...input, unitId }, mode);
    case 'transfer':
      return transferUnit(ctx, { ...input, unitId }, mode);
    case 'absorb':
      return absorbUnits(ctx, { ...input, successorId: unitId }, mode);
    case 'merge': {
      const { parentId } = await getUnitHead(ctx, unitId);
      // The first unit has nothing to merge with.
      if (parentId === null) throw new AppError('orgs.unknown_parent');
      return mergeUnits(ctx, { ...input, unitIds: [unitId, ...input.unitIds], parentId }, mode);
    }
    case 'split':
      return splitUnit(ctx, { ...input, unitId, isEnding: input.isEnding === 'yes', parts: partsOf(input) }, mode);
    case 'dissolve':
      return dissolveUnit(ctx, { ...input, unitId }, mode);
  }
}

function partsOf(input: Extract<UnitChangeInput, { change: 'split' }>): SplitPart[] {
  return Object.entries(input.parts)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([place, { name, kindId, sectorId, symbol }]) => {
      if (name === '') return [];
      const childIds = Object.entries(input.children).flatMap(([id, to]) => (to === place ? [id] : []));
      return [{ name, kindId, sectorId: sectorId || null, symbol, childIds, isHeir: input.heir === place }];
    });
}
