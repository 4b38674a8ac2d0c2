import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Context } from '#app/platform/context.ts';

/** Failures in the window after which an account, and an address, has to wait. A factory shares one address. */
const limits = { windowMinutes: 15, perLogin: 8, perAddress: 300 } as const;

/** What people type into the field may be a password by mistake: only its hash is kept. */
function loginKey(login: string): string {
  return createHash('sha256').update(login.trim().toLowerCase()).digest('hex');
}

/** Throws `too_many` when this account, or with a far higher limit this address, failed too often lately. */
export async function requireSignInAllowed(system: Context, login: string, address: string): Promise<void> {
  const counts = await system.read(async (tx) => {
    const since = new Date(tx.now().getTime() - limits.windowMinutes * 60_000);
    const { rows } = await sql<{ byLogin: number; byAddress: number }>`
      select count(*) filter (where login_key = ${loginKey(login)}) as by_login,
             count(*) filter (where address = ${address}) as by_address
      from sign_in_attempt
      where not is_success and attempted_at > ${since} and (login_key = ${loginKey(login)} or address = ${address})
        -- A success of the same account wipes its slate.
        and not exists (select 1 from sign_in_attempt s
                        where s.is_success and s.login_key = ${loginKey(login)} and sign_in_attempt.login_key = s.login_key
                          and s.attempted_at > sign_in_attempt.attempted_at)`.execute(tx.db);
    return rows[0] ?? { byLogin: 0, byAddress: 0 };
  });
  if (counts.byLogin >= limits.perLogin || counts.byAddress >= limits.perAddress) {
    throw new AppError('too_many', { minutes: limits.windowMinutes });
  }
}

/** Remembers an attempt and forgets those older than a day. */
export async function recordSignInAttempt(
  system: Context,
  login: string,
  address: string,
  isSuccess: boolean,
): Promise<void> {
  await system.transaction(async (tx) => {
    await sql`
      insert into sign_in_attempt (login_key, address, is_success, attempted_at)
      values (${loginKey(login)}, ${address}, ${isSuccess}, ${tx.now()})`.execute(tx.db);
    await sql`delete from sign_in_attempt where attempted_at < ${new Date(tx.now().getTime() - 86_400_000)}`.execute(
      tx.db,
    );
    await tx.audit(isSuccess ? 'identity.sign-in' : 'identity.sign-in-failed', {});
  });
}
