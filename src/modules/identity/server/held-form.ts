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

/** Keeps a form for an hour; returns its key, or null when there is nothing to keep or it is too large. */
export async function holdForm(system: Context, form: HeldForm, userId: string | null): Promise<string | null> {
  const fields = form.fields.filter(([name]) => !/password/i.test(name));
  const text = JSON.stringify(fields);
  if (fields.length === 0 || text.length > largest) return null;
  const id = randomBytes(24).toString('base64url');
  await system.transaction(async (tx) => {
    await sql`delete from held_form where created_at < ${new Date(tx.now().getTime() - 3_600_000)}`.execute(tx.db);
    await sql`
      insert into held_form (id, user_id, action, fields, files, created_at)
      values (${id}, ${userId}, ${form.action}, ${text}::jsonb, ${JSON.stringify(form.files)}::jsonb, ${tx.now()})`.execute(
      tx.db,
    );
    await tx.audit('identity.hold-form', {});
  });
  return id;
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
