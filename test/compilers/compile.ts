import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { InstalledPackage } from '../support/installed.js';
import type { Program } from './programs.js';

const STRICT = { strict: true, noEmit: true, target: 'es2022', lib: ['es2022'], skipLibCheck: false };

/** Everything that can be asked for besides `strict`, in a project that has the types of neither Node nor the web. */
export const STRICTEST = {
  ...STRICT,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  types: [],
};

/** `strict`, in a project that has the types of Node. */
export function strictWithNode(typeRoot: string): object {
  return { ...STRICT, typeRoots: [typeRoot], types: ['node'] };
}

/** How a project finds modules, and the kinds of file that it has then. */
export interface Resolution {
  readonly options: object;
  readonly extensions: readonly string[];
}

export const RESOLUTIONS = {
  node16: { options: { module: 'node16', moduleResolution: 'node16' }, extensions: ['.mts', '.cts'] },
  nodenext: { options: { module: 'nodenext', moduleResolution: 'nodenext' }, extensions: ['.mts', '.cts'] },
  bundler: { options: { module: 'esnext', moduleResolution: 'bundler' }, extensions: ['.ts'] },
  /** As it was before packages had `exports`. */
  node10: { options: { module: 'commonjs', moduleResolution: 'node' }, extensions: ['.ts'] },
} satisfies Record<string, Resolution>;

/** One run of a compiler. */
export interface Compilation {
  /** The folder of its package `typescript`. */
  readonly compiler: string;
  /** Options besides those of the resolution. */
  readonly options: object;
  readonly resolution: Resolution;
  readonly programs: readonly Program[];
}

/** Errors by what a program shows and the kind of its file, each with its line: `3: Property 'x' is missing`. */
export type Errors = Readonly<Record<string, readonly string[]>>;

interface Source {
  readonly name: string;
  readonly file: string;
  readonly lines: readonly string[];
}

let compilations = 0;

/**
 * Compiles programs against the installed package: what the programs say must be refused, and what the compiler
 * refuses. An error that holds the program's words for it is given in those words.
 */
export async function compile(
  installed: InstalledPackage,
  { compiler, options, resolution, programs }: Compilation,
): Promise<{ readonly expected: Errors; readonly found: Errors }> {
  compilations += 1;
  const project = `project-${String(compilations)}`;
  const sources = resolution.extensions.flatMap((extension) =>
    programs
      .filter(({ isEsm = false }) => !(isEsm && extension === '.cts'))
      .map(({ shows, code }, index): Source => {
        const file = `${project}-${String(index)}${extension}`;
        return { name: `${shows} (${extension})`, file, lines: code.split('\n') };
      }),
  );
  for (const { file, lines } of sources) installed.write(file, lines.join('\n'));
  const compilerOptions = { ...options, ...resolution.options };
  installed.write(
    `${project}.json`,
    JSON.stringify({ compilerOptions, files: sources.map(({ file }) => file) }),
  );
  const output = await outputOf(installed.folder, compiler, `${project}.json`);
  return { expected: expectedErrors(sources), found: foundErrors(sources, output) };
}

/** What the compiler says that the command of its package starts. */
async function outputOf(folder: string, compiler: string, project: string): Promise<string> {
  const { bin } = JSON.parse(readFileSync(join(compiler, 'package.json'), 'utf8')) as {
    bin: { tsc: string };
  };
  const args = [join(compiler, bin.tsc), '--project', project, '--pretty', 'false'];
  try {
    return (await promisify(execFile)(process.execPath, args, { cwd: folder })).stdout;
  } catch (failure) {
    // It ends with another status than 0 where it finds errors.
    const { stdout } = failure as { readonly stdout: string };
    if (stdout === '') throw failure;
    return stdout;
  }
}

function expectedErrors(sources: readonly Source[]): Errors {
  const expected: Record<string, string[]> = {};
  for (const { name, lines } of sources) {
    for (const [index, line] of lines.entries()) {
      const words = wordsFor(line);
      if (words !== undefined) (expected[name] ??= []).push(`${String(index + 1)}: ${words}`);
    }
  }
  return expected;
}

function foundErrors(sources: readonly Source[], output: string): Errors {
  const found: Record<string, string[]> = {};
  // A message goes on in lines that are indented.
  for (const message of output.split(/\n(?=\S)/).filter((text) => text !== '')) {
    const [, file, line = '', error = ''] = /^(\S+)\((\d+),\d+\): (.*)$/s.exec(message.trim()) ?? [];
    const source = sources.find((candidate) => candidate.file === file);
    const words = wordsFor(source?.lines[Number(line) - 1] ?? '');
    const said = words !== undefined && error.includes(words) ? words : error;
    (found[source?.name ?? message] ??= []).push(`${line}: ${said}`);
  }
  return found;
}

function wordsFor(line: string): string | undefined {
  return line.split(' // error: ')[1];
}
