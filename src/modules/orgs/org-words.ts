import { m } from '#app/paraglide/messages.js';
import type { UnitChange } from '#app/modules/orgs/unit-forms.ts';

export interface NamedLine {
  id: string;
  nameVi: string;
  nameEn: string;
}

/** The name of a line of reference data in the reader's language; the id itself for an unknown one. */
export function lineName(lines: readonly NamedLine[], id: string, locale: string): string {
  const line = lines.find((one) => one.id === id);
  if (!line) return id;
  return locale === 'en' ? line.nameEn : line.nameVi;
}

export function toChoices(lines: readonly NamedLine[], locale: string): { value: string; label: string }[] {
  return lines.map((line) => ({ value: line.id, label: lineName(lines, line.id, locale) }));
}

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
