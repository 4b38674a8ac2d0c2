import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { foldAll } from '#app/platform/folding.ts';
import { emitFacts, foldFacts, type Contribution } from '#app/modules/measures/server/index.ts';
import { tallyFold } from '#app/modules/progress/server/index.ts';
import { percentile, shown, timed } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';
import { processorTime } from '../processor-time.ts';

export interface ServingCost {
  units: number;
  transactions: number[];
  /** Milliseconds of folding, for each source of a batch. */
  folds: number[];
  /** Processor time of the database for all that was counted, in milliseconds. */
  recordingCpu: number;
  foldingCpu: number;
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
    recordingCpu: 0,
    foldingCpu: 0,
  }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, nation] of nations.entries()) {
      // What is counted of the first round is thrown away.
      const cost = round === 0 ? structuredClone(costs[at]!) : costs[at]!;
      const { unitIds, rootId } = served[at]!;
      const made = Array.from({ length: sources }, (_, i) => ({
        id: randomUUID(),
        orgUnitId: unitIds[(round * sources + i) % unitIds.length]!,
      }));
      cost.recordingCpu += await processorTime(nation.services.database, async () => {
        for (const one of made)
          cost.transactions.push((await timed(() => emit(nation, one, contributionsTo(rootId)))).ms);
      });
      cost.foldingCpu += await processorTime(nation.services.database, async () => {
        const { ms } = await timed(() => foldAll(nation.system, tallyFold));
        cost.folds.push(ms / sources);
      });
      for (const one of made) await emit(nation, one, []);
      await foldAll(nation.system, tallyFold);
    }
  }
  // Boards of measures read what waits, and these facts wait for their sums too.
  for (const nation of nations) await foldAll(nation.system, foldFacts);
  return costs;
}

/** Medians, and every figure of the trees after the first beside that of the first. */
export function costTable(costs: readonly ServingCost[]): Record<string, string | number>[] {
  const median = (times: readonly number[]): number =>
    percentile(
      times.toSorted((a, b) => a - b),
      0.5,
    );
  const figures = costs.map((cost) => {
    const count = cost.transactions.length;
    const [recording, folding] = [median(cost.transactions), median(cost.folds)];
    const [recordingCpu, foldingCpu] = [cost.recordingCpu / count, cost.foldingCpu / count];
    return {
      recording,
      folding,
      both: recording + folding,
      recordingCpu,
      foldingCpu,
      bothCpu: recordingCpu + foldingCpu,
    };
  });
  const least = Math.min(...costs.map((cost) => cost.units));
  const base = figures[costs.findIndex((cost) => cost.units === least)]!;
  return costs.map(({ units }, at) => {
    const one = figures[at]!;
    return {
      units,
      'transaction p50 ms': shown(one.recording),
      'folding a source p50 ms': shown(one.folding),
      'recording CPU ms': shown(one.recordingCpu),
      'folding CPU ms': shown(one.foldingCpu),
      'both by the clock': (one.both / base.both).toFixed(2),
      'both in CPU': (one.bothCpu / base.bothCpu).toFixed(2),
    };
  });
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
