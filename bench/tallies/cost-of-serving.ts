import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { foldAll } from '#app/platform/folding.ts';
import { emitFacts, type Contribution } from '#app/modules/measures/server/index.ts';
import { tallyFold } from '#app/modules/progress/server/index.ts';
import { timed } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';

export interface ServingCost {
  units: number;
  transactions: number[];
  /** Milliseconds of folding, for each source of a batch. */
  folds: number[];
}

const day = '2026-11-18';

/**
 * What a source whose facts serve a target costs in trees of several sizes, recorded and folded. Rounds go from tree to
 * tree, so that whatever else the machine does falls on all alike; the first is not counted.
 */
export async function costOfServing(
  nations: readonly OpenNation[],
  rounds: number,
  sources: number,
): Promise<ServingCost[]> {
  const served = await Promise.all(nations.map(servedBy));
  const costs: ServingCost[] = nations.map((nation) => ({
    units: nation.root.unitCount,
    transactions: [],
    folds: [],
  }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, nation] of nations.entries()) {
      const { unitIds, rootId } = served[at]!;
      const made: { id: string; orgUnitId: string }[] = [];
      for (let i = 0; i < sources; i += 1) {
        const one = { id: randomUUID(), orgUnitId: unitIds[(round * sources + i) % unitIds.length]! };
        const { ms } = await timed(() => emit(nation, one, contributionsTo(rootId)));
        if (round > 0) costs[at]!.transactions.push(ms);
        made.push(one);
      }
      const { ms } = await timed(() => foldAll(nation.system, tallyFold));
      if (round > 0) costs[at]!.folds.push(ms / sources);
      for (const one of made) await emit(nation, one, []);
      await foldAll(nation.system, tallyFold);
    }
  }
  return costs;
}

const emit = (nation: OpenNation, source: { id: string; orgUnitId: string }, facts: Contribution[]): Promise<void> =>
  nation.system.transaction(async (tx) => {
    await emitFacts(tx, { type: 'activity', ...source }, facts);
    await tx.audit('bench.fact');
  });

const contributionsTo = (rootId: string): Contribution[] =>
  (['activities', 'persons', 'attendances'] as const).flatMap((measureId) =>
    [null, rootId].map((targetRootId) => ({
      measureId,
      populationId: measureId === 'activities' ? null : 'members',
      targetRootId,
      happenedOn: day,
      value: 1,
    })),
  );

async function servedBy(nation: OpenNation): Promise<{ unitIds: string[]; rootId: string }> {
  const { rows } = await nation.system.read((tx) =>
    sql<{ unitIds: string[]; rootId: string }>`
      select array(select id from org_unit where kind_id = 'grassroots_union' and ended_on is null order by id limit 500) as unit_ids,
        (select root_id from plan_target where plan_id = ${nation.root.planId} order by position limit 1) as root_id`.execute(
      tx.db,
    ),
  );
  return rows[0]!;
}
