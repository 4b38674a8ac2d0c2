import { m } from '#app/paraglide/messages.js';
import type { ImportField, TextField } from '#app/modules/orgs/import/columns.ts';
import type { FaultCode } from '#app/modules/orgs/import/import-plan.ts';
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

const fields: Record<TextField, () => string> = {
  name: m.orgs_field_name,
  code: m.orgs_field_code,
  parent: m.orgs_field_parent,
  kind: m.orgs_field_kind,
  sector: m.orgs_field_sector,
  shortName: m.orgs_field_short_name,
  symbol: m.orgs_field_symbol,
  address: m.orgs_field_address,
  email: m.orgs_field_email,
  phone: m.orgs_field_phone,
  foundedOn: m.orgs_field_founded_on,
};

/** What a column stands for; figures by the name of their population. */
export function fieldName(field: ImportField, populations: readonly NamedLine[], locale: string): string {
  if (field.startsWith('figure:')) return lineName(populations, field.slice('figure:'.length), locale);
  return fields[field as TextField]();
}

type FaultWords = (params: { value: string; row: number }) => string;
const faults: Record<FaultCode, FaultWords> = {
  name_missing: () => m.orgs_fault_name_missing(),
  name_too_long: () => m.orgs_fault_name_too_long(),
  code_twice: m.orgs_fault_code_twice,
  code_differs: m.orgs_fault_code_differs,
  unit_twice: m.orgs_fault_unit_twice,
  name_taken: m.orgs_fault_name_taken,
  parent_unknown: m.orgs_fault_parent_unknown,
  parent_ambiguous: m.orgs_fault_parent_ambiguous,
  parent_faulty: m.orgs_fault_parent_faulty,
  parent_itself: m.orgs_fault_parent_itself,
  parent_circle: m.orgs_fault_parent_circle,
  second_root: () => m.orgs_fault_second_root(),
  kind_unknown: m.orgs_fault_kind_unknown,
  sector_unknown: m.orgs_fault_sector_unknown,
  count_unreadable: m.orgs_fault_count_unreadable,
  date_unreadable: m.orgs_fault_date_unreadable,
  date_future: m.orgs_fault_date_future,
  email_unreadable: m.orgs_fault_email_unreadable,
};

/** Why a row is faulty and what to do about it. */
export function faultWords(fault: { code: FaultCode; value: string; otherRow?: number }): string {
  return faults[fault.code]({ value: fault.value, row: fault.otherRow ?? 0 });
}
