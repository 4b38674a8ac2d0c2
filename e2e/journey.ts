import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';
import { demoCode } from '../demo/demo-code.ts';
import { demoPassword } from '../demo/make-accounts.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact: string | null;
  nodes: { target: string[] }[];
}

interface Journey {
  /** Signs in as an account of the demonstration; a deciding one gives its code too. */
  signIn(username: string): Promise<void>;
  /** Fails when axe finds something serious on the page. Without script there is nothing to run it with. */
  expectAccessible(): Promise<void>;
  /** Fails when the page scrolls sideways. */
  expectFits(): Promise<void>;
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  if (new URL(page.url()).pathname === '/sign-in/code') {
    await page.getByLabel('Mã').fill(demoCode());
    await page.getByRole('button', { name: 'Xác nhận' }).click();
  }
  await page.waitForURL('**/home');
}

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = (await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } };
    return (await axe.run()).violations;
  })) as Finding[];
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Journeys run with script, without it, and on a phone of 360 pixels: they may not differ. */
export const test = base.extend<{ journey: Journey }>({
  journey: async ({ page, javaScriptEnabled }, use) => {
    await use({
      signIn: (username) => signIn(page, username),
      async expectAccessible() {
        if (javaScriptEnabled !== false) expect(await seriousFindings(page), page.url()).toEqual([]);
      },
      async expectFits() {
        if (javaScriptEnabled === false) return;
        // What a link leads to can be read before its style sheet is there; until then everything is too wide.
        const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        await expect.poll(over, { message: `${page.url()} scrolls sideways` }).toBeLessThanOrEqual(0);
      },
    });
  },
});

export { expect };
