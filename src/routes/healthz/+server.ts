import { application } from '#app/platform/application.ts';
import { sumsHealth } from '#app/modules/measures/server/index.ts';
import type { RequestHandler } from './$types';

/**
 * For a supervisor or a proxy: 200 while the database answers, 503 otherwise (by the hook for faults). A second line
 * tells whoever watches of sums that were found to differ from their facts: no restart would put them right.
 */
export const GET: RequestHandler = async () => {
  const { services } = await application();
  const { alarmCount } = await sumsHealth(services.database);
  const text = alarmCount === 0 ? 'ok\n' : `ok\nsums that differ from their facts: ${alarmCount}\n`;
  return new Response(text, { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
};
