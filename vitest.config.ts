import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** What `npm run test:unit` runs: everything that needs neither the built package nor a browser. */
export default defineConfig({
  resolve: {
    alias: {
      'olark-to-rudderstack/mappers': source('mappers/index.ts'),
      'olark-to-rudderstack': source('index.ts'),
    },
  },
  test: {
    include: ['test/*.test.ts', 'test/{unit,types,docs,warehouse,schemas,demo}/**/*.test.ts'],
    exclude: ['test/demo/page.test.ts'],
    // Files share what they import, which takes a third of the time.
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'coverage/unit.json' }]],
    coverage: {
      include: ['src/**/*.ts'],
      reportsDirectory: 'coverage/source',
      reporter: ['text', 'html'],
      thresholds: { perFile: true, 100: true },
    },
  },
});
