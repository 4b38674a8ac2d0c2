import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { canManageRoles } from '#app/modules/identity/role-policy.ts';
import { issuePasswordLink, type PasswordLink } from '#app/modules/identity/server/password-link.ts';

interface Holder {
  name: string;
  email: string;
  locale: 'vi' | 'en';
  /** Units at which the person holds a role today or later. */
  units: { id: string; path: string }[];
}

/**
 * Gives a person of one's units a new link to set the password; the former one stops working, the present password
 * counts until a new one is set. Throws `not_found` for somebody without a role below, `identity.role_above_own` for
 * oneself, and `identity.holds_more_elsewhere` for who holds a role that the actor does not administer: whoever sets a
 * password gets all that its owner may do.
 */
export async function renewPasswordLink(
  ctx: Context,
  input: { userId: string },
): Promise<{ name: string } & PasswordLink> {
  // Accounts are out of reach of the person's role; the right is decided on the grants that are read here.
  return ctx.transaction(async (tx) => {
    const { rows } = await tx.asOwner(() =>
      sql<Holder>`
      select u.name, u.email, u.locale, jsonb_agg(jsonb_build_object('id', o.id, 'path', o.path)) as units
      from app_user u
      join role_grant g on g.user_id = u.id and (g.valid_to is null or g.valid_to >= ${tx.today()})
      join org_unit o on o.id = g.unit_id
      where u.id = ${input.userId} group by u.id`.execute(tx.db),
    );
    const holder = rows[0];
    const own = holder?.units.find((unit) => canManageRoles(ctx.actor, unit.path));
    if (!holder || !own) throw new AppError('not_found');
    if (input.userId === ctx.actor.userId) throw new AppError('identity.role_above_own');
    if (!holder.units.every((unit) => canManageRoles(ctx.actor, unit.path)))
      throw new AppError('identity.holds_more_elsewhere');
    const { name, email, locale } = holder;
    const user = { id: input.userId, name, email, locale };
    const link = await tx.asOwner(() => issuePasswordLink(tx, user, ctx.services.mail !== null));
    await tx.audit('identity.renew-password-link', {
      orgUnitId: own.id,
      subject: `user:${input.userId}`,
    });
    return { name, ...link };
  });
}
