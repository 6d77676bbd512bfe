import { defineConfig } from 'vitest/config';

/** The unit tests alone. Those of the README read the source as text, which mutants are not. */
export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/readme.test.ts'], root: '.' },
});
