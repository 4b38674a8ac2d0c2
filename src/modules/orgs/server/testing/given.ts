import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Role } from '#app/platform/actor.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';

/** A unit as tests speak of it. */
export interface GivenUnit {
  id: string;
  path: string;
  name: string;
}

export interface UnitWish {
  name?: string;
  kind?: string;
  sector?: string | null;
  parent?: GivenUnit;
  foundedOn?: string;
  endedOn?: string;
  symbol?: string;
  /** Declared figures by population, as of `foundedOn`, and entered that day. */
  figures?: Record<string, number>;
}

/** A unit with its name, relation and figures, written past the policies: tests state only what they are about. */
export async function givenUnit(db: TestDatabase, wish: UnitWish = {}): Promise<GivenUnit> {
  const handle = db.services.database.db;
  const { rows } = await sql<{ label: string }>`select nextval('org_unit_label')::text as label`.execute(handle);
  const label = rows[0]?.label ?? '';
  const unit: GivenUnit = {
    id: randomUUID(),
    path: `${wish.parent?.path ?? '.'}${label}.`,
    name: wish.name ?? `Đơn vị ${label}`,
  };
  const kind = wish.kind ?? (wish.parent ? 'grassroots_union' : 'provincial_federation');
  const foundedOn = wish.foundedOn ?? '2020-01-01';
  await sql`
    insert into org_unit (id, kind_id, sector_id, parent_id, path, name, name_sort, name_key, search_key, symbol, founded_on, ended_on)
    values (${unit.id}, ${kind}, ${wish.sector === undefined ? 'enterprise' : wish.sector}, ${wish.parent?.id ?? null}, ${unit.path},
            ${unit.name}, ${toSortKey(unit.name)}, ${toSearchKey(unit.name)}, ${` ${toSearchKey(unit.name)}`}, ${wish.symbol ?? ''}, ${foundedOn}, ${wish.endedOn ?? null})`.execute(
    handle,
  );
  await sql`insert into org_unit_name (unit_id, name, valid_from) values (${unit.id}, ${unit.name}, ${foundedOn})`.execute(
    handle,
  );
  if (wish.parent) {
    await sql`insert into org_relation (child_id, parent_id, type, valid_from, valid_to)
              values (${unit.id}, ${wish.parent.id}, 'direct_parent', ${foundedOn}, ${wish.endedOn ?? null})`.execute(
      handle,
    );
  }
  await sql`select place_units(array[${unit.id}::uuid], ${foundedOn})`.execute(handle);
  for (const [population, value] of Object.entries(wish.figures ?? {})) {
    await sql`insert into org_figure (unit_id, population_id, as_of_on, value, created_at) values (${unit.id}, ${population}, ${foundedOn}, ${value}, ${foundedOn}::date)`.execute(
      handle,
    );
  }
  return unit;
}

/** After rows of units and relations were written by hand: where each stood on each day, made anew from them. */
export async function givenPlaces(db: TestDatabase): Promise<void> {
  await sql`select place_units(array(select id from org_unit), '-infinity')`.execute(db.services.database.db);
}

/** A person with an account and a role at a unit. */
export async function givenActor(
  db: TestDatabase,
  role: Role,
  unit: GivenUnit,
  name = `Người ${role}`,
): Promise<Actor & { userId: string }> {
  const userId = randomUUID();
  const handle = db.services.database.db;
  await sql`insert into app_user (id, name, email, username) values (${userId}, ${name}, ${`${userId}@example.test`}, ${userId})`.execute(
    handle,
  );
  await sql`insert into role_grant (user_id, unit_id, role, valid_from) values (${userId}, ${unit.id}, ${role}, '2020-01-01')`.execute(
    handle,
  );
  return {
    userId,
    name,
    grants: [{ role, unitId: unit.id, path: unit.path }],
    unitId: unit.id,
    unitPath: unit.path,
  };
}
