import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Tx } from '#app/platform/context.ts';
import { sendOnce } from '#app/platform/mail.ts';

/** How long a link to set a password is good. */
export const passwordLinkHours = 72;

/** How a link is kept: whoever reads the table cannot use it. */
export function passwordLinkKey(token: string): string {
  return `set-password:${createHash('sha256').update(token).digest('hex')}`;
}

export interface PasswordLink {
  token: string;
  /** Whether it also goes to the person by mail. */
  isMailed: boolean;
}

/**
 * Makes the link by which a person sets the password, inside a system transaction; earlier ones stop working. Mailed
 * only where a mail server is set: in a waiting outbox it would lie about until it is of no use.
 */
export async function issuePasswordLink(
  tx: Tx,
  user: { id: string; name: string; email: string; locale: 'vi' | 'en' },
  hasMail: boolean,
): Promise<PasswordLink> {
  const token = randomBytes(24).toString('base64url');
  await tx.db
    .deleteFrom('userVerification')
    .where('value', '=', user.id)
    .where('identifier', 'like', 'set-password:%')
    .execute();
  await tx.db
    .insertInto('userVerification')
    .values({
      id: randomUUID(),
      identifier: passwordLinkKey(token),
      value: user.id,
      expiresAt: new Date(tx.now().getTime() + passwordLinkHours * 3_600_000),
    })
    .execute();
  if (hasMail) {
    await sendOnce(tx, passwordLinkKey(token), {
      to: user.email,
      locale: user.locale,
      template: 'identity_mail_password',
      words: { name: user.name, hours: passwordLinkHours },
      items: [{ key: 'identity_mail_password_link', href: `/set-password?token=${token}` }],
    });
  }
  return { token, isMailed: hasMail };
}
