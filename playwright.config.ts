import { defineConfig } from '@playwright/test';

// Debian's Chromium: browsers of the test tool's own are never downloaded. Without these flags it calls home at each start.
const launchOptions = {
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
};

/** Every project has a server and a copy of the demonstration of its own: journeys change what they find. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/start-servers.ts',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: { launchOptions, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', use: { baseURL: 'http://localhost:4201', viewport: { width: 1280, height: 800 } } },
    {
      name: 'no-js',
      use: { baseURL: 'http://localhost:4202', javaScriptEnabled: false, viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'slow-phone',
      // What is done on a phone; the officer's long way is walked on a desk, with script and without.
      testMatch: ['**/sign-in.spec.ts', '**/record-activity.spec.ts', '**/boards.spec.ts'],
      use: { baseURL: 'http://localhost:4203', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
  ],
});
