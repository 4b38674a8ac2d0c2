import { expect, test } from 'vitest';
import { formToObject, readForm } from '#app/platform/form-data.ts';

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

const sent = (type: string, body: string): Request =>
  new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } });

test.for([
  ['application/json', '{"a":1}'],
  ['text/plain', 'a=1'],
  ['multipart/form-data', 'a=1'],
  ['multipart/form-data; boundary=x', '{"a":1}'],
] as const)('a body that is no form is refused, and is no fault of ours: %s', async ([type, body]) => {
  await expect(readForm(sent(type, body))).rejects.toMatchObject({ code: 'invalid', status: 422 });
});

test('a form is read', async () => {
  const form = await readForm(sent('application/x-www-form-urlencoded', 'a=1'));
  expect([...form]).toEqual([['a', '1']]);
});
