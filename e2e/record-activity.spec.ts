import sharp from 'sharp';
import { expect, test } from './journey.ts';

const pixel = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#a22' } })
  .png()
  .toBuffer();
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: pixel });

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

test('a photograph stays through a confirmation and ends on the activity', async ({ page, journey }) => {
  await journey.signIn('coso');
  await page.goto('/activities/new');
  await page.getByRole('radio', { name: /Tuyên truyền miệng/ }).check({ force: true });
  await page.getByLabel('Tên hoạt động').fill('Buổi nói chuyện đông hơn dự kiến');
  await page.getByRole('spinbutton').first().fill('999999');
  await page.getByLabel('Chọn ảnh hoặc tệp có sẵn').setInputFiles([picture('giữ lại.png'), picture('bỏ đi.png')]);
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click();
  await expect(page.getByText('giữ lại.jpg')).toBeVisible();
  const small = page.locator('img[src^="/files/held/"]');
  await expect(small).toHaveCount(2);
  expect((await page.request.get((await small.first().getAttribute('src'))!)).headers()['content-type']).toBe(
    'image/jpeg',
  );
  await journey.expectFits();
  await journey.expectAccessible();
  await page.getByRole('listitem').filter({ hasText: 'bỏ đi.jpg' }).getByLabel('Bỏ ảnh này').check();
  await page.getByLabel('Tôi đã kiểm tra, thông tin này đúng').check();
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  await expect(page.getByText('giữ lại.jpg').first()).toBeVisible();
  await expect(page.getByText('bỏ đi.jpg')).toHaveCount(0);
});
