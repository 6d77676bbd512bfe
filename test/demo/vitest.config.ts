import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/demo/page.test.ts'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/page.json' }]],
  },
});
