import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { WorkKeeper } from '#app/modules/orgs/server/index.ts';

/**
 * A unit that counts for something was there: its founding is not undone. Whoever records has a say of its own before
 * this one; figures that a unit stated have none. Facts stay with the unit that they are of: none is open work.
 */
export const factKeeper: WorkKeeper = {
  subject: 'measures',
  kinds: [],
  countOpen: async () => [],
  handOver: async () => {},
  async refuseVanishing(tx, units) {
    const { rows } = await sql<{ unitId: string; count: number }>`
      select org_unit_id as unit_id, count(*) as count from (
        select org_unit_id, source_id from fact
        where org_unit_id = any(${units.map((unit) => unit.id)}::uuid[])
        group by org_unit_id, source_id, measure_id, population_id, target_root_id, happened_on having sum(value) <> 0
      ) f group by 1 order by 1 limit 1`.execute(tx.db);
    const [held] = rows;
    if (!held) return;
    const name = units.find((unit) => unit.id === held.unitId)?.name ?? '';
    throw new AppError('orgs.undo_has_figures', { name, count: held.count });
  },
};
