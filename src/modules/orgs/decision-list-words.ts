import { m } from '#app/paraglide/messages.js';
import type { DecisionFault, DecisionFaultCode } from '#app/modules/orgs/decisions/plan-decisions.ts';
import { decisionFields, type DecisionField } from '#app/modules/orgs/decisions/read-decisions.ts';

const fields: Record<DecisionField, () => string> = {
  code: m.orgs_field_code,
  name: m.orgs_field_name,
  action: m.orgs_set_field_action,
  target: m.orgs_set_field_target,
  newName: m.orgs_set_field_new_name,
  kind: m.orgs_field_kind,
};

/** What a column of the list may stand for. */
export function decisionFieldChoices(): { value: string; label: string; group: string }[] {
  return decisionFields.map((field) => ({ value: field, label: fields[field](), group: '' }));
}

const faults: Record<DecisionFaultCode, (params: { value: string }) => string> = {
  action_unknown: m.orgs_set_fault_action_unknown,
  unit_unknown: m.orgs_set_fault_unit_unknown,
  unit_twice: m.orgs_set_fault_unit_twice,
  target_missing: () => m.orgs_set_fault_target_missing(),
  target_unknown: m.orgs_set_fault_target_unknown,
  target_itself: () => m.orgs_set_fault_target_itself(),
  target_ends: m.orgs_set_fault_target_ends,
  target_below: m.orgs_set_fault_target_below,
  target_circle: m.orgs_set_fault_target_circle,
  target_level: m.orgs_set_fault_target_level,
  no_right: m.orgs_set_fault_no_right,
  children_left: m.orgs_set_fault_children_left,
  before_founding: m.orgs_set_fault_before_founding,
  before_last_change: m.orgs_set_fault_before_last_change,
  name_missing: () => m.orgs_set_fault_name_missing(),
  name_too_long: () => m.orgs_fault_name_too_long(),
  name_letters: m.orgs_fault_name_letters,
  name_no_letter: m.orgs_fault_name_no_letter,
  code_taken: m.orgs_set_fault_code_taken,
  kind_unknown: m.orgs_set_fault_kind_unknown,
};

/** Faulty rows as the screen lists them. */
export function decisionFaultRows(list: readonly DecisionFault[]): { rowNumber: number; field: string; why: string }[] {
  return list.map(({ rowNumber, field, code, value }) => ({
    rowNumber,
    field: fields[field](),
    why: faults[code]({ value }),
  }));
}
