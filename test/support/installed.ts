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

import { afterAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of its own in which a user has installed the packed tarball. */
export interface InstalledPackage {
  readonly folder: string;
  /** What the tarball holds. */
  readonly files: readonly string[];
  /** Its bytes, packed. */
  readonly size: number;
  /** Writes a file into the folder. */
  write(name: string, content: string): void;
  /** Runs a command in the folder and returns what it prints. */
  run(command: string, args: readonly string[]): string;
  /** Puts this repository's development dependencies beside the package, as if the user had them too. */
  link(): void;
}

/** Packs what was built and installs it in an empty folder, until the tests of the file have ended. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'olark-to-rudderstack-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder], ROOT),
  ) as [{ filename: string; size: number; files: { path: string }[] }];
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
  };
  write('package.json', '{ "private": true }');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, packed.filename)]);
  return {
    folder,
    files: packed.files.map(({ path }) => path),
    size: packed.size,
    write,
    run: (command, args) => run(command, args),
    link: () => {
      linkDevelopmentDependencies(folder);
    },
  };
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
