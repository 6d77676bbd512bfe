import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,package,recipes,integration,warehouse,scale,demo}/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/{olark,options,rudder,common/json,profiles/profile}.ts', 'src/**/index.ts'],
      reporter: ['text', 'html'],
      thresholds: { perFile: true, 100: true },
    },
  },
});
