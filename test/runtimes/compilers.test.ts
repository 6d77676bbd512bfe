import { describe, expect, it } from 'vitest';

import { compile, MAPPERS_ALONE, type Resolution, TYPE_TESTS } from '../support/compile.js';
import { isLeftOut, tool } from './tools.js';

/** Older and newer compilers than this repository's own, and how each can find modules. */
const COMPILERS: Readonly<Record<string, readonly Resolution[]>> = {
  '4.8': ['node16', 'node10'],
  '5.0': ['node16', 'bundler', 'node10'],
  '5.4': ['node16', 'bundler', 'node10'],
  '6.0': ['node16', 'bundler'],
  '7.0': ['node16', 'bundler'],
};

/** A program for browsers of long ago, which see only the declarations. */
const OLD_PROGRAM = `
  import { transformOlark } from 'olark-to-rudderstack';
  import { parseDelivery } from 'olark-to-rudderstack/mappers';
  export var events = transformOlark('');
  export var conversation = parseDelivery('');`;

for (const [version, resolutions] of Object.entries(COMPILERS)) {
  const compiler = tool(`typescript-${version}`);
  describe.skipIf(isLeftOut(compiler))(`TypeScript ${version}`, () => {
    describe.each(resolutions)('with modules found by %s', (resolution) => {
      it.concurrent('compiles the type tests', async () => {
        expect(await compile(compiler ?? '', resolution, TYPE_TESTS)).toBe('');
      });

      it.concurrent('compiles a program that imports only /mappers', async () => {
        expect(await compile(compiler ?? '', resolution, MAPPERS_ALONE)).toBe('');
      });

      // Newer compilers compile for ES2015 and later.
      if (version >= '6') return;
      it.concurrent('compiles a program for ES5', async () => {
        const options = { target: 'es5', lib: ['es5'] };
        expect(await compile(compiler ?? '', resolution, { old: OLD_PROGRAM }, options)).toBe('');
      });
    });
  });
}
