import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { addDecimals } from '#app/modules/measures/add-decimals.ts';

/** The tree that facts add up through: today's, or the one of each fact's day, which is what was reported then. */
export type SumTree = 'today' | 'then';

export interface SumWish {
  /** Units whose own facts and those of everything below are asked for … */
  unitIds?: readonly string[];
  /**
   * … and those of each unit right below this one. In the tree of then a child counts only for the days on which it
   * stood there, so that the unit's own facts and its children always add up to its total.
   */
  childrenOf?: string;
  measures: readonly string[];
  /** Only these groups of people; all facts when absent. */
  populations?: readonly string[];
  /** Both days included. */
  from: LocalDate;
  to: LocalDate;
  tree: SumTree;
  /** A row for each group of people; otherwise one over all of them. */
  byPopulation?: boolean;
}

export interface BranchSum {
  unitId: string;
  measureId: string;
  /** Null for all groups together, and for what is not counted by people. */
  populationId: string | null;
  value: number;
  /** How many facts it was made of, corrections among them; never 0: what has no fact has no row. */
  factCount: number;
}

/** What the database gives (`branch_sums`): a line of sums, a kept row as it lies, or what is not in a kept row. */
interface GivenRow {
  unitId: string | null;
  measureId: string | null;
  populationId: string | null;
  /** `{4,7}`, with as many counts and amounts; of a line its number. */
  lines: string | null;
  factCounts: string | null;
  amounts: string | null;
}

/**
 * What branches did in a stretch of days, exact at any moment: what is kept, what is not folded in yet and the facts of
 * days at the edges come from one statement. Units outside the actor's read scopes are left out, as if they were not
 * there. One query; its cost depends on the number of branches and measures, not on that of facts or units below.
 */
export async function sumsOfBranches(tx: Tx, wish: SumWish): Promise<BranchSum[]> {
  const { rows } = await sql<GivenRow>`
    select unit_id, measure_id, population_id, lines, fact_counts, amounts
    from branch_sums(${[...(wish.unitIds ?? [])]}::uuid[], ${wish.childrenOf ?? null}::uuid, ${wish.tree === 'today'},
                     ${[...wish.measures]}::text[], ${wish.from}, ${wish.to}, ${tx.today()})`.execute(tx.db);
  return addUp(rows, wish);
}

/** A sum on its way: what is to be added, as the database wrote it. */
interface Adding {
  measureId: string;
  populationId: string | null;
  factCount: number;
  amounts: string[];
}

/** Kept rows and what is not in them, added up for each unit and measure. */
function addUp(rows: readonly GivenRow[], wish: SumWish): BranchSum[] {
  const asked = wish.populations ? new Set<string | null>(wish.populations) : null;
  const lines = new Map<string, { measureId: string; populationId: string | null; key: string }>();
  const lineOf = (measureId: string, populationId: string | null) => {
    const shown = wish.byPopulation ? populationId : null;
    return { measureId, populationId: shown, key: shown === null ? measureId : `${measureId} ${shown}` };
  };
  const sums = new Map<string, Map<string, Adding>>();
  for (const { unitId, measureId, populationId, lines: numbers, factCounts, amounts } of rows) {
    if (measureId !== null && asked && !asked.has(populationId)) continue;
    if (unitId === null || factCounts === null || amounts === null) {
      if (measureId !== null && numbers !== null) lines.set(numbers, lineOf(measureId, populationId));
      continue;
    }
    let ofUnit = sums.get(unitId);
    if (!ofUnit) sums.set(unitId, (ofUnit = new Map()));
    if (measureId !== null) {
      add(ofUnit, lineOf(measureId, populationId), factCounts, amounts);
      continue;
    }
    const [counts, values] = [listed(factCounts), listed(amounts)];
    for (const [at, number] of listed(numbers ?? '{}').entries()) {
      const line = lines.get(number);
      if (line) add(ofUnit, line, counts[at] ?? '0', values[at] ?? '0');
    }
  }
  return [...sums].flatMap(([unitId, ofUnit]) =>
    [...ofUnit.values()]
      .filter((one) => one.factCount !== 0)
      .map(({ amounts, ...one }) => ({ unitId, ...one, value: addDecimals(amounts) })),
  );
}

function add(
  sums: Map<string, Adding>,
  { key, ...line }: { key: string; measureId: string; populationId: string | null },
  factCount: string,
  amount: string,
): void {
  const sum = sums.get(key);
  if (!sum) sums.set(key, { ...line, factCount: Number(factCount), amounts: [amount] });
  else {
    sum.factCount += Number(factCount);
    sum.amounts.push(amount);
  }
}

/** The numbers of a list as the database writes one: `{4,7}`. */
function listed(text: string): string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',');
}
