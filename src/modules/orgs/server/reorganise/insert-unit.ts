import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import { childPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { placeFounded } from '#app/modules/orgs/server/reorganise/change-places.ts';
import { makeSearchKey, toIdentityKey } from '#app/modules/orgs/unit-names.ts';

/** What a new unit is. */
export interface NewUnit {
  name: string;
  shortName?: string | undefined;
  symbol?: string | undefined;
  code?: string | undefined;
  kindId: string;
  sectorId?: string | null | undefined;
  address?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

export interface Place {
  id: string;
  path: UnitPath;
  name: string;
  foundedOn: LocalDate;
}

/**
 * Writes a unit with its label, name and code. Its first place in the tree comes with the relation to its parent, which
 * is the caller's (`insertParent`); the first unit has it at once. Returns where it stands.
 */
export async function insertUnit(tx: Tx, unit: NewUnit, parent: Place | null, foundedOn: LocalDate): Promise<Place> {
  if (parent && parent.foundedOn > foundedOn) {
    throw new AppError('orgs.before_founding', { name: parent.name, date: parent.foundedOn });
  }
  const id = randomUUID();
  const label = await sql<{ label: string }>`select nextval('org_unit_label')::text as label`.execute(tx.db);
  const path = childPath(parent?.path ?? null, label.rows[0]?.label ?? '');
  await tx.db
    .insertInto('orgUnit')
    .values({
      id,
      path,
      parentId: parent?.id ?? null,
      kindId: unit.kindId,
      sectorId: unit.sectorId ?? null,
      name: unit.name,
      nameSort: toSortKey(unit.name),
      nameKey: toSearchKey(unit.name),
      searchKey: makeSearchKey([unit.name, unit.shortName ?? '', unit.symbol ?? '', unit.code ?? '']),
      shortName: unit.shortName ?? '',
      symbol: unit.symbol ?? '',
      address: unit.address ?? '',
      email: unit.email ?? '',
      phone: unit.phone ?? '',
      foundedOn,
      endedOn: null,
    })
    .execute();
  await tx.db
    .insertInto('orgUnitName')
    .values({ unitId: id, name: unit.name, shortName: unit.shortName ?? '', validFrom: foundedOn, validTo: null })
    .execute();
  if (unit.code) await insertCode(tx, id, unit.code, foundedOn);
  if (!parent) await placeFounded(tx, [id], foundedOn);
  return { id, path, name: unit.name, foundedOn };
}

/** Gives the unit a code from a day on. Throws orgs.code_taken: one code, one unit, wherever that unit stands. */
export async function insertCode(tx: Tx, unitId: string, code: string, validFrom: LocalDate): Promise<void> {
  try {
    await tx.db.insertInto('orgUnitCode').values({ unitId, code, validFrom, validTo: null }).execute();
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new AppError('orgs.code_taken', { code });
    throw error;
  }
}

/** Two unions of one name under one parent are one union entered twice. Throws orgs.name_taken. */
export async function requireFreeName(
  tx: Tx,
  parentId: string | null,
  name: string,
  except: readonly string[] = [],
): Promise<void> {
  if (parentId === null) return;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from org_unit
    where parent_id = ${parentId} and ended_on is null and name_key = ${toSearchKey(name)}`.execute(tx.db);
  const same = rows.find((row) => !except.includes(row.id) && toIdentityKey(row.name) === toIdentityKey(name));
  if (same) throw new AppError('orgs.name_taken', { name: same.name });
}

/** Makes the search key anew from every name and code there is and was. */
export async function refreshSearchKey(tx: Tx, unitId: string): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select name as text from org_unit_name where unit_id = ${unitId}
    union select short_name from org_unit_name where unit_id = ${unitId}
    union select code from org_unit_code where unit_id = ${unitId}
    union select symbol from org_unit where id = ${unitId}
    union select short_name from org_unit where id = ${unitId}`.execute(tx.db);
  await tx.db
    .updateTable('orgUnit')
    .set({ searchKey: makeSearchKey(rows.map((row) => row.text).toSorted()) })
    .where('id', '=', unitId)
    .execute();
}
