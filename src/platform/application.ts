import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '#app/platform/env.ts';
import { openDatabase } from '#app/db/connect.ts';
import { migrateToLatest } from '#app/db/migrator.ts';
import { systemClock } from '#app/platform/clock.ts';
import { systemContext, type Context, type Services } from '#app/platform/context.ts';
import { openJobQueue } from '#app/platform/jobs.ts';
import { smtpTransport } from '#app/platform/mail-transport.ts';

/** The running process: its environment, its services, and a context that sees everything. */
export interface Application {
  readonly env: Env;
  readonly services: Services;
  readonly system: Context;
  close(): Promise<void>;
}

// The built site and plain Node each load their own copy of this module; there is one database all the same.
const slot = Symbol.for('lantoa.application');
type Slots = { [slot]?: Promise<Application> };

/** Opens the database, brings it up to date and readies the job queue. Nothing listens yet. */
export async function openApplication(env: Env, options: { migrate?: boolean } = {}): Promise<Application> {
  const database = await openDatabase(env);
  try {
    if (options.migrate !== false) await migrateToLatest(database.db);
    const uploadsDir = join(env.DATA_DIR, 'uploads');
    mkdirSync(uploadsDir, { recursive: true });
    const jobs = openJobQueue(database);
    const mail = env.SMTP_URL ? smtpTransport(env.SMTP_URL, env.MAIL_FROM) : null;
    const services: Services = { database, jobs, clock: systemClock, uploadsDir, mail, appUrl: env.APP_URL };
    return {
      env,
      services,
      system: systemContext(services),
      async close() {
        await jobs.stop();
        mail?.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Keeps the application of this process where both copies of the code find it. */
export function holdApplication(opening: Promise<Application>): Promise<Application> {
  (globalThis as Slots)[slot] = opening;
  return opening;
}

/** The application of this process; opened by the web process, the worker or `vite dev` (through the hooks). */
export function application(open?: () => Promise<Application>): Promise<Application> {
  const held = (globalThis as Slots)[slot];
  if (held) return held;
  if (!open) throw new Error('The application has not been opened in this process.');
  return holdApplication(open());
}
