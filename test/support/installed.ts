import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A folder in which a user has installed the packed tarball. */
interface Installation {
  readonly folder: string;
  readonly tarball: string;
  /** What the tarball holds. */
  readonly files: readonly string[];
  /** The tarball's bytes. */
  readonly size: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly installation: Installation;
  }
}

/** Vitest's global set-up: packs what was built and installs it, once for all tests of a run. */
export default function setUp({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'olark-to-rudderstack-'));
  const pack = ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(run('npm', pack, ROOT)) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  const tarball = join(folder, packed.filename);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
  provide('installation', {
    folder,
    tarball,
    files: packed.files.map(({ path }) => path),
    size: packed.size,
  });
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The package as a user has installed it. */
export interface InstalledPackage extends Installation {
  /** Writes a file into the folder. */
  write(name: string, content: string): void;
  /** Runs a command in the folder and returns what it prints. */
  run(command: string, args: readonly string[]): string;
  /** Puts this repository's development dependencies beside the package, as if the user had them too. */
  link(): void;
}

/** The installed package. Needs this file among the `globalSetup` of the run. */
export function installedPackage(): InstalledPackage {
  const installation = inject('installation');
  const { folder } = installation;
  return {
    ...installation,
    write: (name, content) => {
      writeFileSync(join(folder, name), content);
    },
    run: (command, args) => run(command, args, folder),
    link: () => {
      linkDevelopmentDependencies(folder);
    },
  };
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function linkDevelopmentDependencies(folder: string): void {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  for (const name of Object.keys(devDependencies)) {
    const link = join(folder, 'node_modules', name);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
}
