import { expect, test } from './journey.ts';

test('a program under the name of a document is refused in words, and the form is still there', async ({
  page,
  journey,
}) => {
  await journey.signIn('canbo');
  // Without a query of its own: the form's action has one, and the refusal must not be lost on the way between them.
  await page.goto('/plans/new');
  const chosen = page.getByLabel('Tệp kế hoạch');
  await chosen.setInputFiles({
    name: 'ke-hoach.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510)]),
  });
  await page.getByRole('button', { name: 'Đọc kế hoạch' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'ke-hoach.pdf' })).toBeVisible();
  await expect(chosen).toBeVisible();
});
