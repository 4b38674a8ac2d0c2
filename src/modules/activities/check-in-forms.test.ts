import { expect, test } from 'vitest';
import { formToObject } from '#app/platform/form-data.ts';
import { scanForm, tickForm } from '#app/modules/activities/check-in-forms.ts';

const unitId = '11111111-1111-4111-8111-111111111111';
/** What the form of the page makes of a name that somebody typed. */
function typed(name: string) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ name, unitId, agreed: 'yes' })) form.set(field, value);
  return scanForm.safeParse(formToObject(form));
}

test.for(['Hoa', 'Nguyễn Thị Hoa', 'Y Moan', "K'Sor", '王明'])('%s is a name', (name) => {
  expect(typed(name).success).toBe(true);
});

test.for(['!!', '??', '12', '\u202e\u2066', '👍👍', ' '])('%s is none: all such would be one person', (name) => {
  expect(typed(name).success).toBe(false);
  expect(tickForm.safeParse({ newName: name.trim() || '!' }).success).toBe(false);
});

test('a name cannot be written so that it shows as another', () => {
  expect(typed('\u202eaoH nễyugN').data?.name).toBe('aoH nễyugN');
});
