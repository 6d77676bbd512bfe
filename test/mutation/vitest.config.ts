import { defineConfig } from 'vitest/config';

/** The tests that are quick: those on generated and hostile input would take hours, once for each mutant. */
export default defineConfig({
  test: { testTimeout: 60_000, include: ['test/mutation/all.test.js'], root: '.' },
});
