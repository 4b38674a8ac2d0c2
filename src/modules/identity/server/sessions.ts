import { AppError } from '#app/platform/errors.ts';
import { systemContext, type Context } from '#app/platform/context.ts';

export interface OpenSession {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  updatedAt: Date;
}

function requireUser(ctx: Context): string {
  if (!ctx.actor.userId) throw new AppError('signed_out');
  return ctx.actor.userId;
}

/** The signed-in person's own sessions, latest first. */
export async function listSessions(ctx: Context): Promise<OpenSession[]> {
  const userId = requireUser(ctx);
  // Session rows are out of reach of the person's role: the user id in the condition is the right.
  return systemContext(ctx.services).read((tx) =>
    tx.db
      .selectFrom('userSession')
      .select(['id', 'userAgent', 'createdAt', 'updatedAt'])
      .where('userId', '=', userId)
      .where('expiresAt', '>', tx.now())
      .orderBy('updatedAt', 'desc')
      .execute(),
  );
}

/** Ends one of one's own sessions at once. Throws `not_found`. */
export async function revokeSession(ctx: Context, input: { sessionId: string }): Promise<void> {
  const userId = requireUser(ctx);
  await ctx.transaction(async (tx) => {
    const result = await tx.asOwner(() =>
      tx.db.deleteFrom('userSession').where('id', '=', input.sessionId).where('userId', '=', userId).executeTakeFirst(),
    );
    if (result.numDeletedRows === 0n) throw new AppError('not_found');
    await tx.audit('identity.revoke-session', { subject: `user:${userId}` });
  });
}

/** Keeps the language that a person reads in with the account. */
export async function saveLocale(ctx: Context, locale: 'vi' | 'en'): Promise<void> {
  const userId = requireUser(ctx);
  await ctx.transaction(async (tx) => {
    await tx.asOwner(() =>
      tx.db.updateTable('appUser').set({ locale, updatedAt: tx.now() }).where('id', '=', userId).execute(),
    );
    await tx.audit('identity.save-locale', { subject: `user:${userId}`, detail: { locale } });
  });
}
