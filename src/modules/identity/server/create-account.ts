import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { canGrant } from '#app/modules/identity/role-policy.ts';
import { minPasswordLength, type Auth } from '#app/modules/identity/server/auth.ts';
import { issuePasswordLink, passwordLinkKey, type PasswordLink } from '#app/modules/identity/server/password-link.ts';

export interface NewAccount {
  name: string;
  username: string;
  email: string;
  /** Absent: the person sets it through the link that is returned. */
  password?: string;
  locale?: 'vi' | 'en';
}

export interface NewGrant {
  unitId: string;
  role: Role;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** Throws `identity.weak_password`. */
export function requirePassword(password: string, username: string): void {
  if (password.length < minPasswordLength || password.toLowerCase().includes(username.toLowerCase())) {
    throw new AppError('identity.weak_password');
  }
}

/** Writes the account inside a system transaction; `passwordHash` null leaves it without one. Throws `identity.taken`. */
export async function insertAccount(tx: Tx, account: NewAccount, passwordHash: string | null): Promise<string> {
  const userId = randomUUID();
  const taken = await sql`
    select 1 from app_user where lower(email) = ${account.email.toLowerCase()} or lower(username) = ${account.username.toLowerCase()}`.execute(
    tx.db,
  );
  if (taken.rows.length > 0) throw new AppError('identity.taken');
  await tx.db
    .insertInto('appUser')
    .values({
      id: userId,
      name: account.name,
      email: account.email.toLowerCase(),
      username: account.username.toLowerCase(),
      displayUsername: account.username,
      locale: account.locale ?? 'vi',
    })
    .execute();
  if (passwordHash) await insertPassword(tx, userId, passwordHash);
  return userId;
}

async function insertPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.db.deleteFrom('userAccount').where('userId', '=', userId).where('providerId', '=', 'credential').execute();
  await tx.db
    .insertInto('userAccount')
    .values({ id: randomUUID(), accountId: userId, providerId: 'credential', userId, password: passwordHash })
    .execute();
}

/** Writes a grant inside a transaction and its audit entry. */
export async function insertGrant(tx: Tx, userId: string, grant: NewGrant): Promise<string> {
  const row = await tx.db
    .insertInto('roleGrant')
    .values({
      userId,
      unitId: grant.unitId,
      role: grant.role,
      validFrom: grant.validFrom,
      validTo: grant.validTo,
      grantedBy: tx.actor.userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.audit('identity.grant-role', {
    orgUnitId: grant.unitId,
    subject: `user:${userId}`,
    detail: { role: grant.role },
  });
  return row.id;
}

/**
 * An administrator makes an account with its first role; returns the link by which the person sets the password,
 * good for three days and once. Throws `not_found`, `forbidden`, `identity.taken`.
 */
export async function createAccount(
  ctx: Context,
  input: NewAccount & NewGrant,
): Promise<{ userId: string } & PasswordLink> {
  const unit = await ctx.read((tx) =>
    tx.db.selectFrom('orgUnit').select(['id', 'path']).where('id', '=', input.unitId).executeTakeFirst(),
  );
  if (!unit) throw new AppError('not_found');
  if (!canGrant(ctx.actor, { userId: '', path: unit.path })) throw new AppError('forbidden');
  // Accounts are out of reach of the person's role; the right was decided above on the unit they may see.
  return ctx.transaction(async (tx) => {
    const { name, email, locale = 'vi' } = input;
    const made = await tx.asOwner(async () => {
      const userId = await insertAccount(tx, input, null);
      const link = await issuePasswordLink(tx, { id: userId, name, email, locale }, ctx.services.mail !== null);
      return { userId, ...link };
    });
    await insertGrant(tx, made.userId, input);
    await tx.audit('identity.create-account', { orgUnitId: unit.id, subject: `user:${made.userId}` });
    return made;
  });
}

/** Sets the first password through the link. Throws `not_found` when it was used or is too old, `identity.weak_password`. */
export async function setPassword(
  system: Context,
  auth: Auth,
  input: { token: string; password: string },
): Promise<void> {
  const { password } = await auth.$context;
  await system.transaction(async (tx) => {
    const link = await tx.db
      .selectFrom('userVerification')
      .innerJoin('appUser', 'appUser.id', 'userVerification.value')
      .select(['userVerification.id', 'userVerification.value as userId', 'appUser.username'])
      .where('identifier', '=', passwordLinkKey(input.token))
      .where('expiresAt', '>', tx.now())
      .executeTakeFirst();
    if (!link) throw new AppError('not_found');
    requirePassword(input.password, link.username ?? '');
    // Only now: making the hash is dear, and anybody may knock at this door.
    await insertPassword(tx, link.userId, await password.hash(input.password));
    // Whoever was signed in with the former password no longer is.
    await tx.db.deleteFrom('userSession').where('userId', '=', link.userId).execute();
    await tx.db.deleteFrom('userVerification').where('id', '=', link.id).execute();
    await tx.audit('identity.set-password', { subject: `user:${link.userId}` });
  });
}
