import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    globalSetup: 'test/support/installed.ts',
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/package.json' }]],
  },
});
