import { sql, type RawBuilder } from 'kysely';
import type { Role } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import { systemContext, type Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
import { canManageRoles } from '#app/modules/identity/role-policy.ts';

/** A role that a person holds, held or will hold at a unit. */
export interface HeldRole {
  grantId: string;
  userId: string;
  userName: string;
  login: string;
  unitId: string;
  unitName: string;
  role: Role;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  /** Has set a password at least once; until then nobody can sign in with the account. */
  hasPassword: boolean;
  hasSecondFactor: boolean;
}

export interface PeopleFilter {
  unitId: string;
  /** Only the unit itself, not those below it. */
  isOwnOnly?: boolean;
  /** Roles that have ended, too. */
  withEnded?: boolean;
  role?: Role | undefined;
  /** Part of a name, of a user name or of a unit's name; accents do not count. */
  query?: string;
  page?: number;
}

export interface People {
  unit: { id: string; name: string; path: string };
  roles: HeldRole[];
  total: number;
  today: LocalDate;
}

export const rolesPerPage = 50;

// As toSearchKey folds a name. Accounts keep no such key: the library that makes them knows nothing of it.
const nameKey = sql`lower(translate(regexp_replace(normalize(u.name, nfd), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'Dd'))`;

/** Who acts at a unit and those below it, by unit and name. Two queries. Throws `not_found`, `forbidden`. */
export async function listPeople(ctx: Context, filter: PeopleFilter): Promise<People> {
  const unit = await ctx.read((tx) =>
    tx.db.selectFrom('orgUnit').select(['id', 'name', 'path']).where('id', '=', filter.unitId).executeTakeFirst(),
  );
  if (!unit) throw new AppError('not_found');
  if (!canManageRoles(ctx.actor, unit.path)) throw new AppError('forbidden');
  const typed = (filter.query ?? '').trim();
  // Accounts are out of reach of the person's role; the branch in the condition is the right decided above.
  return systemContext(ctx.services).read(async (tx) => {
    const { rows } = await sql<HeldRole & { total: number }>`
      select g.id as grant_id, u.id as user_id, u.name as user_name, coalesce(u.username, u.email) as login,
             o.id as unit_id, o.name as unit_name, g.role, g.valid_from, g.valid_to,
             exists (select 1 from user_account a where a.user_id = u.id and a.password is not null) as has_password,
             coalesce(u.two_factor_enabled, false) as has_second_factor, count(*) over () as total
      from role_grant g join app_user u on u.id = g.user_id join org_unit o on o.id = g.unit_id
      where ${filter.isOwnOnly ? sql`o.id = ${unit.id}` : underPath('o.path', unit.path)}
        ${filter.withEnded ? sql`` : sql`and (g.valid_to is null or g.valid_to >= ${tx.today()})`}
        ${filter.role ? sql`and g.role = ${filter.role}` : sql``}
        ${typed === '' ? sql`` : sql`and ${matches(typed)}`}
      order by o.path, u.name, g.role, g.valid_from
      limit ${rolesPerPage} offset ${((filter.page ?? 1) - 1) * rolesPerPage}`.execute(tx.db);
    return {
      unit,
      roles: rows.map(({ total: _, ...role }) => role),
      total: rows[0]?.total ?? 0,
      today: tx.today(),
    };
  });
}

/** User names are typed exactly, names of people and units with or without accents. */
function matches(typed: string): RawBuilder<boolean> {
  const key = toSearchKey(typed);
  const byLogin = sql`strpos(lower(coalesce(u.username, u.email)), ${typed.toLowerCase()}) > 0`;
  if (key === '') return sql<boolean>`(${byLogin})`;
  return sql<boolean>`(${byLogin} or strpos(o.name_key, ${key}) > 0 or strpos(${nameKey}, ${key}) > 0)`;
}
