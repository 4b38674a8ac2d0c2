import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/** So much unfinished work of one kind, in words of the subject that keeps it. */
export interface OpenWork {
  /** Message key with `{count}`. */
  key: string;
  count: number;
}

/** How a subject (plans, activities, reports) answers when a unit ends. */
export interface WorkKeeper {
  /** The subject's name; registering twice replaces. */
  subject: string;
  /** What the unit has not finished. */
  countOpen(tx: Tx, unitId: string): Promise<OpenWork[]>;
  /** Gives it to the successor, or closes it with a reason when there is none; in the same transaction. */
  handOver(tx: Tx, from: string, to: string | null, effectiveOn: LocalDate): Promise<void>;
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
