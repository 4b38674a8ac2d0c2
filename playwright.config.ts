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

/**
 * Every project has a server and a copy of the demonstration of its own, and one worker: journeys change what they find,
 * and a ward that one of them absorbs is the ward that another one reports to.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/start-servers.ts',
  timeout: 150_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 2,
  // What passes only the second time is printed as flaky: a fault to look for, but of the journey until it is found.
  retries: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: { launchOptions, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'chromium',
      workers: 1,
      use: { baseURL: 'http://localhost:4201', viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'no-js',
      workers: 1,
      use: { baseURL: 'http://localhost:4202', javaScriptEnabled: false, viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'slow-phone',
      workers: 1,
      // What is done on a phone; the officer's long way is walked on a desk, with script and without.
      testMatch: ['**/sign-in.spec.ts', '**/record-activity.spec.ts', '**/boards.spec.ts'],
      use: { baseURL: 'http://localhost:4203', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
  ],
});
