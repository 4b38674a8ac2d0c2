import type { Context } from '#app/platform/context.ts';
import { z } from 'zod';
import { typedText } from '#app/modules/orgs/hidden-fields.ts';
import type { UnitChange } from '#app/modules/orgs/unit-forms.ts';
import { latestFigures } from '#app/modules/orgs/server/figure-queries.ts';
import { getPlanned } from '#app/modules/orgs/server/planned/planned-queries.ts';
import { orgReference } from '#app/modules/orgs/server/reference-queries.ts';
import { unitChoices, type UnitChoice } from '#app/modules/orgs/server/unit-choices.ts';
import { getUnitHead, type UnitHead } from '#app/modules/orgs/server/unit-queries.ts';

const likely = { absorb: 'beside', merge: 'beside', transfer: 'receiver', dissolve: 'heir' } as const;

/** What the form of a decision about a unit offers; `plannedId` is one that is to be changed. Throws not_found, forbidden. */
export async function openChange(ctx: Context, unitId: string, change: UnitChange, plannedId: string | null) {
  const unit = await getUnitHead(ctx, unitId);
  const planned = plannedId === null ? null : await getPlanned(ctx, plannedId);
  return {
    change,
    unit,
    planned,
    choices: await choicesOf(ctx, unit, change, planned?.input ?? {}),
    children: change === 'split' ? await unitChoices(ctx, unit, { find: '', likely: 'below' }) : [],
    ...(await ctx.read(async (tx) => ({
      reference: await orgReference(tx),
      figures: change === 'split' ? await latestFigures(tx, [unit.id], tx.today()) : [],
      today: tx.today(),
    }))),
  };
}

/**
 * The units to choose from beside what was typed into a decision's form: those ticked stay in sight, whatever `find`
 * searches for. Throws not_found.
 */
export async function offerUnits(
  ctx: Context,
  unitId: string,
  change: UnitChange,
  typed: Record<string, unknown>,
): Promise<UnitChoice[]> {
  return choicesOf(ctx, await getUnitHead(ctx, unitId), change, typed);
}

async function choicesOf(
  ctx: Context,
  unit: UnitHead,
  change: UnitChange,
  typed: Record<string, unknown>,
): Promise<UnitChoice[]> {
  if (!(change in likely)) return [];
  const chosen = [typed['toParentId'], typed['childrenToId'], typed['unitIds']].flat();
  return unitChoices(ctx, unit, {
    find: typedText(typed, 'find').trim(),
    likely: likely[change as keyof typeof likely],
    chosen: chosen.filter((one): one is string => z.uuid().safeParse(one).success),
  });
}
