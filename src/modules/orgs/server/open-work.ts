import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';

/** So much unfinished work of one kind, in words of the subject that keeps it. */
export interface OpenWork {
  /** Message key with `{count}`. */
  key: string;
  count: number;
  /** Belongs to whoever stands above the units below afterwards, successor or not. */
  followsTree?: true;
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
  /** Those of many units that have any open work; without it each is asked. */
  withOpenWork?(tx: Tx, unitIds: readonly string[]): Promise<string[]>;
  /** What the unit leaves unfinished when it ends on that day. */
  countOpen(tx: Tx, unitId: string, effectiveOn: LocalDate): Promise<OpenWork[]>;
  /** Gives it to the successor, or closes it with a reason when there is none; in the same transaction. */
  handOver(tx: Tx, from: string, to: string | null, effectiveOn: LocalDate): Promise<void>;
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

/** Counts what units leave unfinished, then hands it over. */
export async function handOverOpenWork(
  tx: Tx,
  ends: readonly { unitId: string; successorId: string | null }[],
  effectiveOn: LocalDate,
): Promise<HandedOver[]> {
  const open: HandedOver[] = [];
  const ids = ends.map((end) => end.unitId);
  for (const keeper of keepers().values()) {
    const busy = new Set(keeper.withOpenWork && ids.length > 1 ? await keeper.withOpenWork(tx, ids) : ids);
    for (const { unitId, successorId } of ends.filter((end) => busy.has(end.unitId))) {
      const counts = (await keeper.countOpen(tx, unitId, effectiveOn)).filter((work) => work.count > 0);
      open.push(...counts.map((work) => ({ ...work, unitId })));
      await keeper.handOver(tx, unitId, successorId, effectiveOn);
    }
  }
  return open;
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
