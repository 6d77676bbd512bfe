import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));
const [, project = 'unit'] = /--project (\w+)/.exec(process.argv.join(' ')) ?? [];

export default defineConfig({
  resolve: {
    alias: {
      'olark-to-rudderstack/mappers': source('mappers.ts'),
      'olark-to-rudderstack/privacy': source('privacy.ts'),
      'olark-to-rudderstack': source('index.ts'),
    },
  },
  test: {
    testTimeout: 60_000,
    // Names of rows are shown whole; 40 characters are the default.
    chaiConfig: { truncateThreshold: 120 },
    // What CI counts. A file `package.json` would make `coverage` a package of its own.
    reporters: ['default', ['json', { outputFile: `coverage/${project}.tests.json` }]],
    coverage: {
      include: ['src/**/*.ts'],
      reportsDirectory: 'coverage/source',
      reporter: ['text', 'html'],
      thresholds: { perFile: true, 100: true },
    },
    projects: [
      {
        extends: true,
        test: {
          // Everything that needs neither the built package nor a browser.
          name: 'unit',
          include: ['test/*.test.ts', 'test/{unit,docs,warehouse,schemas,demo}/**/*.test.ts'],
          exclude: ['test/demo/page.test.ts'],
          // Files share what they import, which takes a third of the time.
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/support/installed.ts',
        },
      },
      // Servers and programs, each started as a user starts it.
      { extends: true, test: { name: 'examples', include: ['test/examples/**/*.test.ts'] } },
      { extends: true, test: { name: 'page', include: ['test/demo/page.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'runtimes',
          include: ['test/runtimes/*.test.ts'],
          globalSetup: 'test/support/installed.ts',
          testTimeout: 120_000,
          // `isolated-vm` asks for it from Node 20 on.
          execArgv: ['--no-node-snapshot'],
        },
      },
    ],
  },
});
