import { expect, test } from './journey.ts';

test('the chair of a grassroots union records an activity, and finds it in the list with its people', async ({
  page,
  journey,
}) => {
  await journey.signIn('coso');
  await page.goto('/activities/new');
  await journey.expectFits();
  await journey.expectAccessible();
  await page.getByRole('radio', { name: /Tuyên truyền miệng/ }).check({ force: true });
  await page.getByLabel('Tên hoạt động').fill('Sinh hoạt chuyên đề ghi từ điện thoại');
  await page.getByRole('spinbutton').first().fill('7');
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  await page.goto('/activities');
  await expect(page.getByText('Sinh hoạt chuyên đề ghi từ điện thoại').first()).toBeVisible();
  await journey.expectFits();
});
