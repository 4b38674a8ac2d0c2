import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

const boards = (page: Page) => page.getByRole('navigation', { name: 'Các bảng tiến độ' });

test('an officer reads a plan’s boards: the matrix, who is behind, the map, two units side by side, and takes a table along', async ({
  page,
  journey,
}) => {
  test.setTimeout(300_000);
  const look = async (): Promise<void> => {
    await journey.expectAccessible();
    await journey.expectFits();
  };

  await journey.signIn('canbo');
  await page.goto('/progress');
  await page.getByRole('link', { name: /^02\/KH-LĐLĐ/ }).click();
  const matrix = page.getByRole('table', { name: 'Bảng tiến độ theo đơn vị và chỉ tiêu' });
  await expect(matrix.getByRole('rowheader', { name: /Công đoàn phường Bến Nguyệt/ })).toBeVisible();
  await look();

  // Sorted by an address; the first column stays where it is when the frame scrolls.
  await matrix.getByRole('link', { name: 'Chỉ tiêu 2' }).click();
  await expect(page).toHaveURL(/sort=.+direction=down/);
  await expect(matrix.getByRole('columnheader', { name: /Chỉ tiêu 2/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(matrix.getByRole('rowheader').first()).toHaveCSS('position', 'sticky');

  const board = page.url();

  // A figure opens into its formula, the units behind it and the sentence of the plan.
  const row = matrix.getByRole('row', { name: /Công đoàn phường Bến Nguyệt/ });
  await row.getByRole('link', { name: /%/ }).nth(1).click();
  await expect(page.getByText(/\d+ của [\d.]+ .+ = [\d,]+%; cần ≥ 95%/).first()).toBeVisible();
  await expect(page.locator('blockquote')).toContainText('95%');
  await expect(page.getByRole('heading', { name: /^Đơn vị trực thuộc/ })).toBeVisible();
  await look();
  await page.goto(board);

  // Who is furthest behind, by all targets and by one.
  await boards(page).getByRole('link', { name: 'Chậm nhất' }).click();
  await expect(page.getByRole('heading', { name: 'Mười nhánh chậm nhất', exact: true })).toBeVisible();
  const lines = page.locator('main section ol > li');
  await expect(lines).toHaveCount(10);
  await page.getByRole('link', { name: 'Chỉ tiêu 2', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Mười nhánh chậm nhất ở chỉ tiêu 2' })).toBeVisible();
  await expect(lines.first()).toContainText(/còn thiếu [\d.]+ đoàn viên/);
  await look();

  // The map opens a branch; its table says the same.
  await boards(page).getByRole('link', { name: 'Bản đồ' }).click();
  await expect(page.getByRole('heading', { name: 'Bản đồ chỉ tiêu 2' })).toBeVisible();
  // Of its two drawings the style sheet shows one.
  await page.waitForLoadState();
  const map = page.getByRole('group', { name: /^Các đơn vị theo số đoàn viên/ });
  await expect(map.getByRole('link', { name: /Công đoàn phường Bến Nguyệt; [\d.]+ đoàn viên;/ })).toBeVisible();
  await look();
  await page.getByText('Xem dạng bảng').click();
  const table = page.getByRole('table', { name: /^Các đơn vị theo số đoàn viên/ });
  await table.getByRole('link', { name: /Công đoàn phường Bến Nguyệt/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tiến độ: Công đoàn phường Bến Nguyệt');
  await page.goto(board);

  // Any two units, in the tree as it was reported.
  await boards(page).getByRole('link', { name: 'So sánh' }).click();
  const side = (name: string) => page.getByRole('group', { name });
  await side('Bên thứ nhất').getByLabel('Đơn vị').selectOption({ label: 'Công đoàn phường Bến Nguyệt' });
  await side('Bên thứ hai').getByLabel('Đơn vị').selectOption({ label: 'Công đoàn phường Cầu Son' });
  await page.getByRole('button', { name: 'So sánh' }).click();
  await expect(page.getByRole('columnheader', { name: /Công đoàn phường Cầu Son/ })).toBeVisible();
  await page.getByLabel('Theo cây tổ chức').selectOption({ label: 'như đã báo cáo' });
  await page.getByRole('button', { name: 'Lọc', exact: true }).click();
  await expect(page.getByText(/đơn vị trong nhánh · như đã báo cáo/)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /Công đoàn phường Cầu Son/ })).toBeVisible();
  await look();

  const file = await page.request.get((await page.getByRole('link', { name: 'Tải .csv' }).getAttribute('href')) ?? '');
  expect(file.headers()['content-disposition']).toContain('.csv');
  expect(await file.text()).toContain('Công đoàn phường Cầu Son');
});
