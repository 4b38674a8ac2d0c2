import { sql } from 'kysely';
import { foldAll } from '#app/platform/folding.ts';
import { tallyFold } from '#app/modules/progress/server/index.ts';
import { timed } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';

/** Folds until every question of every plan is kept; counts what that made. */
export async function buildTallies(nation: OpenNation): Promise<Record<string, string | number>> {
  const count = async () => {
    const { rows } = await nation.system.read((tx) =>
      sql<{ questions: number; tallies: number; megabytes: number }>`
        select (select count(*) from tally_question) as questions, (select count(*) from tally_own) as tallies,
          round((pg_total_relation_size('tally_own') + pg_total_relation_size('tally_branch')) / 1e6) as megabytes`.execute(
        tx.db,
      ),
    );
    return rows[0]!;
  };
  const before = await count();
  const { ms } = await timed(() => foldAll(nation.system, tallyFold));
  const after = await count();
  const built = after.tallies - before.tallies;
  return {
    units: nation.root.unitCount,
    ...after,
    'built now': built,
    seconds: Math.round(ms / 1000),
    'tallies a second': built === 0 ? '' : Math.round(built / (ms / 1000)),
  };
}
