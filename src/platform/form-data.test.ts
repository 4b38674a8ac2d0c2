import { expect, test } from 'vitest';
import { formToObject } from '#app/platform/form-data.ts';

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test('dots nest, brackets collect, and texts are trimmed', () => {
  const typed = formToObject(
    formOf([
      ['name', ' Hoa '],
      ['attendance.0.count', '3'],
      ['attendance.1.count', '4'],
      ['topics[]', 'a'],
      ['topics[]', 'b'],
    ]),
  );
  expect(typed).toEqual({
    name: 'Hoa',
    attendance: { '0': { count: '3' }, '1': { count: '4' } },
    topics: ['a', 'b'],
  });
});

test('a list sent as one value and then as many holds the many', () => {
  const typed = formToObject(
    formOf([
      ['a', 'x'],
      ['a[]', 'y'],
    ]),
  );
  expect(typed).toEqual({ a: ['y'] });
});

test('a list of hundreds of thousands of fields costs no more a field than a short one', () => {
  const many = 300_000;
  const form = formOf(Array.from({ length: many }, () => ['a[]', 'x'] as const));
  const began = performance.now();
  expect(formToObject(form)['a']).toHaveLength(many);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a name deeper than any form of ours is no field, and takes no time', () => {
  const deep = 'a.'.repeat(20_000);
  const form = formOf([...Array.from({ length: 20 }, (_, at) => [`${deep}${at}`, 'x'] as const), ['name', 'Hoa']]);
  expect(formToObject(form)).toEqual({ name: 'Hoa' });
});
