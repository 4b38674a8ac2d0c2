import { foldAll } from '#app/platform/folding.ts';
import { foldFacts } from '#app/modules/measures/server/index.ts';
import { percentile, shown, timed } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';
import { contributionsOf, newSource, record, someUnits, takeBack, type Recorded } from './record-facts.ts';

export interface FactCost {
  units: number;
  statements: number[];
  transactions: number[];
  /** Milliseconds of folding, for each fact of a batch. */
  folds: number[];
}

const day = '2026-11-18';
const factsEach = contributionsOf(day, 1).length;

/**
 * What a source of five facts costs in trees of several sizes: the statements that record it, the whole transaction, and
 * what folding costs afterwards. Rounds go from tree to tree, so that whatever else the machine does falls on all alike.
 */
export async function costOfAFact(
  nations: readonly OpenNation[],
  rounds: number,
  sources: number,
): Promise<FactCost[]> {
  const units = await Promise.all(nations.map((nation) => someUnits(nation, 500)));
  const costs: FactCost[] = nations.map((nation) => ({
    units: nation.root.unitCount,
    statements: [],
    transactions: [],
    folds: [],
  }));
  const recorded: Recorded[][] = nations.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, nation] of nations.entries()) {
      for (let i = 0; i < sources; i += 1) {
        const unitId = units[at]?.[(round * sources + i) % units[at].length] ?? '';
        const one = newSource(unitId, contributionsOf(day, i));
        const { statementMs, transactionMs } = await record(nation.root.ctx, one);
        recorded[at]?.push(one);
        // The first round is not counted: caches are cold.
        if (round > 0) costs[at]?.statements.push(statementMs);
        if (round > 0) costs[at]?.transactions.push(transactionMs);
      }
      const { ms } = await timed(() => foldAll(nation.system, foldFacts));
      if (round > 0) costs[at]?.folds.push(ms / (sources * factsEach));
    }
  }
  for (const [at, nation] of nations.entries()) await takeBack(nation.system, recorded[at] ?? []);
  return costs;
}

/** One line for each tree, with how it stands to the first. */
export function costTable(costs: readonly FactCost[]): Record<string, string | number>[] {
  const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
  const middle = (values: readonly number[]): number => percentile(sorted(values), 0.5);
  const [base] = costs;
  const ratio = (of: number, to: number): string => (of / to).toFixed(2);
  const whole = (cost: FactCost): number => middle(cost.transactions) / factsEach + middle(cost.folds);
  return costs.map((cost) => ({
    units: cost.units,
    sources: cost.statements.length,
    'recording p50 ms': shown(middle(cost.statements)),
    'recording p95 ms': shown(percentile(sorted(cost.statements), 0.95)),
    'transaction p50 ms': shown(middle(cost.transactions)),
    'folding a fact p50 ms': shown(middle(cost.folds)),
    'a fact in all ms': shown(whole(cost)),
    'recording, of the first': ratio(middle(cost.statements), middle(base?.statements ?? [])),
    'transaction, of the first': ratio(middle(cost.transactions), middle(base?.transactions ?? [])),
    'folding, of the first': ratio(middle(cost.folds), middle(base?.folds ?? [])),
    'in all, of the first': ratio(whole(cost), base ? whole(base) : NaN),
  }));
}
