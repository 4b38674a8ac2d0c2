import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';

/** What somebody had typed when the session ended: where it was going, its fields, and the names of its files. */
export interface HeldForm {
  action: string;
  fields: [string, string][];
  files: string[];
}

const largest = 500_000;
/** Held at one time: anybody may make this server keep text, so there is an end to it. */
const most = 400;

/**
 * Keeps a form for an hour; returns its key, or null when there is nothing to keep, it is too large, or too many are
 * kept already.
 */
export async function holdForm(system: Context, form: HeldForm, userId: string | null): Promise<string | null> {
  const fields = form.fields.filter(([name]) => !/password/i.test(name));
  const text = JSON.stringify(fields);
  const files = JSON.stringify(form.files);
  // Anybody may send such a form: names of files and the address fill a disk as well as fields do.
  if (fields.length === 0 || text.length + files.length + form.action.length > largest) return null;
  const id = randomBytes(24).toString('base64url');
  return system.transaction(async (tx) => {
    await sql`delete from held_form where created_at < ${new Date(tx.now().getTime() - 3_600_000)}`.execute(tx.db);
    const { rows } = await sql<{ count: number }>`select count(*) as count from held_form`.execute(tx.db);
    if ((rows[0]?.count ?? 0) >= most) return null;
    await sql`
      insert into held_form (id, user_id, action, fields, files, created_at)
      values (${id}, ${userId}, ${form.action}, ${text}::jsonb, ${files}::jsonb, ${tx.now()})`.execute(tx.db);
    await tx.audit('identity.hold-form', {});
    return id;
  });
}

/** Gives a held form back, once, to the person whose session had ended (or to the browser, where nobody is known). */
export async function takeHeldForm(system: Context, id: string, userId: string): Promise<HeldForm | null> {
  return system.transaction(async (tx) => {
    const { rows } = await sql<HeldForm>`
      delete from held_form
      where id = ${id} and (user_id is null or user_id = ${userId}) and created_at > ${new Date(tx.now().getTime() - 3_600_000)}
      returning action, fields, files`.execute(tx.db);
    await tx.audit('identity.take-held-form', {});
    return rows[0] ?? null;
  });
}

/**
 * The cookie that says that this browser typed the form of this key. A link to somebody else's held form must lead
 * nowhere: it would lay a stranger's text into one's own hands, one press from being sent.
 */
export function heldFormCookie(key: string): string {
  return `held-${key.replace(/[^\w-]/g, '')}`;
}
