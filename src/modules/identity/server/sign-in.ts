import { AppError } from '#app/platform/errors.ts';
import { systemContext, type Context } from '#app/platform/context.ts';
import type { Auth } from '#app/modules/identity/server/auth.ts';
import { beginPasswordAttempt, settlePasswordAttempt } from '#app/modules/identity/server/sign-in-throttle.ts';

/** What the browser is to keep (`Set-Cookie` lines) and what comes next. */
export interface SignInOutcome {
  setCookies: string[];
  needsCode: boolean;
}

/**
 * Signs in by e-mail address or user name and password. A wrong name and a wrong password answer alike.
 * Throws `too_many` or `identity.wrong_credentials`.
 */
export async function signIn(
  system: Context,
  auth: Auth,
  input: { login: string; password: string },
  request: { headers: Headers; address: string },
): Promise<SignInOutcome> {
  // The log says from where.
  const from = systemContext(system.services, { address: request.address });
  const attempt = await beginPasswordAttempt(from, input.login, request.address);
  const login = input.login.trim();
  const response = login.includes('@')
    ? await auth.api.signInEmail({
        body: { email: login.toLowerCase(), password: input.password },
        headers: request.headers,
        asResponse: true,
      })
    : await auth.api.signInUsername({
        body: { username: login, password: input.password },
        headers: request.headers,
        asResponse: true,
      });
  const isSuccess = response?.ok ?? false;
  await settlePasswordAttempt(from, attempt, 'sign-in', isSuccess);
  if (!response || !isSuccess) throw new AppError('identity.wrong_credentials');
  const body = (await response.json()) as { twoFactorRedirect?: boolean };
  return { setCookies: response.headers.getSetCookie(), needsCode: body.twoFactorRedirect === true };
}

/** Second step of signing in: a code of the authenticator, or one of the backup codes. Throws `identity.wrong_code`. */
export async function enterCode(auth: Auth, input: { code: string }, headers: Headers): Promise<SignInOutcome> {
  const code = input.code.replace(/\s/g, '');
  const response = /^\d{6}$/.test(code)
    ? await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true })
    : await auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true });
  if (!response.ok) throw new AppError(response.status === 429 ? 'too_many' : 'identity.wrong_code', { minutes: 15 });
  return { setCookies: response.headers.getSetCookie(), needsCode: false };
}

/** Ends the session of the request. */
export async function signOut(auth: Auth, headers: Headers): Promise<string[]> {
  const response = await auth.api.signOut({ headers, asResponse: true });
  return response.headers.getSetCookie();
}
