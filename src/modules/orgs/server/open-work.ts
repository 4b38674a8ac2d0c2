import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import {
  effectiveChoice,
  type WorkChoice,
  type WorkChoices,
  type WorkKind,
} from '#app/modules/orgs/open-work-choices.ts';

/** So much unfinished work of one kind, in words of the subject that keeps it, and what happens to it. */
export interface OpenWork {
  /** Message key with `{count}`. */
  key: string;
  count: number;
  /** How many of them are past their day today. */
  lateCount: number;
  choice: WorkChoice;
  /** Belongs to whoever stands above the units below afterwards, successor or not. */
  followsTree?: true;
  /** Can be nobody else's: whoever stands above finishes it for the ended unit. */
  staysPut?: true;
}

/** The ending of one unit, as its keepers hear of it. */
export interface HandOver {
  from: string;
  to: string | null;
  on: LocalDate;
  /** What happens to a kind of work: `successor` only where there is one. */
  choiceOf(key: string): WorkChoice;
}

/** Each piece of work with the ending of the unit that left it. */
export function withEnding<W>(
  endings: readonly HandOver[],
  pieces: readonly W[],
  unitOf: (piece: W) => string,
): { piece: W; ending: HandOver }[] {
  const byUnit = new Map(endings.map((ending) => [ending.from, ending]));
  return pieces.flatMap((piece) => {
    const ending = byUnit.get(unitOf(piece));
    return ending ? [{ piece, ending }] : [];
  });
}

/** Why a piece of work did not go to a successor, for the log. */
export function reasonLeft({ to, choiceOf }: HandOver, key: string): string {
  if (to === null) return 'unit_ended_without_successor';
  return choiceOf(key) === 'close' ? 'closed_by_decision' : 'left_by_decision';
}

/** A thing that a unit owes or did, for the list on its page. Without words: those are chosen where it is shown. */
export interface UnitWorkLine {
  id: string;
  /** What people called it. */
  title: string;
  href: string;
  /** Key of the one line about it; the message may name `{date}`, the day below, and what `params` give. */
  noteKey: string;
  params?: Record<string, string | number>;
  /** When it was done, or is due; null for what is owed without a day. */
  on: LocalDate | null;
  /** A small picture of it. */
  thumbFileId?: string | null;
}

/** What a subject (plans, activities, reports) knows of a unit's work, and does when the unit ends. */
export interface WorkKeeper {
  /** The subject's name; registering twice replaces. */
  subject: string;
  kinds: readonly WorkKind[];
  /** What units leave unfinished when they end on that day, by unit and kind: the same queries however many they are. */
  countOpen(
    tx: Tx,
    unitIds: readonly string[],
    effectiveOn: LocalDate,
  ): Promise<{ unitId: string; key: string; count: number; lateCount: number }[]>;
  /**
   * Gives it to the successor, closes it early, or leaves it to be read, with the reason in the log; same transaction.
   * Of all units that have any at once: a set ends a thousand of them.
   */
  handOver(tx: Tx, endings: readonly HandOver[]): Promise<void>;
  /** Throws where one of these units, about to be taken away as never founded, has work of its own. */
  refuseVanishing?(tx: Tx, units: readonly { id: string; name: string }[]): Promise<void>;
  /** Rows of any subject, by id, stand with the unit again that had them before it ended: what hangs on them follows. */
  returned?(tx: Tx, rowIds: readonly string[]): Promise<void>;
  /** What the unit owes today; a few lines. */
  owes?(tx: Tx, unitId: string): Promise<UnitWorkLine[]>;
  /** What the unit did lately, the latest first, named in the reader's language; a few lines. */
  did?(tx: Tx, unitId: string, locale: Context['locale']): Promise<UnitWorkLine[]>;
}

// Units stand under all subjects and may not know them: each registers itself where the process is put together. The
// built site and plain Node each load this file; they share one list.
const slot = Symbol.for('lantoa.workKeepers');
type Slots = { [slot]?: Map<string, WorkKeeper> };
const keepers = (): Map<string, WorkKeeper> => ((globalThis as Slots)[slot] ??= new Map());

