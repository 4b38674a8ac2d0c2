import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';

/** Failures in the window after which an account, and an address, has to wait. A factory shares one address. */
const limits = { windowMinutes: 15, perLogin: 8, perAddress: 300 } as const;

/** A try to give a password, counted already. */
export interface PasswordAttempt {
  id: number;
  /** Whose account it is; null where nobody has such a login. */
  userId: string | null;
}

/**
 * One key an account, whether its user name or its address was typed: else each would have tries of its own. A login
 * that nobody has is counted as typed. What people type may be a password by mistake: only its hash is kept.
 */
async function accountKey(tx: Tx, typed: string): Promise<{ key: string; userId: string | null }> {
  const login = typed.trim().toLowerCase();
  const { rows } = await sql<{ id: string }>`
    select id from app_user where email = ${login} or username = ${login} order by id limit 1`.execute(tx.db);
  const key = createHash('sha256')
    .update(rows[0] ? `user ${rows[0].id}` : login)
    .digest('hex');
  return { key, userId: rows[0]?.id ?? null };
}

/**
 * Counts an attempt before the password is looked at, as a failure until `settlePasswordAttempt` says otherwise: a
 * thousand sent at once must not all find a clean slate. Also of whoever is signed in and gives the password again: a
 * stolen session may not try passwords for ever. Throws `too_many` when this account,
 * or with a far higher limit this address, failed too often lately.
 */
export async function beginPasswordAttempt(system: Context, login: string, address: string): Promise<PasswordAttempt> {
  return system.transaction(async (tx) => {
    const { key, userId } = await accountKey(tx, login);
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
    const since = new Date(tx.now().getTime() - limits.windowMinutes * 60_000);
    const { rows: counted } = await sql<{ byLogin: number; byAddress: number }>`
      select count(*) filter (where login_key = ${key}) as by_login,
             count(*) filter (where address = ${address}) as by_address
      from sign_in_attempt
      where not is_success and attempted_at > ${since} and (login_key = ${key} or address = ${address})
        -- A success of the same account wipes its slate.
        and not exists (select 1 from sign_in_attempt s
                        where s.is_success and s.login_key = ${key} and sign_in_attempt.login_key = s.login_key
                          and s.attempted_at > sign_in_attempt.attempted_at)`.execute(tx.db);
    const { byLogin = 0, byAddress = 0 } = counted[0] ?? {};
    if (byLogin >= limits.perLogin || byAddress >= limits.perAddress) {
      throw new AppError('too_many', { minutes: limits.windowMinutes });
    }
    const { rows } = await sql<{ id: number }>`
      insert into sign_in_attempt (login_key, address, is_success, attempted_at)
      values (${key}, ${address}, false, ${tx.now()}) returning id`.execute(tx.db);
    return { id: rows[0]!.id, userId };
  });
}

/** Says how an attempt ended, in the log too, and forgets those older than a day. */
export async function settlePasswordAttempt(
  system: Context,
  attempt: PasswordAttempt,
  what: 'sign-in' | 'give-password',
  isSuccess: boolean,
): Promise<void> {
  await system.transaction(async (tx) => {
    await sql`update sign_in_attempt set is_success = ${isSuccess} where id = ${attempt.id}`.execute(tx.db);
    await sql`delete from sign_in_attempt where attempted_at < ${new Date(tx.now().getTime() - 86_400_000)}`.execute(
      tx.db,
    );
    const subject = attempt.userId === null ? undefined : `user:${attempt.userId}`;
    await tx.audit(isSuccess ? `identity.${what}` : `identity.${what}-failed`, { subject });
  });
}
