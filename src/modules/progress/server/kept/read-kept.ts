import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Remembered } from '#app/db/readings.ts';
import type { Tx } from '#app/platform/context.ts';
import { addTallies, noTally, type Tally } from '#app/modules/progress/tally.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';
import type { BranchUnit, PlacedUnit, TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { ruleKey } from '#app/modules/progress/server/kept/rule-key.ts';
import { differenceOf, fromValues } from '#app/modules/progress/server/kept/tally-columns.ts';
import { loadTallies, type Question } from '#app/modules/progress/server/load-tallies.ts';
import type { KnownBefore } from '#app/modules/progress/server/read-facts.ts';

/** A branch, and the units of it whose sums are wanted: itself, those right below, or any other. */
export interface ShownBranch {
  top: BranchUnit;
  shown: readonly ShownUnit[];
  of: TreeOf;
  /** The day as of which it is seen, and what had been recorded by then; null: all that is known now. */
  on: LocalDate;
  known: KnownBefore;
}

/** `hasBranch` false: known to have nothing below it in today's tree, so that no sum is looked for. */
export type ShownUnit = Pick<BranchUnit, 'id' | 'path'> & { hasBranch?: boolean };

export interface KeptReading {
  /** Positions of the questions that could be read; the others are computed from facts. */
  readonly ready: ReadonlySet<number>;
  /** By position: the sums of the units shown. */
  readonly sums: readonly ReadonlyMap<string, Tally>[];
  /** By position: the tallies of units whose marks are not folded in yet, or which something has touched since the day. */
  readonly fresh: readonly ReadonlyMap<string, Tally>[];
  /** Those units. */
  readonly marked: readonly PlacedUnit[];
}

/** One on its way. */
interface MakingReading {
  ready: ReadonlySet<number>;
  sums: Map<string, Tally>[];
  fresh: Map<string, Tally>[];
  marked: PlacedUnit[];
}

interface Read {
  /** Nothing has changed since the reading with this stamp; the rest is left out. Null: of this nothing may be kept. */
  isKnown: boolean;
  stamp: string | null;
  ready: number[];
  questionIds: number[];
  /** Id of the question, place of the unit from 1, values: a unit's own tally, and the sum of what is below it. */
  sums: [number, number, ...number[]][];
  markedUnits: [number, string, string, string, string | null, LocalDate, LocalDate | null][];
  /** Position of the question, number of the unit, in the tree of a day its path where it is kept and on the day, kept values. */
  marked: [number, number, string | null, string | null, ...number[]][];
}

/** Read as text: what the driver takes apart itself costs more. Null where nothing was read. */
type Text = Pick<Read, 'isKnown' | 'stamp'> &
  Record<'ready' | 'questionIds', number[] | null> &
  Record<'sums' | 'markedUnits' | 'marked', string | null>;

/**
 * Sums of a branch: what is kept, and for units marked since, the difference between now and what is kept. As of a
 * past day too: what is recorded later changes nothing in what was known then, so that only units which something has
 * touched since are looked at again, as of that day. Both are of one snapshot; the facts of marked units are read
 * after it, and differences are taken to what was kept in it, so that a fold in between changes nothing. One query,
 * and four more where a unit is marked. As of today (`hasStamp`) the query also says whether anything has changed
 * since this process last read the same (decision 270).
 */
export async function readKept(tx: Tx, branch: ShownBranch, questions: readonly Question[]): Promise<KeptReading> {
  const { top, shown, of, on } = branch;
  const units = shown.map((unit) => [unit.id, unit.hasBranch]);
  const remembered = hasStamp(tx, branch)
    ? tx.remembered<KeptReading>(['tallies', top.id, units, of, on, questions])
    : undefined;
  const read = await readSums(tx, branch, questions, remembered);
  if (remembered?.answer && read.isKnown) return remembered.answer;
  const answer = await makeReading(tx, branch, questions, read);
  if (read.stamp !== null) remembered?.keep(read.stamp, answer, read.ready.length * shown.length);
  return answer;
}

/**
 * Whether the rows of the unit at the top change with all that is shown: with whatever is below it in today's tree. In
 * the tree of a day they tell of the unit alone: one that is shown below it may have stood elsewhere when a period
 * ended, or hold what another did that had ended before it came here.
 */
function hasStamp(tx: Tx, { top, shown, of, on, known }: ShownBranch): boolean {
  return known === null && on === tx.today() && (of === 'today' || shown.every((unit) => unit.id === top.id));
}

async function makeReading(
  tx: Tx,
  branch: ShownBranch,
  questions: readonly Question[],
  read: Read,
): Promise<KeptReading> {
  const reading: MakingReading = {
    ready: new Set(read.ready),
    sums: questions.map(() => new Map<string, Tally>()),
    fresh: questions.map(() => new Map<string, Tally>()),
    marked: [],
  };
  addKept(branch, read, reading);
  if (read.marked.length > 0) await addMarked(tx, branch, questions, read, reading);
  return reading;
}

function addKept({ shown }: ShownBranch, read: Read, reading: MakingReading): void {
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

async function readSums(
  tx: Tx,
  branch: ShownBranch,
  questions: readonly Question[],
  remembered: Remembered<KeptReading> | undefined,
): Promise<Read> {
  const { top, shown, of, on, known } = branch;
  const summed = shown.flatMap((unit, at) => (of === 'today' && unit.hasBranch === false ? [] : [at + 1]));
  const { rows } = await sql<Text>`
    select is_known, stamp, ready, question_ids, sums, marked_units, marked
    from read_tallies_since(${remembered !== undefined}, ${remembered?.stamp ?? null}, ${top.id}, ${shown.map((unit) => unit.id)}::uuid[], ${summed}::int[], ${of === 'today' ? 'now' : 'then'}, ${tx.today()}, ${on}, ${known},
      ${questions.map((one) => one.rootId)}::uuid[], ${questions.map((one) => ruleKey(one.rule))}::text[],
      ${questions.map((one) => one.period.from)}::date[], ${questions.map((one) => one.period.to)}::date[])`.execute(
    tx.db,
  );
  const { sums, markedUnits, marked, ready, questionIds, ...rest } = rows[0]!;
  return {
    ...rest,
    ready: ready ?? [],
    questionIds: questionIds ?? [],
    sums: JSON.parse(sums ?? '[]') as Read['sums'],
    markedUnits: JSON.parse(markedUnits ?? '[]') as Read['markedUnits'],
    marked: JSON.parse(marked ?? '[]') as Read['marked'],
  };
}

async function addMarked(
  tx: Tx,
  branch: ShownBranch,
  questions: readonly Question[],
  read: Read,
  reading: MakingReading,
): Promise<void> {
  const units = new Map<number, PlacedUnit>();
  for (const [number, id, path, kindId, sectorId, foundedOn, endedOn] of read.markedUnits)
    units.set(number, { id, path, kindId, sectorId, foundedOn, endedOn });
  const asked = questions.map(() => new Set<string>());
  for (const [at, number] of read.marked) asked[at]!.add(units.get(number)!.id);
  reading.marked = [...units.values()];
  const { on, known } = branch;
  const load = () => loadTallies(tx, questions, reading.marked, { on, known, asked });
  // In the tree of a day there may be units that are elsewhere today; in today's, all are within the actor's scopes.
  reading.fresh = branch.of === 'today' ? await load() : await tx.asOwner(load);
  const shown = new Map(branch.shown.map((unit) => [labelOf(unit.path), unit.id]));
  const top = `.${labelOf(branch.top.path)}.`;
  const addTo = (at: number, path: string, tally: Tally): void => {
    const sums = reading.sums[at]!;
    for (const label of path.slice(1, -1).split('.')) {
      const unitId = shown.get(label);
      const sum = unitId === undefined ? undefined : sums.get(unitId);
      if (unitId !== undefined && sum) sums.set(unitId, addTallies(sum, tally));
    }
  };
  for (const [at, number, keptPath, dayPath, ...values] of read.marked) {
    const { id, path } = units.get(number)!;
    const fresh = reading.fresh[at]?.get(id);
    const kept = fromValues(values);
    if (keptPath === dayPath) {
      if (fresh) addTo(at, keptPath ?? path, differenceOf(fresh, kept));
      continue;
    }
    // It stood elsewhere on the day, or was not there yet: then its silence is not this branch's either.
    if (keptPath !== null) addTo(at, keptPath, differenceOf(noTally, kept));
    if (dayPath !== null && fresh) addTo(at, dayPath, fresh);
    if (!dayPath?.includes(top)) reading.fresh[at]?.set(id, noTally);
  }
}
