import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { fillDates } from '../demo/fill-dates.ts';
import { demoPassword } from '../demo/make-accounts.ts';

// Takes the pictures of the six main screens in docs/screens, from a running demonstration:
//   node e2e/take-screens.ts http://localhost:3000
const base = process.argv[2] ?? 'http://localhost:3000';

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu').fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/home');
}

/** Address of the first thing in a list that fits. */
async function firstLink(page: Page, list: string, name: RegExp): Promise<string> {
  await page.goto(base + list);
  return (await page.getByRole('link', { name }).first().getAttribute('href')) ?? list;
}

/** Address of the plan with a number. */
async function planOf(page: Page, number: string): Promise<string> {
  await page.goto(`${base}/plans?q=${encodeURIComponent(number)}`);
  const row = page.getByRole('row').filter({ hasText: number });
  return (await row.getByRole('link').first().getAttribute('href')) ?? '/plans';
}

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
for (const [width, height] of [
  [1280, 860],
  [360, 740],
] as const) {
  const page = await (await browser.newContext({ viewport: { width, height }, locale: 'vi-VN' })).newPage();
  const take = async (name: string, path: string): Promise<void> => {
    await page.goto(base + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `docs/screens/${name}-${width}.png` });
  };
  await signIn(page, 'canbo');
  await take('home', '/home');
  await take('board', `${await planOf(page, '03/KH-LĐLĐ')}/board`);
  // The one of the whole term: its targets are of most shapes and stand in every state.
  await take('progress', `${await planOf(page, '02/KH-LĐLĐ')}/progress`);
  await page.goto(`${base}/plans/new?from=paste`);
  await page
    .getByLabel('Nội dung kế hoạch')
    .fill(fillDates(readFileSync('demo/plans/3-nghi-quyet.txt', 'utf8'), '2026-11-20'));
  await page.getByRole('button', { name: 'Đọc kế hoạch' }).click();
  await page.waitForURL(/\/review/);
  await take('review', new URL(page.url()).pathname);
  await signInAs(page, 'coso', async () => take('record', '/activities/new'));
  await signInAs(page, 'phuong', async () =>
    take('report', await firstLink(page, '/reports', /Kết quả công tác tuyên truyền/)),
  );
}
await browser.close();

async function signInAs(page: Page, login: string, work: () => Promise<void>): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, login);
  await work();
}
