/** What `npm run test:mutation` runs; it fetches Stryker itself. */
export default {
  testRunner: 'vitest',
  // There is nothing to rewrite in ours, and Stryker would want a TypeScript of its own for that.
  tsconfigFile: 'none',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ['src/**/*.ts', '!src/**/*.d.ts', '!src/**/index.ts'],
  coverageAnalysis: 'perTest',
  reporters: ['clear-text', 'progress', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: 'coverage/mutation.html' },
  tempDirName: 'coverage/stryker',
  thresholds: { high: 98, low: 95, break: 95 },
  timeoutMS: 20_000,
  concurrency: 2,
};
