import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';

/** Every environment variable the product reads, validated once. */
const envSchema = z.object({
  /** The address people type; decides the origin that forms are accepted from. */
  APP_URL: z.url().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** A PostgreSQL server; without it the embedded database under DATA_DIR is used. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Embedded database, uploads and keys. */
  DATA_DIR: z.string().default('data'),
  /** `demo` loads the demonstration federation into an empty database, `empty` asks for a first administrator. */
  START_WITH: z.enum(['demo', 'empty']).optional(),
  /** Signs sessions; made and kept under DATA_DIR when absent. Required with several web processes. */
  AUTH_SECRET: z.string().min(32).optional(),
  /** smtp://user:password@host:port; without it mail waits in the outbox. */
  SMTP_URL: z.string().startsWith('smtp').optional(),
  MAIL_FROM: z.string().default('Lan Tỏa <lan-toa@localhost>'),
  /** Set to `trust` behind a proxy that sets X-Forwarded-For. */
  PROXY: z.enum(['trust', 'none']).default('none'),
});

export type Env = z.infer<typeof envSchema> & { APP_URL: string };

/** Reads and checks the environment. Throws `env.invalid` naming the variable. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = envSchema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new AppError('env.invalid', { name: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
  }
  return { ...result.data, APP_URL: result.data.APP_URL ?? `http://localhost:${result.data.PORT}` };
}
