import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { installPackage } from '../support/installed.js';
import { recipe } from '../support/readme.js';
import { type Compilation, compile, RESOLUTIONS, STRICTEST, strictWithNode } from './compile.js';
import { CLIENT_PROGRAMS, PROGRAMS, STRICT_PROGRAMS, STRICTEST_PROGRAMS } from './programs.js';

const MODULES = fileURLToPath(new URL('node_modules/', import.meta.url));

/** The compilers of this folder, and the ways to find modules that each has. */
const COMPILERS = {
  '4.8': ['node16', 'nodenext', 'node10'],
  '5.0': ['node16', 'nodenext', 'bundler', 'node10'],
  '5.9': ['node16', 'nodenext', 'bundler', 'node10'],
  '7.0': ['node16', 'nodenext', 'bundler'],
} as const satisfies Record<string, readonly (keyof typeof RESOLUTIONS)[]>;

const installed = installPackage();
installed.link();

describe.each(Object.entries(COMPILERS))('TypeScript %s', (version, resolutions) => {
  const compiler = join(MODULES, `typescript-${version}`);
  const missing = existsSync(compiler) ? undefined : `TypeScript ${version} is not installed`;
  if (missing !== undefined) console.warn(`${missing}; \`npm ci --prefix test/compilers\` does that.`);

  const test = (name: string, compilation: Omit<Compilation, 'compiler'>) => {
    it.concurrent(name, async ({ skip, expect: expectHere }) => {
      if (missing !== undefined) {
        // Whoever has no such compiler can still try the others; a CI server must have them all.
        expectHere(process.env['CI'], missing).toBeUndefined();
        skip(missing);
      }
      const { expected, found } = await compile(installed, { compiler, ...compilation });
      expectHere(found).toStrictEqual(expected);
    });
  };

  for (const name of resolutions) {
    test(`refuses what is wrong and nothing else, in the strictest setting, with modules found by ${name}`, {
      options: STRICTEST,
      resolution: RESOLUTIONS[name],
      programs: [...PROGRAMS, ...STRICTEST_PROGRAMS],
    });
  }

  test('refuses what is wrong and nothing else, beside the types of Node', {
    options: strictWithNode(join(MODULES, '@types')),
    resolution: RESOLUTIONS.nodenext,
    programs: [...PROGRAMS, ...STRICT_PROGRAMS],
  });

  test('lets RudderStack’s clients have the events, as the README does', {
    // The browser client has the types of a browser in its own, and errors that some compilers find.
    options: { ...STRICTEST, lib: ['es2022', 'dom'], skipLibCheck: true },
    resolution: { ...RESOLUTIONS.node16, extensions: ['.mts'] },
    programs: [...CLIENT_PROGRAMS, { shows: 'the README’s way', code: recipe('TypeScript') }],
  });
});

it('every program has its own name', () => {
  const names = [...PROGRAMS, ...STRICTEST_PROGRAMS, ...STRICT_PROGRAMS, ...CLIENT_PROGRAMS];
  expect(new Set(names.map(({ shows }) => shows)).size).toBe(names.length);
});
