import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import type { Env } from '#app/platform/env.ts';
import type { Services } from '#app/platform/context.ts';

/** Shortest password accepted (NIST SP 800-63B asks for 8; accounts here decide for others). */
export const minPasswordLength = 10;

/** The secret that signs sessions: from the environment, else made once and kept beside the data. */
function authSecret(env: Env): string {
  if (env.AUTH_SECRET) return env.AUTH_SECRET;
  const file = join(env.DATA_DIR, 'auth-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

function makeAuth(services: Services, env: Env) {
  return betterAuth({
    appName: 'Lan Tỏa',
    baseURL: env.APP_URL,
    basePath: '/api/auth',
    secret: authSecret(env),
    database: { db: services.database.db as never, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: 'appUser',
      additionalFields: { locale: { type: 'string', required: false, defaultValue: 'vi', input: false } },
    },
    session: { modelName: 'userSession', expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    account: { modelName: 'userAccount' },
    verification: { modelName: 'userVerification' },
    // Accounts are made by administrators (create-account.ts), never by whoever finds the address.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength: 128 },
    // Ours counts by account first (sign-in-throttle.ts): a factory shares one address.
    rateLimit: { enabled: false },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 60,
        usernameValidator: (name) => /^[a-z0-9._-]+$/i.test(name),
      }),
      twoFactor({ issuer: 'Lan Tỏa', twoFactorTable: 'userTwoFactor' }),
    ],
    advanced: { database: { generateId: () => randomBytes(16).toString('hex') } },
  });
}

export type Auth = ReturnType<typeof makeAuth>;

const made = new WeakMap<Services, Auth>();

/** Better Auth over our database: identity only (passwords, second factor, sessions). Rights are ours. */
export function authFor(services: Services, env: Env): Auth {
  const present = made.get(services);
  if (present) return present;
  const auth = makeAuth(services, env);
  made.set(services, auth);
  return auth;
}
