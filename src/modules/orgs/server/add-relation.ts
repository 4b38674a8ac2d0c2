import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { OtherRelation } from '#app/modules/orgs/relation-types.ts';
import { overError, requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnits } from '#app/modules/orgs/server/load-unit.ts';

export interface AddRelationInput {
  unitId: string;
  toUnitId: string;
  type: OtherRelation;
  validFrom: LocalDate;
}

/**
 * Links a unit to another beside its direct parent: managed by, professional line, front body, party body. Throws
 * not_found, forbidden, orgs.ended, orgs.same_unit, orgs.before_founding, orgs.relation_exists.
 */
export async function addRelation(ctx: Context, input: AddRelationInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [unit, to] = await loadUnits(tx, [input.unitId, input.toUnitId]);
    requireUnit(tx.actor, 'relate', unit);
    // The other end need only be known: a superior is seen by name from below.
    if (!to) throw new AppError('not_found');
    if (unit.id === to.id) throw new AppError('orgs.same_unit');
    if (to.endedOn !== null) throw overError(to);
    const youngest = unit.foundedOn > to.foundedOn ? unit : to;
    if (input.validFrom < youngest.foundedOn) {
      throw new AppError('orgs.before_founding', { name: youngest.name, date: youngest.foundedOn });
    }
    const open = await tx.db
      .selectFrom('orgRelation')
      .select('id')
      .where('childId', '=', unit.id)
      .where('parentId', '=', to.id)
      .where('type', '=', input.type)
      .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', input.validFrom)]))
      .executeTakeFirst();
    if (open) throw new AppError('orgs.relation_exists', { name: to.name });
    await tx.db
      .insertInto('orgRelation')
      .values({
        childId: unit.id,
        parentId: to.id,
        type: input.type,
        validFrom: input.validFrom,
        validTo: null,
        reorganisationId: null,
      })
      .execute();
    await tx.audit('orgs.add-relation', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { type: input.type, to: to.id, from: input.validFrom },
    });
  });
}
