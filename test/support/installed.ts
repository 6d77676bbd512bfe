import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type BuildOptions } from 'esbuild';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    readonly installation: {
      /** Where a user has installed the packed tarball. */
      readonly folder: string;
      readonly tarball: string;
      /** What the tarball holds. */
      readonly files: readonly string[];
    };
  }
}

/** Vitest's global set-up: packs what was built and installs it, once for all tests of a run. */
export default function setUp({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'olark-to-rudderstack-'));
  const pack = ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(run('npm', pack, ROOT)) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(folder, packed.filename);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
  provide('installation', { folder, tarball, files: packed.files.map(({ path }) => path) });
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The package as a user has installed it. Needs this file among the `globalSetup` of the run. */
export function installedPackage() {
  const installation = inject('installation');
  const { folder } = installation;
  return {
    ...installation,
    /** Writes a file into the folder. */
    write: (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
    },
    /** Runs a command in the folder and returns what it prints. */
    run: (command: string, args: readonly string[]) => run(command, args, folder),
    /** Bundles code that imports the package, as an ES module unless the options say otherwise. */
    bundle: async (code: string, options: BuildOptions = {}) => {
      const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: folder },
        bundle: true,
        format: 'esm',
        platform: 'browser',
        logLevel: 'error',
        ...options,
        write: false,
      });
      return outputFiles[0]?.text ?? '';
    },
  };
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: Infinity,
  });
}
