import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { installedPackage, ROOT } from './installed.js';

/** How a project finds modules, and the kinds of file that it has then. */
const RESOLUTIONS = {
  node16: { options: { module: 'node16', moduleResolution: 'node16' }, extensions: ['.mts', '.cts'] },
  bundler: { options: { module: 'esnext', moduleResolution: 'bundler' }, extensions: ['.ts'] },
  /** As it was before packages had `exports`. */
  node10: { options: { module: 'commonjs', moduleResolution: 'node' }, extensions: ['.ts'] },
} as const;

export type Resolution = keyof typeof RESOLUTIONS;

/** Everything that can be asked for, in a project that has the types of neither Node nor the web. */
const STRICTEST = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  skipLibCheck: false,
  declaration: true,
  target: 'es2022',
  lib: ['es2022'],
  types: [],
};

/** The end of the name of a type test: a program that says by `@ts-expect-error` what must not compile. */
const TYPE_TEST = '.test-d.ts';

const { mappers = '', ...others }: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(ROOT, 'test/unit'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(TYPE_TEST))
    .map((path) => [basename(path, TYPE_TEST), readFileSync(join(ROOT, 'test/unit', path), 'utf8')]),
);

/** The type tests that import `.`: by their names, their source. */
export const TYPE_TESTS = others;

/**
 * The type test that imports only `/mappers`. It shows what it should only where no other program has imported `.`; and
 * TypeScript 4.8 knows only one of several augmentations of an interface.
 */
export const MAPPERS_ALONE = { mappers };

let compilations = 0;

/**
 * Compiles programs, in one go, against the installed package by the compiler in a folder; what the compiler says of
 * them. They are given by their names.
 */
export function compile(
  compiler: string,
  resolution: Resolution,
  programs: Readonly<Record<string, string>>,
  compilerOptions: object = {},
): Promise<string> {
  const installed = installedPackage();
  const { options, extensions } = RESOLUTIONS[resolution];
  compilations += 1;
  const id = `program-${String(compilations)}`;
  const files = [`${id}.d.ts`];
  installed.write(`${id}.d.ts`, readFileSync(join(ROOT, 'test/support/is-same.d.ts'), 'utf8'));
  for (const [name, program] of Object.entries(programs)) {
    for (const extension of extensions) {
      const file = `${id}-${name}${extension}`;
      installed.write(file, program);
      files.push(file);
    }
  }
  const all = { ...STRICTEST, outDir: `${id}-out`, ...options, ...compilerOptions };
  installed.write(`${id}.json`, JSON.stringify({ compilerOptions: all, files }));
  const { bin } = JSON.parse(readFileSync(join(compiler, 'package.json'), 'utf8')) as {
    bin: { tsc: string };
  };
  const args = [join(compiler, bin.tsc), '--project', `${id}.json`, '--pretty', 'false'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: installed.folder }, (error, stdout, stderr) => {
      resolve(error === null ? stdout : `${stdout}${stderr}${error.message}`);
    });
  });
}
