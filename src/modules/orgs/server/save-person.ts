import { randomUUID } from 'node:crypto';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSortKey } from '#app/platform/vietnamese.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';

export interface SavePersonInput {
  /** Absent for somebody new. */
  personId?: string | undefined;
  unitId: string;
  fullName: string;
  phone?: string | undefined;
  email?: string | undefined;
}

/** Enters a person of a unit, or changes what is known. Returns the id. Throws not_found, forbidden, orgs.ended. */
export async function savePerson(ctx: Context, input: SavePersonInput): Promise<string> {
  return ctx.transaction((tx) => writePerson(tx, input));
}

async function writePerson(tx: Tx, input: SavePersonInput): Promise<string> {
  const unit = await loadUnit(tx, input.unitId);
  requireUnit(tx.actor, 'describe', unit);
  const columns = {
    fullName: input.fullName,
    nameSort: toSortKey(input.fullName),
    phone: input.phone ?? '',
    email: input.email ?? '',
  };
  const id = input.personId ?? randomUUID();
  if (input.personId) {
    const { numUpdatedRows } = await tx.db
      .updateTable('person')
      .set(columns)
      .where('id', '=', input.personId)
      .where('orgUnitId', '=', unit.id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('not_found');
  } else {
    await tx.db
      .insertInto('person')
      .values({ id, orgUnitId: unit.id, userId: null, ...columns })
      .execute();
  }
  // The log says that somebody was changed, not their telephone number.
  await tx.audit('orgs.save-person', { orgUnitId: unit.id, subject: `person:${id}` });
  return id;
}
