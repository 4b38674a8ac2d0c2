import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { relationTypes } from '#app/modules/orgs/relation-types.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';

/** Ends such a link; the direct parent changes by a transfer only. Throws not_found, forbidden, conflict, invalid. */
export async function endRelation(ctx: Context, input: { relationId: string; on: LocalDate }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const relation = await tx.db
      .selectFrom('orgRelation')
      .select(['id', 'childId', 'type', 'validFrom', 'validTo'])
      .where('id', '=', input.relationId)
      .where('type', 'in', relationTypes)
      .executeTakeFirst();
    if (!relation) throw new AppError('not_found');
    const unit = await loadUnit(tx, relation.childId);
    requireUnit(tx.actor, 'relate', unit);
    if (relation.validTo !== null) throw new AppError('conflict');
    if (input.on < relation.validFrom) throw new AppError('invalid', {}, { on: 'field_date' });
    await tx.db.updateTable('orgRelation').set({ validTo: input.on }).where('id', '=', relation.id).execute();
    await tx.audit('orgs.end-relation', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { type: relation.type, on: input.on },
    });
  });
}
