import { defineConfig } from 'vitest/config';

/**
 * The unit tests, but for those that read the source as text, which mutants are not, and the slow ones on
 * generated and hostile input, which would take hours.
 */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    exclude: ['readme', 'doc-examples', 'properties', 'hostile'].map((name) => `test/unit/${name}.test.ts`),
    root: '.',
  },
});
