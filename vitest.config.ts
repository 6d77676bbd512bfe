import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,package,integration,demo}/**/*.test.ts'],
    typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'] },
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/{olark,options,rudder}.ts', 'src/**/index.ts'],
      reporter: ['text', 'html'],
      thresholds: { perFile: true, 100: true },
    },
  },
});
