import { sql } from 'kysely';
import type { OpenNation } from '../nation/open-nation.ts';

/**
 * Gives the plan of the largest province so many targets more, which its branches inherit nowhere: each asks another
 * number of activities of every grassroots union, so that none shares its tallies with another.
 */
export async function givePlan(nation: OpenNation, count: number): Promise<void> {
  const { planId } = nation.province;
  await nation.system.transaction(async (tx) => {
    // An issued plan does not change: past its guard, as the made nation itself was written.
    await sql`set local session_replication_role = replica`.execute(tx.db);
    await sql`
      insert into plan_target (id, plan_id, position, root_id, statement, shape, value, unit, min_per_unit, cadence)
      select id, ${planId}, 100 + n, root_id, 'Mỗi công đoàn cơ sở tổ chức ít nhất ' || n || ' hoạt động', 'unit_rate', 100,
        'percent', n, 'yearly'
      from generate_series(1, ${count}) n
      cross join lateral (select gen_random_uuid() as id where n > 0) i
      cross join lateral (
        select root_id from plan_target where plan_id = ${planId} and position < 100 order by position offset (n % 12) limit 1
      ) r
      where not exists (select from plan_target t where t.plan_id = ${planId} and t.position = 100 + n)`.execute(tx.db);
    await sql`delete from tally_plan where plan_id = ${planId}`.execute(tx.db);
  });
}
