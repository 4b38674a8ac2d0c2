import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { addTallies, noTally, type Tally } from '#app/modules/progress/tally.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';
import type { BranchUnit, PlacedUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { ruleKey } from '#app/modules/progress/server/kept/rule-key.ts';
import { differenceOf, fromValues } from '#app/modules/progress/server/kept/tally-columns.ts';
import { loadTallies, type Question } from '#app/modules/progress/server/load-tallies.ts';

/** A branch, and the units of it whose sums are wanted: itself, those right below, or any other. */
export interface ShownBranch {
  top: BranchUnit;
  shown: readonly ShownUnit[];
  of: TreeOf;
}

/** `hasBranch` false: known to have nothing below it in today's tree, so that no sum is looked for. */
export type ShownUnit = Pick<BranchUnit, 'id' | 'path'> & { hasBranch?: boolean };

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
  questionIds: number[];
  /** Id of the question, place of the unit from 1, values: a unit's own tally, and the sum of what is below it. */
  sums: [number, number, ...number[]][];
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
  addKept(branch, read, reading);
  if (read.marked.length > 0) await addMarked(tx, branch, questions, read, reading);
  return reading;
}

function addKept({ shown }: ShownBranch, read: Read, reading: KeptReading): void {
  for (const at of read.ready) reading.sums[at] = new Map(shown.map((unit) => [unit.id, noTally]));
  // Two targets of a plan may ask the same question.
  const positions = Map.groupBy(read.ready, (_, index) => read.questionIds[index]!);
  for (const row of read.sums) {
    const kept = fromValues(row, 2);
    const unitId = shown[row[1] - 1]!.id;
    for (const at of positions.get(row[0])!) {
      const sums = reading.sums[at]!;
      const present = sums.get(unitId)!;
      sums.set(unitId, present === noTally ? kept : addTallies(present, kept));
    }
  }
}

async function readSums(tx: Tx, { top, shown, of }: ShownBranch, questions: readonly Question[]): Promise<Read> {
  const summed = shown.flatMap((unit, at) => (of === 'today' && unit.hasBranch === false ? [] : [at + 1]));
  const { rows } = await sql<Omit<Read, 'sums'> & { sums: string }>`
    select ready, question_ids, sums, marked from read_tallies(${top.id}, ${shown.map((unit) => unit.id)}::uuid[], ${summed}::int[], ${of === 'today' ? 'now' : 'then'}, ${tx.today()},
      ${questions.map((one) => one.rootId)}::uuid[], ${questions.map((one) => ruleKey(one.rule))}::text[],
      ${questions.map((one) => one.period.from)}::date[], ${questions.map((one) => one.period.to)}::date[])`.execute(
    tx.db,
  );
  const [read] = rows;
  return read
    ? { ...read, sums: JSON.parse(read.sums) as Read['sums'] }
    : { ready: [], questionIds: [], sums: [], marked: [] };
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
