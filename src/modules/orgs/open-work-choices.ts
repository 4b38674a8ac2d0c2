/** What becomes of the unfinished work of a unit that ends. */
export const workChoices = ['successor', 'close', 'read_only'] as const;
export type WorkChoice = (typeof workChoices)[number];

/** By kind of work (`plans_open_own`); a kind that is not named goes its usual way. */
export type WorkChoices = Readonly<Record<string, WorkChoice>>;

/** A kind of work that units leave unfinished. */
export interface WorkKind {
  /** Names it, and is the message key with `{count}`. */
  key: string;
  /** Its usual way where nobody succeeds the unit. */
  alone: Exclude<WorkChoice, 'successor'>;
  /** Belongs to whoever stands above the units below afterwards, successor or not: nothing to choose. */
  followsTree?: true;
  /** Was the ended unit's to do and can be nobody else's (its day is past): left to be finished for it, or closed. */
  staysPut?: true;
}

/** What happens to a kind of work: what was chosen, or the usual. Nothing goes to a successor that is not there. */
export function effectiveChoice(
  kind: Pick<WorkKind, 'alone' | 'staysPut'>,
  chosen: WorkChoice | undefined,
  hasSuccessor: boolean,
): WorkChoice {
  const wished = chosen ?? 'successor';
  return wished === 'successor' && (!hasSuccessor || kind.staysPut) ? kind.alone : wished;
}
