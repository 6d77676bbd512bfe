import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { compile, type Resolution } from '../support/compile.js';
import { ROOT } from '../support/installed.js';
import { isLeftOut, tool } from './tools.js';

/** Older and newer compilers than this repository's own, and how each can find modules. */
const COMPILERS: Readonly<Record<string, readonly Resolution[]>> = {
  '4.8': ['node16', 'node10'],
  '5.0': ['node16', 'bundler', 'node10'],
  '7.0': ['node16', 'bundler'],
};

const program = readFileSync(join(ROOT, 'test/types/program.ts'), 'utf8');

for (const [version, resolutions] of Object.entries(COMPILERS)) {
  const compiler = tool(`typescript-${version}`);
  describe.skipIf(isLeftOut(compiler))(`TypeScript ${version}`, () => {
    it.concurrent.each(resolutions)(
      'compiles a user’s program, with modules found by %s',
      async (resolution) => {
        expect(await compile(compiler ?? '', resolution, program)).toBe('');
      },
    );
  });
}
