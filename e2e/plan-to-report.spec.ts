import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { toLocalDate } from '#app/platform/clock.ts';
import { fillDates } from '../demo/fill-dates.ts';
import { expect, test } from './journey.ts';

/** The province's plan with two thresholds by sector, as somebody would copy it out of a document of today. */
const document = fillDates(readFileSync('demo/plans/3-nghi-quyet.txt', 'utf8'), toLocalDate(new Date()));

/** Accepts what was read with certainty, then one by one what was not. */
async function lookThrough(page: Page): Promise<void> {
  const open = page.getByRole('button', { name: /^Nhận: / });
  const submit = page.getByRole('button', { name: 'Trình duyệt' });
  /** Presses and waits until fewer items are waiting; a page that is still on its way has none and says nothing. */
  const press = async (button: Locator): Promise<void> => {
    const before = await open.count();
    await button.click();
    const left = async () => (await open.count()) || ((await submit.isVisible()) ? 0 : before);
    await expect.poll(left).toBeLessThan(before);
  };
  const sure = page.getByRole('button', { name: /^Nhận tất cả \d+ mục chắc chắn/ });
  if (await sure.isVisible()) await press(sure);
  while ((await open.count()) > 0) await press(open.first());
}

const planPage = (url: string): string => /\/plans\/[0-9a-f-]{36}/.exec(new URL(url).pathname)?.[0] ?? '';

test('a document is read, looked through, approved by another, issued, adopted below, carried out and reported', async ({
  page,
  journey,
  javaScriptEnabled,
}) => {
  test.setTimeout(400_000);

  // Read and look through.
  await journey.signIn('canbo');
  await page.goto('/plans/new?from=paste');
  await page.getByLabel('Nội dung kế hoạch').fill(document);
  await page.getByRole('button', { name: 'Đọc kế hoạch' }).click();
  await page.waitForURL(/\/review/);
  const plan = planPage(page.url());
  await journey.expectAccessible();

  // What is chosen is lit on both sides; with script the keys walk on.
  await page.locator('li[id^="i-"] a[data-choose]').first().click();
  await expect(page.locator('li[aria-current="true"]')).toHaveCount(1);
  await expect(page.locator('a[data-items].chosen').first()).toBeVisible();
  if (javaScriptEnabled !== false) {
    const before = await page.locator('li[aria-current="true"]').getAttribute('id');
    await page.keyboard.press('j');
    await expect(page.locator('li[aria-current="true"]')).not.toHaveAttribute('id', before ?? '');
  }
  await lookThrough(page);
  await page.getByRole('button', { name: 'Trình duyệt' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/review'));

  // Approved by another person, then issued: it has a number and cannot change.
  await page.goto(plan);
  await expect(page.getByRole('button', { name: 'Duyệt', exact: true })).toHaveCount(0);
  await journey.signIn('lanhdao');
  await page.goto(plan);
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await expect(page.getByText('Đã duyệt. Bước tiếp theo là phát hành.')).toBeVisible();
  await journey.signIn('canbo');
  await page.goto(plan);
  await page.getByRole('button', { name: 'Phát hành' }).click();
  await expect(page.getByText(/\d+\/KH-LĐLĐ/).first()).toBeVisible();
  const word = await page.request.get(`${plan}/document.docx`);
  expect(word.status()).toBe(200);
  expect((await word.body()).subarray(0, 2).toString()).toBe('PK');

  // The thresholds of the two sectors are two targets.
  await page.goto(`${plan}/targets`);
  await expect(page.getByText('90').first()).toBeVisible();
  await expect(page.getByText('65').first()).toBeVisible();
  await journey.expectAccessible();

  // A ward finds it in its inbox, says so, and makes its own plan from it.
  await journey.signIn('phuong');
  await page.goto(plan.replace('/plans/', '/inbox/'));
  await journey.expectAccessible();
  await page.getByRole('button', { name: 'Báo đã nhận' }).click();
  await expect(page.getByText('Đã báo nhận kế hoạch').first()).toBeVisible();
  await page.goto(`${plan}/adopt`);
  await page.getByLabel('Người phụ trách chung').fill('Ban Thường vụ');
  await page.getByRole('button', { name: 'Tạo bản nháp' }).click();
  await page.waitForURL((url) => planPage(url.href) !== plan && planPage(url.href) !== '');
  const own = planPage(page.url());
  await page.goto(`${own}/review`);
  await lookThrough(page);
  await page.getByRole('button', { name: 'Trình duyệt' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/review'));
  await journey.signIn('duyetphuong');
  await page.goto(own);
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await expect(page.getByText('Đã duyệt. Bước tiếp theo là phát hành.')).toBeVisible();
  await journey.signIn('phuong');
  await page.goto(own);
  await page.getByRole('button', { name: 'Phát hành' }).click();
  await expect(page.getByText(/\d+\/KH-CĐP/).first()).toBeVisible();

  // The issuer sees who has moved.
  await journey.signIn('canbo');
  await page.goto(`${plan}/board`);
  await expect(page.getByText('Công đoàn phường Bến Nguyệt').first()).toBeVisible();
  await journey.expectAccessible();
});

test('a report is drafted from the facts, sent, returned with a reason, sent again and accepted', async ({
  page,
  journey,
}) => {
  test.setTimeout(300_000);
  await journey.signIn('coso');
  await page.goto('/reports');
  await page.getByLabel('Loại kỳ').first().selectOption({ label: '9 tháng' });
  await page.getByRole('button', { name: 'Mở bản nháp' }).click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const report = new URL(page.url()).pathname;
  await expect(page.getByText('Kết quả công tác tuyên truyền 9 tháng đầu năm').first()).toBeVisible();
  await journey.expectAccessible();
  await page.getByRole('textbox', { name: /Lời của mục Khó khăn/ }).fill('Thiếu tài liệu ngắn cho giáo viên.');
  await page
    .getByRole('button', { name: 'Lưu lời' })
    .nth(await sectionIndex(page, 'Khó khăn'))
    .click();
  // The mark below stands there from the first letter typed on; what is sent before the words are kept is refused.
  await expect(page.getByText('Đã lưu lời.').first()).toBeVisible();
  await expect(page.getByText('đã sửa tay').first()).toBeVisible();
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await expect(page.getByText('Đã gửi, chờ xem').first()).toBeVisible();

  await journey.signIn('phuong');
  await page.goto(report);
  await page.getByText('Trả lại', { exact: true }).first().click();
  await page.getByLabel('Lý do, việc cần sửa').fill('Bổ sung số buổi.');
  await page.getByRole('button', { name: 'Trả lại' }).click();
  await expect(page.getByText('Bị trả lại').first()).toBeVisible();

  await journey.signIn('coso');
  await page.goto(report);
  await expect(page.getByText('Bổ sung số buổi.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await expect(page.getByText('Đã gửi, chờ xem').first()).toBeVisible();
  await journey.signIn('phuong');
  await page.goto(report);
  await page.getByRole('button', { name: 'Chấp nhận' }).click();
  await expect(page.getByText('Đã chấp nhận').first()).toBeVisible();
  const word = await page.request.get(`${report}/report.docx`);
  expect((await word.body()).subarray(0, 2).toString()).toBe('PK');
});

/** Which of the editors on the page belongs to the section with this heading. */
async function sectionIndex(page: Page, heading: string): Promise<number> {
  const names = await page
    .locator('textarea[name="text"]')
    .evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).labels?.[0]?.textContent ?? ''));
  return names.findIndex((name) => name.includes(heading));
}
