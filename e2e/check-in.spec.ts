import type { Page } from '@playwright/test';
import { addDays, toLocalDate } from '#app/platform/clock.ts';
import { expect, test } from './journey.ts';

const course = 'Lớp bồi dưỡng có điểm danh';
/** Of this try: what a try before it left behind has another name. */
const asked = (): string => `Có 02 người được bồi dưỡng đợt ${test.info().retry + 1}`;
const planPage = (url: string): string => /\/plans\/[0-9a-f-]{36}/.exec(new URL(url).pathname)?.[0] ?? '';

/** A plan of the union's own that asks for two persons, whoever they are; another approves it. */
async function issuePlan(page: Page, signIn: (username: string) => Promise<void>): Promise<string> {
  await signIn('coso');
  await page.goto('/plans/new?from=blank');
  await page.getByLabel('Trích yếu').fill('Kế hoạch bồi dưỡng có điểm danh');
  await page.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  await page.waitForURL(/\/review/);
  const plan = planPage(page.url());
  await page.goto(`${plan}/review?add=target`);
  await page.getByLabel('Nội dung').fill(asked());
  await page.getByLabel('Cách tính').selectOption({ label: 'Tổng số lượng' });
  await page.getByLabel('Mức', { exact: true }).fill('2');
  await page.getByLabel('Đơn vị tính').fill('người');
  await page.getByLabel('Đếm cái gì').selectOption({ label: 'Người có tên đã tham gia' });
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.locator('li[aria-current="true"]')).toContainText(asked());
  await page.getByRole('button', { name: 'Trình duyệt' }).click();
  await page.waitForURL((url) => url.pathname === plan);
  await signIn('lanhdao');
  await page.goto(plan);
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await expect(page.getByText('Đã duyệt. Bước tiếp theo là phát hành.')).toBeVisible();
  await signIn('coso');
  await page.goto(plan);
  await page.getByRole('button', { name: 'Phát hành' }).click();
  await expect(page.getByText('Đã phát hành số').first()).toBeVisible();
  return plan;
}

/** People check in on the activity's day alone: shortly before midnight the journey waits for the next day. */
function untilTomorrow(): number {
  const left = Date.parse(`${addDays(toLocalDate(new Date()), 1)}T00:00:00+07:00`) - Date.now();
  return left < 300_000 ? left : 0;
}

/** The target's page of the plan's progress. */
async function openTarget(page: Page, plan: string): Promise<void> {
  await page.goto(`${plan}/progress`);
  await page.getByRole('link', { name: asked() }).first().click();
  await page.waitForURL(/\/progress\/[0-9a-f-]{36}/);
}

/** An activity of today for the target. Returns its page. */
async function recordCourse(page: Page, plan: string): Promise<string> {
  await openTarget(page, plan);
  await page.getByRole('link', { name: 'Ghi hoạt động' }).click();
  await page.waitForURL(/\/activities\/new/);
  await page.getByRole('radio', { name: /Tuyên truyền miệng/ }).check({ force: true });
  await page.getByLabel('Tên hoạt động').fill(course);
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click();
  await page.waitForURL(/\/activities\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The code's page on a phone, without an account. Waits until the page says that whoever came is written down. */
async function checkIn(phone: Page, address: string, name: string): Promise<void> {
  await phone.goto(address);
  await phone.getByLabel('Họ và tên').fill(name);
  await phone.getByLabel(/Tôi đồng ý/).check();
  await phone.getByRole('button', { name: 'Tôi có mặt' }).click();
  await phone.waitForURL(/\?done$/);
  await expect(phone.getByText('Đã ghi. Cảm ơn bạn đã tham gia!').first()).toBeVisible();
}

test('people check in by a code and by a list, and a target counts each of them once', async ({
  page,
  browser,
  journey,
  javaScriptEnabled,
}) => {
  const wait = untilTomorrow();
  test.setTimeout(400_000 + wait);
  await new Promise((resolve) => setTimeout(resolve, wait));
  const plan = await issuePlan(page, journey.signIn);
  const activity = await recordCourse(page, plan);

  await page.getByRole('link', { name: 'Điểm danh' }).first().click();
  await page.waitForURL(/\/check-in$/);
  await page.getByRole('button', { name: 'Mở điểm danh' }).click();
  await expect(page.locator('.code svg')).toBeVisible();
  await expect(page.getByText('Đang mở: người dự quét mã là được ghi.')).toBeVisible();
  await expect(page.getByText('Chưa có ai.')).toBeVisible();
  await journey.expectAccessible();
  const address = (await page.locator('.address a').getAttribute('href'))!;

  const context = await browser.newContext({
    javaScriptEnabled: javaScriptEnabled !== false,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 740 },
  });
  const phone = await context.newPage();
  await checkIn(phone, address, 'Lò Thị Mai');
  // Who scans again, in small letters and without accents, is the same person.
  await checkIn(phone, address, 'lo thi mai');
  if (javaScriptEnabled !== false) {
    const over = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, 'the code’s page scrolls sideways').toBeLessThanOrEqual(0);
  }
  await context.close();

  await page.goto(`${activity}/check-in`);
  const present = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Bỏ', exact: true }) });
  await expect(present).toHaveCount(1);
  await expect(present).toContainText('Lò Thị Mai');
  await expect(present).toContainText('quét mã');

  await page.getByLabel('Thêm họ tên').fill('Cầm Văn Dũng');
  await page.getByRole('button', { name: 'Ghi có mặt' }).click();
  await expect(present).toHaveCount(2);
  await expect(present.filter({ hasText: 'Cầm Văn Dũng' })).toContainText('danh sách');
  await journey.expectFits();

  await openTarget(page, plan);
  await expect(page.getByText('2 người; cần ≥ 2').first()).toBeVisible();
});
