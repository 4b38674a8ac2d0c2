import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';

export interface AddPositionInput {
  personId: string;
  unitId: string;
  /** The body inside the unit: Ban Chấp hành, Ban Thường vụ, Ủy ban Kiểm tra. */
  body?: string | undefined;
  title: string;
  validFrom: LocalDate;
}

/** Gives a person a position at their unit or at one below it. Throws not_found, forbidden, orgs.ended. */
export async function addPosition(ctx: Context, input: AddPositionInput): Promise<string> {
  return ctx.transaction(async (tx) => {
    const unit = await loadUnit(tx, input.unitId);
    requireUnit(tx.actor, 'describe', unit);
    const person = await tx.db.selectFrom('person').select('id').where('id', '=', input.personId).executeTakeFirst();
    if (!person) throw new AppError('not_found');
    if (input.validFrom < unit.foundedOn) {
      throw new AppError('orgs.before_founding', { name: unit.name, date: unit.foundedOn });
    }
    const { id } = await tx.db
      .insertInto('personPosition')
      .values({
        personId: person.id,
        unitId: unit.id,
        body: input.body ?? '',
        title: input.title,
        validFrom: input.validFrom,
        validTo: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.audit('orgs.add-position', {
      orgUnitId: unit.id,
      subject: `person:${person.id}`,
      detail: { title: input.title, from: input.validFrom },
    });
    return id;
  });
}
