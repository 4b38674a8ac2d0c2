import { m } from '#app/paraglide/messages.js';
import { textFields, type ImportField, type TextField } from '#app/modules/orgs/import/columns.ts';
import type { FaultCode, ImportFault, PlannedUnit } from '#app/modules/orgs/import/import-plan.ts';
import { lineName, type NamedLine } from '#app/modules/orgs/reference-lines.ts';

// Chosen where the page is made, on the server: in the browser all these words would weigh more than the page.

interface Reference {
  kinds: readonly NamedLine[];
  sectors: readonly NamedLine[];
  populations: readonly NamedLine[];
}

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
function fieldName(field: ImportField, populations: readonly NamedLine[], locale: string): string {
  if (field.startsWith('figure:')) return lineName(populations, field.slice('figure:'.length), locale);
  return fields[field as TextField]();
}

type FaultWords = (params: { value: string; row: number }) => string;
const faults: Record<FaultCode, FaultWords> = {
  name_missing: () => m.orgs_fault_name_missing(),
  name_letters: m.orgs_fault_name_letters,
  name_no_letter: m.orgs_fault_name_no_letter,
  name_too_long: () => m.orgs_fault_name_too_long(),
  code_twice: m.orgs_fault_code_twice,
  code_differs: m.orgs_fault_code_differs,
  unit_twice: m.orgs_fault_unit_twice,
  name_taken: m.orgs_fault_name_taken,
  parent_unknown: m.orgs_fault_parent_unknown,
  parent_ambiguous: m.orgs_fault_parent_ambiguous,
  parent_faulty: m.orgs_fault_parent_faulty,
  parent_itself: m.orgs_fault_parent_itself,
  parent_level: m.orgs_fault_parent_level,
  parent_circle: m.orgs_fault_parent_circle,
  second_root: () => m.orgs_fault_second_root(),
  kind_unknown: m.orgs_fault_kind_unknown,
  kind_level: m.orgs_fault_kind_level,
  sector_unknown: m.orgs_fault_sector_unknown,
  count_unreadable: m.orgs_fault_count_unreadable,
  date_unreadable: m.orgs_fault_date_unreadable,
  date_future: m.orgs_fault_date_future,
  email_unreadable: m.orgs_fault_email_unreadable,
};

function faultWords(fault: { code: FaultCode; value: string; otherRow?: number }): string {
  return faults[fault.code]({ value: fault.value, row: fault.otherRow ?? 0 });
}

/** Faulty rows as the screen lists them. */
export function faultRows(
  list: readonly ImportFault[],
  reference: Reference,
  locale: string,
): { rowNumber: number; field: string; why: string }[] {
  return list.map((fault) => ({
    rowNumber: fault.rowNumber,
    field: fieldName(fault.field, reference.populations, locale),
    why: faultWords(fault),
  }));
}

/** What the import would write, as the screen lists it. */
export function plannedRows(
  list: readonly PlannedUnit[],
  reference: Reference,
  locale: string,
): { rowNumber: number; name: string; isNew: boolean; what: string }[] {
  const shown = (field: ImportField, value: string): string => {
    if (value === '') return '–';
    if (field === 'kind') return lineName(reference.kinds, value, locale);
    return field === 'sector' ? lineName(reference.sectors, value, locale) : value;
  };
  return list.map(({ rowNumber, action, values, changes }) => ({
    rowNumber,
    name: values.name,
    isNew: action === 'new',
    what:
      action === 'new'
        ? lineName(reference.kinds, values.kindId, locale)
        : changes
            .map(({ field, before, after }) => {
              const name = fieldName(field, reference.populations, locale);
              return `${name}: ${shown(field, before)} → ${shown(field, after)}`;
            })
            .join('; '),
  }));
}

/** The meanings that a column can be given, under two headings. */
export function fieldChoices(reference: Reference, locale: string): { value: string; label: string; group: string }[] {
  const figures = reference.populations.map((one): ImportField => `figure:${one.id}`);
  return [...textFields, ...figures].map((field) => ({
    value: field,
    label: fieldName(field, reference.populations, locale),
    group: field.startsWith('figure:') ? m.orgs_tab_figures() : m.orgs_facts(),
  }));
}
