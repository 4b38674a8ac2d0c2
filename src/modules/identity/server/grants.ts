import { sql } from 'kysely';
import type { Role } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import { systemContext, type Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { canGrant, canManageRoles, isLastAdministrator } from '#app/modules/identity/role-policy.ts';
import { insertGrant, type NewGrant } from '#app/modules/identity/server/create-account.ts';

export interface GrantRow {
  id: string;
  userId: string;
  userName: string;
  login: string;
  role: Role;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** Who holds a role at a unit, now or later. Throws `not_found`, `forbidden`. */
export async function listGrants(ctx: Context, unitId: string): Promise<GrantRow[]> {
  await ctx.read(async (tx) => {
    const unit = await tx.db.selectFrom('orgUnit').select('path').where('id', '=', unitId).executeTakeFirst();
    if (!unit) throw new AppError('not_found');
    if (!canManageRoles(ctx.actor, unit.path)) throw new AppError('forbidden');
  });
  return systemContext(ctx.services).read(async (tx) => {
    const { rows } = await sql<GrantRow>`
      select g.id, g.user_id, u.name as user_name, coalesce(u.username, u.email) as login, g.role, g.valid_from, g.valid_to
      from role_grant g join app_user u on u.id = g.user_id
      where g.unit_id = ${unitId} and (g.valid_to is null or g.valid_to >= ${tx.today()})
      order by u.name, g.role`.execute(tx.db);
    return rows;
  });
}

/**
 * Gives a role at a unit to somebody who has an account. Throws `not_found`, `forbidden`, `invalid`
 * (nobody of this name), `identity.role_above_own`, `identity.already_granted`.
 */
export async function grantRole(ctx: Context, input: NewGrant & { login: string }): Promise<string> {
  const login = input.login.trim().toLowerCase();
  const user = await systemContext(ctx.services).read((tx) =>
    tx.db
      .selectFrom('appUser')
      .select('id')
      .where((eb) => eb.or([eb('email', '=', login), eb('username', '=', login)]))
      .executeTakeFirst(),
  );
  return ctx.transaction(async (tx) => {
    const unit = await tx.db
      .selectFrom('orgUnit')
      .select(['id', 'path'])
      .where('id', '=', input.unitId)
      .executeTakeFirst();
    if (!unit || !canManageRoles(tx.actor, unit.path)) throw new AppError(unit ? 'forbidden' : 'not_found');
    if (!user) throw new AppError('invalid', {}, { login: 'field_unknown_login' });
    if (!canGrant(tx.actor, { userId: user.id, path: unit.path })) throw new AppError('identity.role_above_own');
    const held = await sql`
      select 1 from role_grant
      where user_id = ${user.id} and unit_id = ${input.unitId} and role = ${input.role}
        and valid_from <= ${input.validTo ?? 'infinity'}::date and (valid_to is null or valid_to >= ${input.validFrom})`.execute(
      tx.db,
    );
    if (held.rows.length > 0) throw new AppError('identity.already_granted');
    return insertGrant(tx, user.id, input);
  });
}

const isTopUnit = (path: string): boolean => path.split('.').length === 3;

/** Ends a grant today. Throws `not_found`, `forbidden`, `identity.last_administrator`. */
export async function endGrant(ctx: Context, input: { grantId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ id: string; role: Role; path: string; unitId: string; userId: string }>`
      select g.id, g.role, o.path, g.unit_id, g.user_id from role_grant g join org_unit o on o.id = g.unit_id
      where g.id = ${input.grantId} and (g.valid_to is null or g.valid_to >= ${tx.today()}) for update of g`.execute(
      tx.db,
    );
    const grant = rows[0];
    if (!grant) throw new AppError('not_found');
    if (!canManageRoles(tx.actor, grant.path)) throw new AppError('forbidden');
    const administrators = await sql<{ id: string; path: string }>`
      select g.id, o.path from role_grant g join org_unit o on o.id = g.unit_id
      where g.role = 'administrator' and g.valid_from <= ${tx.today()} and (g.valid_to is null or g.valid_to > ${tx.today()})`.execute(
      tx.db,
    );
    // An administrator of a branch does not see those above, and cannot be the last one.
    if (isTopUnit(grant.path) && isLastAdministrator(grant, administrators.rows))
      throw new AppError('identity.last_administrator');
    // Yesterday, so that it takes effect at once and not at midnight.
    await sql`delete from role_grant where id = ${grant.id} and valid_from >= ${tx.today()}`.execute(tx.db);
    await sql`update role_grant set valid_to = ${tx.today()}::date - 1 where id = ${grant.id}`.execute(tx.db);
    await tx.audit('identity.end-grant', {
      orgUnitId: grant.unitId,
      subject: `user:${grant.userId}`,
      detail: { role: grant.role },
    });
  });
}
