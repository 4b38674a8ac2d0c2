import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { insertUnit } from '#app/modules/orgs/server/index.ts';
import type { Auth } from '#app/modules/identity/server/auth.ts';
import {
  insertAccount,
  insertGrant,
  requirePassword,
  type NewAccount,
} from '#app/modules/identity/server/create-account.ts';

/** Whether nobody has an account yet: only then does the first-administrator screen exist. */
export async function isFresh(system: Context): Promise<boolean> {
  return system.read(async (tx) => (await sql`select 1 from app_user limit 1`.execute(tx.db)).rows.length === 0);
}

/**
 * The code that the first administrator must type: printed where the server was started, so that whoever finds the
 * address first does not own the federation. Made once and kept until it is used.
 */
export async function setupCode(system: Context): Promise<string> {
  return system.transaction(async (tx) => {
    const made = randomBytes(6).toString('base64url').toUpperCase();
    const { rows } = await sql<{ value: string }>`
      insert into app_setting (name, value) values ('setup-code', ${JSON.stringify(made)}::jsonb)
      on conflict (name) do update set name = excluded.name returning value`.execute(tx.db);
    return rows[0]?.value ?? made;
  });
}

export interface FirstAdministrator extends NewAccount {
  password: string;
  setupCode: string;
  unitName: string;
  kindId: string;
}

/**
 * Makes the first unit, the first account and its role, once. Throws `identity.setup_done`, `identity.wrong_code`,
 * `identity.weak_password`.
 */
export async function setUpInstance(system: Context, auth: Auth, input: FirstAdministrator): Promise<void> {
  requirePassword(input.password, input.username);
  const { password } = await auth.$context;
  await system.transaction(async (tx) => {
    // Two browsers at once: the second waits here and then finds an account.
    const { rows } = await sql<{
      value: string;
    }>`select value from app_setting where name = 'setup-code' for update`.execute(tx.db);
    const anybody = await sql`select 1 from app_user limit 1`.execute(tx.db);
    if (anybody.rows.length > 0) throw new AppError('identity.setup_done');
    if (rows[0]?.value !== input.setupCode.trim().toUpperCase()) throw new AppError('identity.wrong_code');

    const unit = await insertUnit(tx, { name: input.unitName, kindId: input.kindId }, null, tx.today());
    const userId = await insertAccount(tx, input, await password.hash(input.password));
    for (const role of ['administrator', 'officer'] as const) {
      await insertGrant(tx, userId, { unitId: unit.id, role, validFrom: tx.today(), validTo: null });
    }
    await sql`delete from app_setting where name = 'setup-code'`.execute(tx.db);
    await tx.audit('identity.set-up', { orgUnitId: unit.id, subject: `user:${userId}` });
  });
}

/** Kinds of unit that can stand at the top of a federation, by name in the reader's language. */
export async function topUnitKinds(system: Context, locale: 'vi' | 'en'): Promise<{ value: string; label: string }[]> {
  const rows = await system.read((tx) =>
    tx.db
      .selectFrom('unitKind')
      .select(['id', 'nameVi', 'nameEn'])
      .where('tier', '<=', 4)
      .where('id', '<>', 'department')
      .orderBy('position')
      .execute(),
  );
  return rows.map((row) => ({ value: row.id, label: locale === 'en' ? row.nameEn : row.nameVi }));
}
