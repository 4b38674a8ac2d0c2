import { sql } from 'kysely';
import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';
import { addTallies, noTally, type Tally } from '#app/modules/progress/tally.ts';
import { branchUnits, type BranchUnit, type TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { readKept, type KeptReading, type ShownUnit } from '#app/modules/progress/server/kept/read-kept.ts';
import { ruleKey } from '#app/modules/progress/server/kept/rule-key.ts';
import { loadTallies, type Question } from '#app/modules/progress/server/load-tallies.ts';
import type { KnownBefore } from '#app/modules/progress/server/read-facts.ts';

/** What is seen of a day that has passed: what was known that day, or what is known of it today. */
export type KnownBy = 'then' | 'today';

export interface Branch {
  top: BranchUnit;
  /** The units of the branch whose sums are wanted, the top among them where it is. */
  shown: readonly ShownUnit[];
  of: TreeOf;
  on: LocalDate;
  knownBy: KnownBy;
  /** As of today, what is not kept yet is left out and told of: computing it would read the facts of a nation. */
  leavesUncounted?: boolean;
}

export interface BranchTallies {
  /** By question: the sums of each shown unit with all below it. */
  sums: ReadonlyMap<string, Tally>[];
  /** Positions of questions that were left out; their sums are empty. */
  uncounted: ReadonlySet<number>;
  /** Units of the branch that reported nothing though a question asks them: some of them when they are very many. */
  silentIds(at: number): Promise<string[]>;
}

/**
 * The one way to sums of tallies. They are kept (`kept/`), as of today and as of a past day, and the query count does not
 * depend on the size of the branch. For a question that is not kept yet or a unit above or beside the plan's they are
 * computed from facts, four queries for each day whose tree is asked for.
 */
export async function branchTallies(tx: Tx, branch: Branch, questions: readonly Question[]): Promise<BranchTallies> {
  const reading = await readWhatIsKept(tx, branch, questions);
  const sums = [...reading.sums];
  const own = new Map<number, Map<string, Tally>>();
  const isLeft = branch.leavesUncounted === true && branch.on === tx.today();
  const toCompute = isLeft ? [] : daysToCompute(branch, questions, reading.ready);
  for (const [day, positions] of toCompute) {
    const computed = await computeTallies(
      tx,
      branch,
      day,
      positions.map((at) => questions[at]!),
    );
    for (const [index, at] of positions.entries()) {
      sums[at] = computed.sums[index]!;
      own.set(at, computed.own[index]!);
    }
  }
  return {
    sums,
    uncounted: new Set(isLeft ? questions.keys().filter((at) => !reading.ready.has(at)) : []),
    async silentIds(at) {
      const computed = own.get(at);
      if (computed) return silentOf(computed);
      return silentKept(tx, branch, questions[at]!, reading, at);
    },
  };
}

/** The moment before which all must have been recorded that counts on a day: its end in Vietnam; null: whatever is known. */
export function knownBefore(tx: Tx, branch: Branch): KnownBefore {
  const isPast = branch.on < tx.today() && branch.knownBy === 'then';
  return isPast ? new Date(`${addDays(branch.on, 1)}T00:00:00+07:00`) : null;
}

/** What is known today of a past day is kept only where the question's period was over by then. */
async function readWhatIsKept(tx: Tx, branch: Branch, questions: readonly Question[]): Promise<KeptReading> {
  const { on } = branch;
  const known = knownBefore(tx, branch);
  const isNow = on === tx.today();
  const asked = questions.flatMap((question, at) =>
    isNow || known !== null || (on >= question.period.to && on < tx.today()) ? [at] : [],
  );
  const sums = questions.map((): ReadonlyMap<string, Tally> => new Map());
  const fresh = questions.map((): ReadonlyMap<string, Tally> => new Map());
  if (asked.length === 0) return { ready: new Set(), sums, fresh, marked: [] };
  const read = await readKept(
    tx,
    { ...branch, known },
    asked.map((at) => questions[at]!),
  );
  for (const [index, at] of asked.entries()) {
    sums[at] = read.sums[index]!;
    fresh[at] = read.fresh[index]!;
  }
  return { sums, fresh, marked: read.marked, ready: new Set([...read.ready].map((index) => asked[index]!)) };
}

/** The questions to compute, by the day whose tree they are summed over. */
export function daysToCompute(
  { of, on }: Branch,
  questions: readonly Question[],
  ready: ReadonlySet<number>,
): Map<LocalDate, number[]> {
  const days = new Map<LocalDate, number[]>();
  for (const [at, { period }] of questions.entries()) {
    if (ready.has(at)) continue;
    const day = of === 'today' || on < period.to ? on : period.to;
    days.set(day, [...(days.get(day) ?? []), at]);
  }
  return days;
}

/** Own tallies and sums from facts, over a whole branch. */
export async function computeTallies(
  tx: Tx,
  branch: Branch,
  day: LocalDate,
  questions: readonly Question[],
): Promise<{ own: Map<string, Tally>[]; sums: Map<string, Tally>[] }> {
  const { top, shown, of, on } = branch;
  const known = knownBefore(tx, branch);
  const load = async () => {
    const units = await branchUnits(tx, top, { of, on: day });
    return { units, own: await loadTallies(tx, questions, units, { on, known }) };
  };
  const { units, own } = of === 'today' ? await load() : await tx.asOwner(load);
  const byLabel = new Map(shown.map((unit) => [labelOf(unit.path), unit.id]));
  const above = units.map((unit) => ({
    id: unit.id,
    shown: unit.path
      .slice(1, -1)
      .split('.')
      .flatMap((label) => byLabel.get(label) ?? []),
  }));
  const sums = own.map((tallies) => {
    const sum = new Map<string, Tally>(shown.map((unit) => [unit.id, { ...noTally }]));
    for (const unit of above)
      for (const id of unit.shown) sum.set(id, addTallies(sum.get(id)!, tallies.get(unit.id) ?? noTally));
    return sum;
  });
  return { own, sums };
}

function silentOf(own: ReadonlyMap<string, Tally>): string[] {
  return [...own].flatMap(([id, tally]) => (tally.notReported > 0 ? [id] : []));
}

/** More than are ever named, less the few that may have reported since. */
const mostSilent = 500;

async function silentKept(
  tx: Tx,
  { top, of }: Branch,
  question: Question,
  { fresh }: KeptReading,
  at: number,
): Promise<string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select unit_id from read_silent_units(${top.id}, ${of === 'today' ? 'now' : 'then'}, ${tx.today()}, ${question.rootId},
      ${ruleKey(question.rule)}, ${question.period.from}, ${question.period.to}, ${mostSilent + (fresh[at]?.size ?? 0)})`.execute(
    tx.db,
  );
  const since = fresh[at] ?? new Map<string, Tally>();
  const kept = rows.map((row) => row.unitId).filter((id) => !since.has(id));
  return [...kept, ...silentOf(since).slice(0, mostSilent)];
}
