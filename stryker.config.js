/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ['src/**/*.ts', '!src/**/index.ts', '!src/{olark,options,rudder}.ts'],
  ignoreStatic: false,
  coverageAnalysis: 'perTest',
  reporters: ['clear-text', 'progress', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: 'coverage/mutation.html' },
  tempDirName: 'node_modules/.stryker',
  thresholds: { high: 98, low: 95, break: 95 },
  timeoutMS: 20_000,
  concurrency: 2,
};
