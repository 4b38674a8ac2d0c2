import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';

export interface EndPositionInput {
  positionId: string;
  /** The first day without it. */
  on: LocalDate;
}

/** Ends a position. Throws not_found, forbidden, and invalid for a day before it began. */
export async function endPosition(ctx: Context, input: EndPositionInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const position = await tx.db
      .selectFrom('personPosition')
      .select(['id', 'personId', 'unitId', 'title', 'validFrom', 'validTo'])
      .where('id', '=', input.positionId)
      .executeTakeFirst();
    if (!position) throw new AppError('not_found');
    const unit = await loadUnit(tx, position.unitId);
    requireUnit(tx.actor, 'describe', unit);
    if (position.validTo !== null) throw new AppError('conflict');
    if (input.on < position.validFrom) throw new AppError('invalid', {}, { on: 'field_date' });
    await tx.db.updateTable('personPosition').set({ validTo: input.on }).where('id', '=', position.id).execute();
    await tx.audit('orgs.end-position', {
      orgUnitId: unit.id,
      subject: `person:${position.personId}`,
      detail: { title: position.title, on: input.on },
    });
  });
}
