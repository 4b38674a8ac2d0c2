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

test('a list of units stays through a refusal for what was typed beside it', async ({ page, journey }) => {
  await journey.signIn('canbo');
  await page.goto('/units/import');
  await page.getByLabel('Tệp danh sách').setInputFiles({
    name: 'danh sách đơn vị.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Mã,Tên đơn vị,Loại đơn vị\nX-01,CĐCS Trường Giữ Lại,CĐCS\n'),
  });
  const asOf = page.getByLabel('Số liệu tính đến ngày');
  const today = await asOf.inputValue();
  await asOf.fill('1900-01-01');
  await page.getByRole('button', { name: 'Đọc tệp' }).click();
  await expect(page.getByText('danh sách đơn vị.csv')).toBeVisible();
  await expect(asOf).toHaveValue('1900-01-01');
  await journey.expectFits();
  await journey.expectAccessible();
  // A page that comes back without script has nothing chosen; with script the file is taken out of the field by hand.
  await page.getByLabel('Chọn tệp khác để thay tệp đang giữ').setInputFiles([]);
  await asOf.fill(today);
  await page.getByRole('button', { name: 'Đọc tệp' }).click();
  await page.waitForURL(/\/units\/import\/[0-9a-f-]{36}/);
  await expect(page.getByText('CĐCS Trường Giữ Lại').first()).toBeVisible();
});
