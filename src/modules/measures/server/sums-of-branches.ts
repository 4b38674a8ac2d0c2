import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

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

/**
 * What branches did in a stretch of days, exact at any moment: what is kept, what is not folded in yet and the facts of
 * days at the edges come from one statement. Units outside the actor's read scopes are left out, as if they were not
 * there. One query; its cost depends on the number of branches and measures, not on that of facts or units below.
 */
export async function sumsOfBranches(tx: Tx, wish: SumWish): Promise<BranchSum[]> {
  const population = wish.byPopulation ? sql`s.population_id` : sql`null::text`;
  const { rows } = await sql<BranchSum>`
    select s.unit_id, s.measure_id, ${population} as population_id, sum(s.value) as value, sum(s.fact_count) as fact_count
    from branch_sums(${[...(wish.unitIds ?? [])]}::uuid[], ${wish.childrenOf ?? null}::uuid, ${wish.tree === 'today'},
                     ${[...wish.measures]}::text[], ${wish.from}, ${wish.to}, ${tx.today()}) s
    ${wish.populations ? sql`where s.population_id = any(${[...wish.populations]}::text[])` : sql``}
    group by 1, 2, 3`.execute(tx.db);
  return rows;
}
