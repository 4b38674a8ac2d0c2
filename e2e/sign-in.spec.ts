import { expect, test } from './journey.ts';
import { demoPassword } from '../demo/make-accounts.ts';

test('a wrong password gets a sentence, what was typed stays, the right one leads to the work of today', async ({
  page,
  journey,
}) => {
  await page.goto('/plans');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fplans/);
  await journey.expectAccessible();
  await page.getByLabel('Tên đăng nhập').fill('canbo');
  await page.getByLabel('Mật khẩu').fill('khong-phai-mat-khau');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByText('Tên đăng nhập hoặc mật khẩu chưa đúng.')).toBeVisible();
  await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('canbo');
  await page.getByLabel('Mật khẩu').fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).toHaveURL(/\/plans$/);
});

test('every page of the rail, and what it leads to, opens, fits its screen, and hides nothing from a screen reader', async ({
  page,
  journey,
}) => {
  await journey.signIn('canbo');
  for (const path of [
    '/home',
    '/plans',
    '/activities',
    '/activities/new',
    '/activities/unserved',
    '/activities/known-people',
    '/units',
    '/units/planned',
    '/units/decisions',
    '/units/import',
    '/measures',
    '/measures/board',
    '/measures/new',
    '/items',
    '/reports',
    '/reports/calendar',
    '/inbox',
    '/account',
    '/plans/new',
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    await journey.expectFits();
    await journey.expectAccessible();
  }
});

test.describe('in a browser of another language', () => {
  test.use({ locale: 'en-US' });

  test('the first page after signing in is in the language of the account', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.locator('input[name="login"]').fill('coso');
    await page.locator('input[name="password"]').fill('lan-toa-lam-son');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/home');
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    await expect(page.getByRole('heading', { level: 1, name: 'Việc' })).toBeVisible();
  });
});

test('the language is chosen by the person and stays', async ({ page, journey }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await expect(page.getByRole('button', { name: 'Đăng nhập' })).toBeVisible();
  await journey.expectFits();
});

test('what was typed when the session ended is not lost', async ({ page, context, journey, javaScriptEnabled }) => {
  await journey.signIn('canbo');
  await page.goto('/plans/new?from=blank');
  await page.getByLabel('Trích yếu').fill('Kế hoạch gõ dở khi phiên kết thúc');
  const session = (await context.cookies()).filter((cookie) => cookie.name.includes('session'));
  for (const cookie of session) await context.clearCookies({ name: cookie.name });
  await page.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  if (javaScriptEnabled === false) {
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel('Tên đăng nhập').fill('canbo');
    await page.getByLabel('Mật khẩu').fill(demoPassword);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(page.getByText('Kế hoạch gõ dở khi phiên kết thúc')).toBeVisible();
    await page.getByRole('button', { name: 'Gửi' }).click();
    await expect(page).toHaveURL(/\/plans\/[0-9a-f-]{36}/);
  } else {
    await expect(page.getByText('Phiên làm việc đã kết thúc').first()).toBeVisible();
    await expect(page.getByLabel('Trích yếu')).toHaveValue('Kế hoạch gõ dở khi phiên kết thúc');
  }
});

test('somebody of another branch is told that there is nothing, not that it is forbidden', async ({
  page,
  journey,
}) => {
  await journey.signIn('canbo');
  await page.goto('/units');
  await journey.signIn('coso');
  const response = await page.goto('/units/00000000-0000-4000-8000-000000000000');
  expect(response?.status()).toBe(404);
});

test('a form from the site itself is taken, one from another site is refused', async ({ page, baseURL }) => {
  const send = (origin: string) =>
    page.request.post('/sign-in', {
      headers: { origin, accept: 'text/html' },
      form: { login: 'khong-co-ai', password: 'sai', next: '' },
    });
  expect((await send('http://evil.test')).status()).toBe(403);
  expect((await send(baseURL ?? '')).status()).toBe(401);
});
