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
  /** Of these only these, as a page shows them; all when absent. */
  children?: readonly string[];
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
  /** What the unit itself did of it; null where it recorded nothing. */
  ownValue: number | null;
}

/** What the database gives (`branch_sums_since`). */
interface Given {
  /** Nothing has changed since the answer with this stamp; the rest is left out. Null: of this nothing may be kept. */
  isKnown: boolean;
  stamp: string | null;
  lines: [number: number, measureId: string, populationId: string | null][] | null;
  kept: string | null;
  loose:
    | [unitId: string, isOwn: boolean, measureId: string, populationId: string | null, facts: number, amount: string][]
    | null;
}

/**
 * What branches did in a stretch of days, exact at any moment: what is kept, what is not folded in yet and the facts of
 * days at the edges come from one statement. Units outside the actor's read scopes are left out, as if they were not
 * there. One query; its cost depends on the number of branches and measures, not on that of facts or units below. Of one
 * unit with its branches the same statement says whether anything has changed since this process last read it (decision
 * 270); what has not is not read again.
 */
export async function sumsOfBranches(tx: Tx, wish: SumWish): Promise<readonly BranchSum[]> {
  const { unitIds = [], childrenOf, ...rest } = wish;
  const isBoard = childrenOf !== undefined && unitIds.every((id) => id === childrenOf);
  const remembered = isBoard
    ? tx.remembered<readonly BranchSum[]>(['sums', unitIds.length, childrenOf, rest, tx.today()])
    : undefined;
  const { rows } = await sql<Given>`
    select is_known, stamp, lines, kept, loose
    from branch_sums_since(${remembered?.stamp ?? null}, ${[...unitIds]}::uuid[], ${childrenOf ?? null}::uuid,
                           ${wish.children ? [...wish.children] : null}::uuid[], ${wish.tree === 'today'},
                           ${[...wish.measures]}::text[], ${wish.from}, ${wish.to}, ${tx.today()})`.execute(tx.db);
  const given = rows[0]!;
  if (remembered?.answer && given.isKnown) return remembered.answer;
  const answer = addUp(given, wish);
  if (given.stamp !== null) remembered?.keep(given.stamp, answer, answer.length);
  return answer;
}

/** A row of the answer, and where it is put together. */
interface Line {
  key: string;
  measureId: string;
  populationId: string | null;
}

/** Amounts on their way: whole numbers added at once, and the rest as the database wrote it, to be added to the digit. */
interface Adding {
  factCount: number;
  whole: number;
  broken: string[] | null;
}

interface LineSum {
  line: Line;
  all: Adding;
  own: Adding | null;
}

/** Kept rows and what is not in them, added up for each unit and measure. */
function addUp({ lines, kept, loose }: Given, wish: SumWish): BranchSum[] {
  const asked = wish.populations ? new Set<string | null>(wish.populations) : null;
  const lineOf = (measureId: string, populationId: string | null): Line | undefined => {
    if (asked && !asked.has(populationId)) return undefined;
    const shown = wish.byPopulation ? populationId : null;
    return { measureId, populationId: shown, key: shown === null ? measureId : `${measureId} ${shown}` };
  };
  const byNumber = new Map(lines?.map(([number, ...of]) => [String(number), lineOf(...of)]));
  const sums = new Map<string, Map<string, LineSum>>();
  const sumsOf = (unitId: string): Map<string, LineSum> => {
    let ofUnit = sums.get(unitId);
    if (!ofUnit) sums.set(unitId, (ofUnit = new Map()));
    return ofUnit;
  };
  for (const row of kept?.split(';') ?? []) {
    const [unitId = '', isOwn, numbers = '', counts = '', amounts = ''] = row.split(' ');
    addKept(sumsOf(unitId), isOwn === '1', byNumber, [listed(numbers), listed(counts), listed(amounts)]);
  }
  for (const [unitId, isOwn, measureId, populationId, facts, amount] of loose ?? []) {
    const line = lineOf(measureId, populationId);
    if (line) addLine(sumsOf(unitId), line, isOwn, facts, amount);
  }
  return [...sums].flatMap(([unitId, ofUnit]) => finished(unitId, ofUnit));
}

/** A row as it is kept: numbers of lines, with as many counts of facts and amounts. */
function addKept(
  sums: Map<string, LineSum>,
  isOwn: boolean,
  byNumber: ReadonlyMap<string, Line | undefined>,
  [numbers, counts, amounts]: [string[], string[], string[]],
): void {
  for (let at = 0; at < numbers.length; at += 1) {
    const line = byNumber.get(numbers[at]!);
    if (line) addLine(sums, line, isOwn, Number(counts[at]), amounts[at]!);
  }
}

function addLine(sums: Map<string, LineSum>, line: Line, isOwn: boolean, factCount: number, amount: string): void {
  let sum = sums.get(line.key);
  if (!sum) sums.set(line.key, (sum = { line, all: nothing(), own: null }));
  add(sum.all, factCount, amount);
  if (isOwn) add((sum.own ??= nothing()), factCount, amount);
}

const nothing = (): Adding => ({ factCount: 0, whole: 0, broken: null });

function add(to: Adding, factCount: number, amount: string): void {
  to.factCount += factCount;
  const value = Number(amount);
  if (Number.isSafeInteger(value) && Number.isSafeInteger(to.whole + value)) to.whole += value;
  else if (to.broken) to.broken.push(amount);
  else to.broken = [amount];
}

const valueOf = ({ whole, broken }: Adding): number => (broken ? addDecimals([String(whole), ...broken]) : whole);

function finished(unitId: string, ofUnit: ReadonlyMap<string, LineSum>): BranchSum[] {
  const rows: BranchSum[] = [];
  for (const { line, all, own } of ofUnit.values()) {
    if (all.factCount === 0) continue;
    rows.push({
      unitId,
      measureId: line.measureId,
      populationId: line.populationId,
      value: valueOf(all),
      factCount: all.factCount,
      ownValue: own === null || own.factCount === 0 ? null : valueOf(own),
    });
  }
  return rows;
}

/** The numbers of a list as the database writes one: `{4,7}`. */
function listed(text: string): string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',');
}
