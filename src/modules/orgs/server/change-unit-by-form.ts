import type { Context } from '#app/platform/context.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import { refusedFields } from '#app/modules/orgs/refused-fields.ts';
import type { UnitChangeInput } from '#app/modules/orgs/unit-forms.ts';
import { absorbUnits } from '#app/modules/orgs/server/absorb-units.ts';
import { dissolveUnit } from '#app/modules/orgs/server/dissolve-unit.ts';
import { foundUnit } from '#app/modules/orgs/server/found-unit.ts';
import { mergeUnits } from '#app/modules/orgs/server/merge-units.ts';
import { renameUnit } from '#app/modules/orgs/server/rename-unit.ts';
import type { ReorganisationMode, ReorganisationOutcome } from '#app/modules/orgs/server/reorganise/outcome.ts';
import type { FigureShares } from '#app/modules/orgs/server/share-figures.ts';
import { splitUnit, type SplitUnitInput } from '#app/modules/orgs/server/split-unit.ts';
import { transferUnit } from '#app/modules/orgs/server/transfer-unit.ts';
import { getUnitHead } from '#app/modules/orgs/server/unit-queries.ts';

/**
 * Carries out, or only previews, the decision of a form about one unit. Throws what the operation throws, with the field
 * that it is about.
 */
export async function changeUnitByForm(
  ctx: Context,
  unitId: string,
  input: UnitChangeInput,
  mode: ReorganisationMode,
): Promise<ReorganisationOutcome> {
  try {
    return await change(ctx, unitId, input, mode);
  } catch (error) {
    if (!isAppError(error) || Object.keys(error.problems).length > 0) throw error;
    throw new AppError(error.code, error.params, refusedFields(input.change, error.code));
  }
}

async function change(
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
      return splitUnit(ctx, splitInput(unitId, input), mode);
    case 'dissolve':
      return dissolveUnit(ctx, { ...input, unitId }, mode);
  }
}

type SplitForm = Extract<UnitChangeInput, { change: 'split' }>;

function splitInput(unitId: string, input: SplitForm): SplitUnitInput {
  const places = Object.keys(input.parts)
    .toSorted()
    .filter((place) => input.parts[place]?.name !== '');
  return {
    ...input,
    unitId,
    isEnding: input.isEnding === 'yes',
    parts: places.flatMap((place) => {
      const part = input.parts[place];
      if (!part) return [];
      const childIds = Object.entries(input.children).flatMap(([id, to]) => (to === place ? [id] : []));
      return [{ ...part, sectorId: part.sectorId || null, childIds, isHeir: input.heir === place }];
    }),
    shares: input.isSharing === 'yes' ? sharesOf(input, places) : undefined,
  };
}

function sharesOf(input: SplitForm, places: readonly string[]): FigureShares {
  const columns = [...places, 'stay'];
  return {
    weights: columns.map((column) => input.shares[column] ?? 0),
    typed: Object.fromEntries(
      Object.entries(input.figures).map(([id, row]) => [id, columns.map((column) => row[column] ?? null)]),
    ),
  };
}
