import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';

/** So much unfinished work of one kind, in words of the subject that keeps it. */
export interface OpenWork {
  /** Message key with `{count}`. */
  key: string;
  count: number;
}

/** A thing that a unit owes or did, for the list on its page. */
export interface UnitWorkLine {
  id: string;
  title: string;
  href: string;
  /** One line about it in the reader's words. */
  note?: string;
  state?: 'met' | 'risk' | 'late' | 'neutral';
  stateLabel?: string;
}

/** What a subject (plans, activities, reports) knows of a unit's work, and does when the unit ends. */
export interface WorkKeeper {
  /** The subject's name; registering twice replaces. */
  subject: string;
  /** What the unit has not finished. */
  countOpen(tx: Tx, unitId: string): Promise<OpenWork[]>;
  /** Gives it to the successor, or closes it with a reason when there is none; in the same transaction. */
  handOver(tx: Tx, from: string, to: string | null, effectiveOn: LocalDate): Promise<void>;
  /** What the unit owes today, the most urgent first; a few lines. */
  owes?(ctx: Context, unitId: string): Promise<UnitWorkLine[]>;
  /** What the unit did lately, the latest first; a few lines. */
  did?(ctx: Context, unitId: string): Promise<UnitWorkLine[]>;
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

/** Counts what a unit leaves unfinished, then hands it over. */
export async function handOverOpenWork(
  tx: Tx,
  from: string,
  to: string | null,
  effectiveOn: LocalDate,
): Promise<OpenWork[]> {
  const open: OpenWork[] = [];
  for (const keeper of keepers().values()) {
    open.push(...(await keeper.countOpen(tx, from)).filter((work) => work.count > 0));
    await keeper.handOver(tx, from, to, effectiveOn);
  }
  return open;
}

/** What the subjects say of a unit's work; null where no subject has said that it knows. */
export async function unitWork(
  ctx: Context,
  unitId: string,
): Promise<{ owes: UnitWorkLine[] | null; did: UnitWorkLine[] | null }> {
  const gather = async (part: 'owes' | 'did'): Promise<UnitWorkLine[] | null> => {
    const asked = [...keepers().values()].flatMap((keeper) => (keeper[part] ? [keeper[part](ctx, unitId)] : []));
    return asked.length === 0 ? null : (await Promise.all(asked)).flat();
  };
  return { owes: await gather('owes'), did: await gather('did') };
}
