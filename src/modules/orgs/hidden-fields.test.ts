import { expect, test } from 'vitest';
import { formToObject } from '#app/platform/form-data.ts';
import { hiddenFields, typedList, typedText } from '#app/modules/orgs/hidden-fields.ts';
import { unitChangeForm } from '#app/modules/orgs/unit-forms.ts';

const id = '3f1c2d4e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const decision = {
  decisionNumber: '15/QĐ',
  decidingBody: '',
  decidedOn: '2026-02-20',
  effectiveOn: '2026-03-01',
  note: 'a\nb',
};

test.for([
  { change: 'transfer', ...decision, version: '3', toParentId: id },
  { change: 'absorb', ...decision, unitIds: [id] },
  { change: 'dissolve', ...decision, version: '3', childrenToId: '' },
  {
    change: 'split',
    ...decision,
    version: '3',
    isEnding: 'yes',
    children: { [id]: '1' },
    parts: { 0: { name: 'A', kindId: 'commune_union' }, 1: { name: 'B', kindId: 'commune_union' } },
  },
  { change: 'found', ...decision, name: 'A', kindId: 'union_group', sectorId: '' },
] as const)('what was previewed is what is confirmed: $change', (typed) => {
  const previewed = unitChangeForm.parse(typed);
  const form = new FormData();
  for (const { name, value } of hiddenFields(previewed)) form.append(name, value);
  expect(unitChangeForm.parse(formToObject(form))).toEqual(previewed);
});

test('typed texts and lists are found by the names of their fields', () => {
  const values = { name: 'A', parts: { 0: { name: 'B' } }, unitIds: [id] };
  expect(typedText(values, 'parts.0.name')).toBe('B');
  expect(typedText(values, 'parts.1.name')).toBe('');
  expect(typedList(values, 'unitIds')).toEqual([id]);
  expect(typedList(values, 'name')).toEqual([]);
});
