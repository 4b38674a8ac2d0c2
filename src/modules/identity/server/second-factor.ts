import { renderSVG } from 'uqr';
import { systemContext, type Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Auth } from '#app/modules/identity/server/auth.ts';
import { beginPasswordAttempt, settlePasswordAttempt } from '#app/modules/identity/server/sign-in-throttle.ts';
import { enterCode } from '#app/modules/identity/server/sign-in.ts';

/** What a person needs to add this account to an authenticator; shown once. */
export interface SecondFactorSecret {
  /** `otpauth://…` as a QR code, an SVG made here. */
  qrSvg: string;
  /** The same secret to be typed by hand. */
  secret: string;
  backupCodes: string[];
  /** What the browser is to keep (`Set-Cookie` lines). */
  setCookies: string[];
}

/**
 * Begins setting up TOTP (RFC 6238) after the password was given again. Who has an authenticator already gives a code
 * of it, or a backup code, too: a stolen password and session may not replace it. Throws `identity.wrong_code`,
 * `too_many` or `identity.wrong_credentials`.
 */
export async function startSecondFactor(
  ctx: Context,
  auth: Auth,
  { password, code }: { password: string; code: string },
  by: GivenBy,
): Promise<SecondFactorSecret> {
  const { headers } = by;
  const session = await auth.api.getSession({ headers });
  const setCookies = session?.user.twoFactorEnabled ? await removeFactor(auth, { password, code }, headers) : [];
  const response = await givePassword(ctx, by, () =>
    auth.api.enableTwoFactor({ body: { password }, headers: renewed(headers, setCookies), asResponse: true }),
  );
  if (!response.ok) throw new AppError('identity.wrong_credentials');
  const body = (await response.json()) as { totpURI: string; backupCodes: string[] };
  return {
    qrSvg: renderSVG(body.totpURI, { border: 2 }),
    secret: new URL(body.totpURI).searchParams.get('secret') ?? '',
    backupCodes: body.backupCodes,
    setCookies,
  };
}

/** Whoever stops here has no second factor, and can do nothing that asks for one until a new one is confirmed. */
async function removeFactor(
  auth: Auth,
  { password, code }: { password: string; code: string },
  headers: Headers,
): Promise<string[]> {
  await enterCode(auth, { code }, headers);
  const response = await auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true });
  if (!response.ok) throw new AppError('identity.wrong_credentials');
  return response.headers.getSetCookie();
}

/**
 * Proves that the authenticator works; from then on every sign-in asks for a code. Sessions that were begun with the
 * password alone end, except this one: they would pass for ones that gave a code. Throws `identity.wrong_code`.
 */
export async function confirmSecondFactor(ctx: Context, auth: Auth, code: string, headers: Headers): Promise<string[]> {
  const response = await auth.api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers, asResponse: true });
  if (!response.ok) throw new AppError('identity.wrong_code');
  const setCookies = response.headers.getSetCookie();
  await auth.api.revokeOtherSessions({ headers: renewed(headers, setCookies) });
  await said(ctx, 'identity.set-second-factor');
  return setCookies;
}

/** The request's headers with the session that the answer began in the place of its own. */
function renewed(headers: Headers, setCookies: readonly string[]): Headers {
  if (!setCookies.some((line) => line.includes('session_token'))) return headers;
  return new Headers({ cookie: setCookies.map((line) => line.split(';')[0]).join('; ') });
}

/**
 * Changes the password of the signed-in person and ends the other sessions. Throws `too_many`, `identity.weak_password`,
 * `identity.wrong_credentials`.
 */
export async function changePassword(
  ctx: Context,
  auth: Auth,
  input: { current: string; password: string },
  by: GivenBy,
): Promise<string[]> {
  const response = await givePassword(ctx, by, () =>
    auth.api.changePassword({
      body: { currentPassword: input.current, newPassword: input.password, revokeOtherSessions: true },
      headers: by.headers,
      asResponse: true,
    }),
  );
  if (!response.ok)
    throw new AppError(
      response.status === 400 && input.password.length < 10 ? 'identity.weak_password' : 'identity.wrong_credentials',
    );
  await said(ctx, 'identity.change-password');
  return response.headers.getSetCookie();
}

/** Who is signed in and gives the password again, and from where. */
export interface GivenBy {
  headers: Headers;
  email: string;
  address: string;
}

/** Counted like a sign-in: whoever has stolen a session may not try passwords for ever. Throws `too_many`. */
async function givePassword(ctx: Context, by: GivenBy, work: () => Promise<Response>): Promise<Response> {
  const from = systemContext(ctx.services, { address: by.address });
  const attempt = await beginPasswordAttempt(from, by.email, by.address);
  const response = await work();
  await settlePasswordAttempt(from, attempt, 'give-password', response.ok);
  return response;
}

/** In the person's own name, with address and request. */
async function said(ctx: Context, action: string): Promise<void> {
  const { userId, unitId } = ctx.actor;
  await ctx.transaction((tx) => tx.audit(action, { orgUnitId: unitId ?? undefined, subject: `user:${userId}` }));
}
