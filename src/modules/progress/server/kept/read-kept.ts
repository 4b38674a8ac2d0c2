import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { addTallies, type Tally } from '#app/modules/progress/tally.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';
import type { BranchUnit, PlacedUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { ruleKey } from '#app/modules/progress/server/kept/rule-key.ts';
import { differenceOf, fromValues } from '#app/modules/progress/server/kept/tally-columns.ts';
import { loadTallies, type Question } from '#app/modules/progress/server/load-tallies.ts';

/** A branch, and the units of it whose sums are wanted: itself, those right below, or any other. */
export interface ShownBranch {
  top: BranchUnit;
  shown: readonly Pick<BranchUnit, 'id' | 'path'>[];
  of: TreeOf;
}

export interface KeptReading {
  /** Positions of the questions that could be read; the others are computed from facts. */
  ready: ReadonlySet<number>;
  /** By position: the sums of the units shown. */
  sums: Map<string, Tally>[];
  /** By position: the tallies of units whose marks are not folded in yet. */
  fresh: Map<string, Tally>[];
  /** Those units. */
  marked: PlacedUnit[];
}

interface Read {
  ready: number[];
  sums: [number, string, ...number[]][];
  marked: [number, string, string, string, string | null, LocalDate, LocalDate | null, ...number[]][];
}

/**
 * Sums of a branch as of today: what is kept, and for units marked since, the difference between now and what is kept.
 * Both are of one snapshot; the facts of marked units are read after it, and differences are taken to what was kept in
 * it, so that a fold in between changes nothing. One query, and four more where a unit is marked.
 */
export async function readKept(tx: Tx, branch: ShownBranch, questions: readonly Question[]): Promise<KeptReading> {
  const read = await readSums(tx, branch, questions);
  const reading: KeptReading = {
    ready: new Set(read.ready),
    sums: questions.map(() => new Map<string, Tally>()),
    fresh: questions.map(() => new Map<string, Tally>()),
    marked: [],
  };
  for (const [at, unitId, ...values] of read.sums) reading.sums[at]!.set(unitId, fromValues(values));
  if (read.marked.length > 0) await addMarked(tx, branch, questions, read, reading);
  return reading;
}

async function readSums(tx: Tx, { top, shown, of }: ShownBranch, questions: readonly Question[]): Promise<Read> {
  const { rows } = await sql<{ read: Read | null }>`
    select read_tallies(${top.id}, ${shown.map((unit) => unit.id)}::uuid[], ${of === 'today' ? 'now' : 'then'}, ${tx.today()},
      ${questions.map((one) => one.rootId)}::uuid[], ${questions.map((one) => ruleKey(one.rule))}::text[],
      ${questions.map((one) => one.period.from)}::date[], ${questions.map((one) => one.period.to)}::date[]) as read`.execute(
    tx.db,
  );
  return rows[0]?.read ?? { ready: [], sums: [], marked: [] };
}

async function addMarked(
  tx: Tx,
  branch: ShownBranch,
  questions: readonly Question[],
  read: Read,
  reading: KeptReading,
): Promise<void> {
  const units = new Map<string, PlacedUnit>();
  const asked = new Set<string>();
  for (const [at, id, path, kindId, sectorId, foundedOn, endedOn] of read.marked) {
    units.set(id, { id, path, kindId, sectorId, foundedOn, endedOn });
    asked.add(`${at}|${id}`);
  }
  reading.marked = [...units.values()];
  const load = () =>
    loadTallies(tx, questions, reading.marked, {
      on: tx.today(),
      known: null,
      isAsked: (at, unitId) => asked.has(`${at}|${unitId}`),
    });
  // In the tree of a day there may be units that are elsewhere today; in today's, all are within the actor's scopes.
  reading.fresh = branch.of === 'today' ? await load() : await tx.asOwner(load);
  const shown = new Map(branch.shown.map((unit) => [labelOf(unit.path), unit.id]));
  for (const [at, id, path, , , , , ...kept] of read.marked) {
    const fresh = reading.fresh[at]?.get(id);
    if (!fresh) continue;
    const difference = differenceOf(fresh, fromValues(kept));
    const sums = reading.sums[at]!;
    for (const label of path.slice(1, -1).split('.')) {
      const unitId = shown.get(label);
      const sum = unitId === undefined ? undefined : sums.get(unitId);
      if (unitId !== undefined && sum) sums.set(unitId, addTallies(sum, difference));
    }
  }
}
