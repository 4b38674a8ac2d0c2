import { m } from '#app/paraglide/messages.js';
import { formatDate } from '#app/ui/format-values.ts';
import type { UnitChange } from '#app/modules/orgs/unit-forms.ts';

const changes: Record<UnitChange, () => string> = {
  found: m.orgs_change_found,
  rename: m.orgs_change_rename,
  transfer: m.orgs_change_transfer,
  absorb: m.orgs_change_absorb,
  merge: m.orgs_change_merge,
  split: m.orgs_change_split,
  dissolve: m.orgs_change_dissolve,
};
export const changeName = (change: UnitChange): string => changes[change]();

const decisions: Record<string, () => string> = {
  found: m.orgs_decision_found,
  rename: m.orgs_decision_rename,
  transfer: m.orgs_decision_transfer,
  absorb: m.orgs_decision_absorb,
  merge: m.orgs_decision_merge,
  split: m.orgs_decision_split,
  dissolve: m.orgs_decision_dissolve,
  set: m.orgs_decision_set,
};
export const decisionName = (kind: string): string => decisions[kind]?.() ?? kind;

const touches: Record<string, () => string> = {
  founded: m.orgs_role_founded,
  renamed: m.orgs_role_renamed,
  moved: m.orgs_role_moved,
  ended: m.orgs_role_ended,
  successor: m.orgs_role_successor,
};
export const touchName = (role: string): string => touches[role]?.() ?? role;

const relations: Record<string, () => string> = {
  direct_parent: m.orgs_relation_direct_parent,
  managed_by: m.orgs_relation_managed_by,
  professional_line: m.orgs_relation_professional_line,
  front_body: m.orgs_relation_front_body,
  party_body: m.orgs_relation_party_body,
};
export const relationName = (type: string): string => relations[type]?.() ?? type;

interface Origin {
  id: string;
  kind: string;
  effectiveOn: string;
  decisionNumber: string;
  isUndone: boolean;
  others: readonly { name: string; role: string }[];
}

/** The last decisions but renames, one line each: what happened, from when, by which paper, with which other units. */
export function originLines(list: readonly Origin[]): { id: string; words: string; others: string }[] {
  return list
    .filter((decision) => decision.kind !== 'rename' && !decision.isUndone)
    .slice(0, 3)
    .map(({ id, kind, effectiveOn, decisionNumber, others }) => ({
      id,
      words: `${decisionName(kind)} · ${m.orgs_since({ date: formatDate(effectiveOn) })} · ${decisionNumber}`,
      others: firstNamed(others)
        .slice(0, 4)
        .map((other) => other.name)
        .join(', '),
    }));
}

/** Units that began or ended; those that only changed their parent where there are no others. */
function firstNamed<T extends { role: string }>(others: readonly T[]): readonly T[] {
  const changed = others.filter((other) => other.role !== 'moved');
  return changed.length > 0 ? changed : others;
}
