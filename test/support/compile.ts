import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { installedPackage } from './installed.js';

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
  noEmit: true,
  target: 'es2022',
  lib: ['es2022'],
  types: [],
};

let compilations = 0;

/** Compiles a program against the installed package by the compiler in a folder; what the compiler says of it. */
export function compile(compiler: string, resolution: Resolution, program: string): Promise<string> {
  const installed = installedPackage();
  const { options, extensions } = RESOLUTIONS[resolution];
  compilations += 1;
  const name = `program-${String(compilations)}`;
  const files = extensions.map((extension) => `${name}${extension}`);
  for (const file of files) installed.write(file, program);
  installed.write(`${name}.json`, JSON.stringify({ compilerOptions: { ...STRICTEST, ...options }, files }));
  const { bin } = JSON.parse(readFileSync(join(compiler, 'package.json'), 'utf8')) as {
    bin: { tsc: string };
  };
  const args = [join(compiler, bin.tsc), '--project', `${name}.json`, '--pretty', 'false'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: installed.folder }, (error, stdout, stderr) => {
      resolve(error === null ? stdout : `${stdout}${stderr}${error.message}`);
    });
  });
}
