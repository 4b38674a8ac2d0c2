import { sql } from 'kysely';
import { application } from '#app/platform/application.ts';
import type { RequestHandler } from './$types';

/** For a supervisor or a proxy: 200 while the database answers, 503 otherwise (by the hook for faults). */
export const GET: RequestHandler = async () => {
  const { services } = await application();
  await sql`select 1`.execute(services.database.db);
  return new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
};
