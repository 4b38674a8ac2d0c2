import type { AppErrorCode } from '#app/platform/errors.ts';
import type { UnitChange } from '#app/modules/orgs/unit-forms.ts';

type Field = string | Partial<Record<UnitChange, string>>;

const units: Partial<Record<UnitChange, string>> = {
  transfer: 'toParentId',
  absorb: 'unitIds',
  merge: 'unitIds',
  dissolve: 'childrenToId',
};

/** At which field of a decision's form a refusal belongs, and the short words beside it; the sentence stands above. */
const fields: Partial<Record<AppErrorCode, { field: Field; words: string }>> = {
  'orgs.cycle': { field: units, words: 'field_unit_below_itself' },
  'orgs.same_unit': { field: units, words: 'field_same_unit' },
  'orgs.nested_units': { field: units, words: 'field_nested_units' },
  'orgs.wrong_level': {
    field: { ...units, found: 'kindId', merge: 'kindId', split: 'parts.0.kindId' },
    words: 'field_wrong_level',
  },
  'orgs.too_few_units': {
    field: { absorb: 'unitIds', merge: 'unitIds', split: 'parts.1.name' },
    words: 'field_too_few_units',
  },
  'orgs.has_children': { field: { dissolve: 'childrenToId' }, words: 'field_required' },
  'orgs.nothing_changes': { field: { transfer: 'toParentId', rename: 'name' }, words: 'field_nothing_changes' },
  'orgs.name_taken': { field: { found: 'name', merge: 'name', rename: 'name' }, words: 'field_name_taken' },
  'orgs.code_taken': { field: { found: 'code', merge: 'code' }, words: 'field_code_taken' },
  'orgs.before_founding': { field: 'effectiveOn', words: 'field_before_founding' },
  'orgs.before_last_change': { field: 'effectiveOn', words: 'field_before_last_change' },
};

/** Faults by field name for a refused decision; none where the refusal is about no field of it. */
export function refusedFields(change: UnitChange, code: AppErrorCode): Record<string, string> {
  const known = fields[code];
  const field = typeof known?.field === 'string' ? known.field : known?.field[change];
  return known && field ? { [field]: known.words } : {};
}
