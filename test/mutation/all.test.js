// All in one file, because each file of tests imports what it needs anew, once for each mutant.
// oxlint-disable-next-line typescript/no-unsafe-call -- Vite puts it in
import.meta.glob(['../unit/**/*.test.ts', '../fixtures.test.ts'], { eager: true });
