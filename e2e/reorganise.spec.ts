import { expect, test } from './journey.ts';

// The province absorbs one ward into another, chooses what becomes of its open work, and takes the decision back. A
// second one waits for a day to come and is cancelled.
test('an officer absorbs a ward, chooses what becomes of its work, and undoes it', async ({ page, journey }) => {
  await journey.signIn('canbo');
  await page.goto('/units?q=' + encodeURIComponent('Công đoàn phường Cầu Son'));
  await page.getByRole('link', { name: 'Công đoàn phường Cầu Son', exact: true }).first().click();
  await page.waitForURL(/\/units\/[0-9a-f-]{36}$/);
  const unit = new URL(page.url()).pathname;

  const enter = async (number: string, effectiveOn: string): Promise<void> => {
    await page.goto(`${unit}/change/absorb`);
    await page.getByLabel('Công đoàn phường Bến Nguyệt').first().check();
    await page.getByLabel('Số quyết định').fill(number);
    await page.getByLabel('Ngày quyết định').fill('2026-07-01');
    await page.getByLabel('Ngày hiệu lực').fill(effectiveOn);
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expect(page.getByRole('heading', { name: 'Việc đang dở của đơn vị kết thúc' })).toBeVisible();
  };

  await enter('21/QĐ-LĐLĐ', '2099-01-01');
  await page.getByRole('button', { name: 'Lên lịch cho ngày 01/01/2099' }).click();
  await page.waitForURL('**/units/planned');
  await expect(page.getByText('21/QĐ-LĐLĐ')).toBeVisible();
  await journey.expectFits();
  await journey.expectAccessible();
  await page.getByRole('button', { name: 'Hủy lịch' }).click();
  await expect(page.getByText('Không có quyết định nào chờ ngày hiệu lực')).toBeVisible();

  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  await enter('22/QĐ-LĐLĐ', today);
  await journey.expectFits();
  await journey.expectAccessible();
  await page.getByLabel(/nhiệm vụ chưa hoàn thành/).selectOption({ label: 'Khép lại sớm, không ai phải làm tiếp' });
  await page.getByRole('button', { name: 'Xem lại với lựa chọn này' }).click();
  await expect(page.getByText(/nhiệm vụ chưa hoàn thành.*, khép lại sớm/)).toBeVisible();
  await page.getByRole('button', { name: 'Xác nhận: Sáp nhập đơn vị khác vào' }).click();
  await expect(page.getByText('Đã sáp nhập các đơn vị.')).toBeVisible();

  await page.goto(`${unit}/history`);
  await page.getByRole('link', { name: 'Hoàn tác' }).first().click();
  await expect(page.getByText('“Công đoàn phường Bến Nguyệt” hoạt động trở lại như chưa từng kết thúc')).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác quyết định này' }).click();
  await page.waitForURL('**/history');
  await expect(page.getByText('Đã hoàn tác', { exact: true }).first()).toBeVisible();
});