/** Makes a subject's open work part of every merger and dissolution. */
export function registerWorkKeeper(keeper: WorkKeeper): void {
  keepers().set(keeper.subject, keeper);
}

export interface HandedOver extends OpenWork {
  unitId: string;
}

/** What units leave unfinished and what would happen to it; nothing is touched. `ends`: whether somebody succeeds each. */
export async function countOpenWork(
  tx: Tx,
  ends: ReadonlyMap<string, boolean>,
  effectiveOn: LocalDate,
  choices: WorkChoices = {},
): Promise<HandedOver[]> {
  const open: HandedOver[] = [];
  for (const keeper of keepers().values()) open.push(...(await countOf(tx, keeper, ends, effectiveOn, choices)));
  return open;
}

/** Counts what units leave unfinished, then hands it over, closes it or leaves it, kind by kind. */
export async function handOverOpenWork(
  tx: Tx,
  ends: readonly { unitId: string; successorId: string | null }[],
  effectiveOn: LocalDate,
  choices: WorkChoices = {},
): Promise<HandedOver[]> {
  const open: HandedOver[] = [];
  const succeeded = new Map(ends.map((end) => [end.unitId, end.successorId !== null]));
  for (const keeper of keepers().values()) {
    const counts = await countOf(tx, keeper, succeeded, effectiveOn, choices);
    const busy = new Set(counts.map((work) => work.unitId));
    const endings = ends
      .filter((end) => busy.has(end.unitId))
      .map(({ unitId, successorId }) => ({
        from: unitId,
        to: successorId,
        on: effectiveOn,
        choiceOf: (key: string) => effectiveChoice(kindOf(keeper, key), choices[key], successorId !== null),
      }));
    if (endings.length > 0) await keeper.handOver(tx, endings);
    open.push(...counts);
  }
  return open;
}

async function countOf(
  tx: Tx,
  keeper: WorkKeeper,
  ends: ReadonlyMap<string, boolean>,
  effectiveOn: LocalDate,
  choices: WorkChoices,
): Promise<HandedOver[]> {
  const counts = await keeper.countOpen(tx, [...ends.keys()], effectiveOn);
  // In the order in which the subject names its kinds: the database has none.
  const place = new Map(keeper.kinds.map((kind, at) => [kind.key, at]));
  return counts
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0))
    .map(({ unitId, key, count, lateCount }) => {
      const kind = kindOf(keeper, key);
      const choice = effectiveChoice(kind, choices[key], ends.get(unitId) ?? false);
      return {
        ...{ unitId, key, count, lateCount, choice },
        ...(kind.followsTree ? { followsTree: true as const } : {}),
        ...(kind.staysPut ? { staysPut: true as const } : {}),
      };
    });
}

function kindOf(keeper: WorkKeeper, key: string): WorkKind {
  const kind = keeper.kinds.find((one) => one.key === key);
  if (!kind) throw new Error(`${keeper.subject} keeps no work called ${key}.`);
  return kind;
}

export async function refuseVanishing(tx: Tx, units: readonly { id: string; name: string }[]): Promise<void> {
  for (const keeper of keepers().values()) await keeper.refuseVanishing?.(tx, units);
}

export async function returnWork(tx: Tx, rowIds: readonly string[]): Promise<void> {
  for (const keeper of keepers().values()) await keeper.returned?.(tx, rowIds);
}

/** What the subjects say of a unit's work: `owes` the most urgent first; null where no subject has said that it knows. */
export interface UnitWork {
  owes: UnitWorkLine[] | null;
  did: UnitWorkLine[] | null;
  today: LocalDate;
}

/** One read transaction for all subjects; each asks a fixed number of queries. */
export async function unitWork(ctx: Context, unitId: string): Promise<UnitWork> {
  return ctx.read(async (tx) => {
    const work: UnitWork = { owes: null, did: null, today: tx.today() };
    for (const keeper of keepers().values()) {
      if (keeper.owes) work.owes = [...(work.owes ?? []), ...(await keeper.owes(tx, unitId))];
      if (keeper.did) work.did = [...(work.did ?? []), ...(await keeper.did(tx, unitId, ctx.locale))];
    }
    work.owes?.sort((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'));
    return work;
  });
}
