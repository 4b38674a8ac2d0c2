import { defineConfig } from 'vitest/config';

/** Unit and use-case tests run on plain Node, without SvelteKit: the domain may not depend on it. */
export default defineConfig({
  resolve: { alias: { '#app': new URL('./src', import.meta.url).pathname } },
  test: {
    include: [
      'src/**/*.test.ts',
      'server/**/*.test.ts',
      'checks/**/*.test.ts',
      'demo/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    environment: 'node',
    pool: 'forks',
    // One process per core keeps its database from file to file; tests share no other state.
    isolate: false,
    globalSetup: ['src/platform/testing/global-setup.ts'],
    // Only against what never ends: the machines that run this may be ten times as slow as they are when they are free.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // No test may depend on the order of files, nor on the machine's time zone.
    env: { TZ: 'UTC' },
  },
});
