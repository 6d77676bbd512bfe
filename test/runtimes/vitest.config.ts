import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/runtimes/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: 'test/support/installed.ts',
    testTimeout: 120_000,
    // `isolated-vm` asks for it from Node 20 on.
    execArgv: ['--no-node-snapshot'],
    reporters: ['default', ['json', { outputFile: 'coverage/runtimes.json' }]],
  },
});
