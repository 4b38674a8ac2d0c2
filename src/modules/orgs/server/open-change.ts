import type { Context } from '#app/platform/context.ts';
import type { UnitChange } from '#app/modules/orgs/unit-forms.ts';
import { latestFigures } from '#app/modules/orgs/server/figure-queries.ts';
import { getPlanned } from '#app/modules/orgs/server/planned/planned-queries.ts';
import { orgReference } from '#app/modules/orgs/server/reference-queries.ts';
import { unitChoices } from '#app/modules/orgs/server/unit-choices.ts';
import { getUnitHead } from '#app/modules/orgs/server/unit-queries.ts';

const likely = { absorb: 'beside', merge: 'beside', transfer: 'receiver', dissolve: 'receiver' } as const;

/** What the form of a decision about a unit offers; `plannedId` is one that is to be changed. Throws not_found, forbidden. */
export async function openChange(
  ctx: Context,
  unitId: string,
  change: UnitChange,
  { find, plannedId }: { find: string; plannedId: string | null },
) {
  const unit = await getUnitHead(ctx, unitId);
  return {
    change,
    unit,
    find,
    planned: plannedId === null ? null : await getPlanned(ctx, plannedId),
    choices:
      change in likely ? await unitChoices(ctx, unit, { find, likely: likely[change as keyof typeof likely] }) : [],
    children: change === 'split' ? await unitChoices(ctx, unit, { find: '', likely: 'below' }) : [],
    ...(await ctx.read(async (tx) => ({
      reference: await orgReference(tx),
      figures: change === 'split' ? await latestFigures(tx, [unit.id], tx.today()) : [],
      today: tx.today(),
    }))),
  };
}
