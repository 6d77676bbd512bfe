import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['test/runtimes/**/*.test.ts'],
    testTimeout: 60_000,
    // `isolated-vm` asks for it from Node 20 on.
    execArgv: ['--no-node-snapshot'],
    reporters: ['default', ['json', { outputFile: 'coverage/runtimes.json' }]],
  },
});
