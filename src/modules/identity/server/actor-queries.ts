import { sql } from 'kysely';
import type { Actor, Grant, Role } from '#app/platform/actor.ts';
import type { Context } from '#app/platform/context.ts';
import { chooseActingUnit, needsSecondFactor } from '#app/modules/identity/role-policy.ts';

export interface SignedInPerson {
  actor: Actor & { userId: string };
  locale: 'vi' | 'en';
  email: string;
  hasSecondFactor: boolean;
  /** Holds a deciding role without a second factor: only the page that sets one up may be used. */
  mustSetUpSecondFactor: boolean;
  /** Units with a grant, the one acted for first. */
  units: { id: string; name: string; kindVi: string; kindEn: string }[];
}

interface Row {
  name: string;
  email: string;
  locale: 'vi' | 'en';
  twoFactorEnabled: boolean | null;
  role: Role | null;
  unitId: string | null;
  path: string | null;
  unitName: string | null;
  kindVi: string | null;
  kindEn: string | null;
}

/**
 * Who a session belongs to, with the grants that are valid today at units that are not ended; null when the account
 * is gone. One query; the grants come fresh with every request, so that ending one takes effect at once.
 */
export async function loadPerson(
  system: Context,
  userId: string,
  wishedUnitId: string | undefined,
): Promise<SignedInPerson | null> {
  const rows = await system.read(async (tx) => {
    const result = await sql<Row>`
      select u.name, u.email, u.locale, u.two_factor_enabled, g.role, g.unit_id, o.path, o.name as unit_name,
             k.name_vi as kind_vi, k.name_en as kind_en
      from app_user u
      left join (role_grant g
                 join org_unit o on o.id = g.unit_id and (o.ended_on is null or o.ended_on >= ${tx.today()})
                 join unit_kind k on k.id = o.kind_id)
             on g.user_id = u.id and g.valid_from <= ${tx.today()} and (g.valid_to is null or g.valid_to >= ${tx.today()})
      where u.id = ${userId}
      order by o.path, g.role`.execute(tx.db);
    return result.rows;
  });
  const first = rows[0];
  return first ? describePerson(userId, first, rows, wishedUnitId) : null;
}

function describePerson(userId: string, first: Row, rows: Row[], wishedUnitId: string | undefined): SignedInPerson {
  const grants = rows.flatMap((row): Grant[] =>
    row.role && row.unitId && row.path ? [{ role: row.role, unitId: row.unitId, path: row.path }] : [],
  );
  const acting = chooseActingUnit(grants, wishedUnitId);
  const units = [...new Map(rows.map((row) => [row.unitId, row])).values()]
    .flatMap((row) =>
      row.unitId
        ? [{ id: row.unitId, name: row.unitName ?? '', kindVi: row.kindVi ?? '', kindEn: row.kindEn ?? '' }]
        : [],
    )
    .toSorted((a, b) => Number(b.id === acting?.unitId) - Number(a.id === acting?.unitId));
  return {
    actor: { userId, name: first.name, grants, unitId: acting?.unitId ?? null, unitPath: acting?.path ?? null },
    locale: first.locale,
    email: first.email,
    hasSecondFactor: first.twoFactorEnabled === true,
    mustSetUpSecondFactor: needsSecondFactor(grants.map((grant) => grant.role)) && first.twoFactorEnabled !== true,
    units,
  };
}
