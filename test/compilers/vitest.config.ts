import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['test/compilers/**/*.test.ts'],
    testTimeout: 120_000,
    maxConcurrency: availableParallelism(),
    reporters: ['default', ['json', { outputFile: 'coverage/compilers.json' }]],
  },
});
