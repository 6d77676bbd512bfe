import { defineConfig } from 'vitest/config';

/** The tests that are quick: those on generated and hostile input would take hours, once for each mutant. */
export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts', 'test/fixtures.test.ts'], root: '.' },
});
