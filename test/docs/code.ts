import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { buildSync } from 'esbuild';
import { afterAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Folder = ReturnType<typeof makeFolder>;

/**
 * Makes a folder in which a reader has written files of a guide, beside this package and what else it needs. It lasts
 * until the tests of the file have ended.
 */
export function makeFolder() {
  const path = mkdtempSync(join(tmpdir(), 'olark-docs-'));
  afterAll(() => {
    rmSync(path, { recursive: true, force: true });
  });
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'), 'junction');
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  return {
    path,
    /** Writes files, and makes `.js` of every `.ts`. */
    write: (files: Readonly<Record<string, string>>) => {
      for (const [name, code] of Object.entries(files)) writeFileSync(join(path, name), code);
      buildSync({
        absWorkingDir: path,
        entryPoints: Object.keys(files).filter((name) => name.endsWith('.ts')),
        outdir: path,
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'node',
        packages: 'external',
        alias: {
          'olark-to-rudderstack/mappers': join(ROOT, 'src/mappers.ts'),
          'olark-to-rudderstack/privacy': join(ROOT, 'src/privacy.ts'),
          'olark-to-rudderstack': join(ROOT, 'src/index.ts'),
        },
        logLevel: 'error',
      });
    },
    /** Runs a program of Node: what it prints, what it writes to its log, and its exit code. */
    run: async (args: readonly string[]) => {
      const child = spawn(process.execPath, args, { cwd: path });
      const closed = once(child, 'close');
      const [output, log] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const [code] = (await closed) as [number | null];
      return { output, log, code };
    },
    /** Imports a file. */
    load: async (file: string) =>
      (await import(/* @vite-ignore */ join(path, file))) as Record<string, unknown>,
  };
}
