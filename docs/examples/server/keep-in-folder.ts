import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { KeepAside } from './deliver.ts';
import type { Settings } from './settings.ts';

/** The folder that deliveries are kept in. */
export function keptFolder({ KEPT_FOLDER = 'kept' }: Settings): string {
  return resolve(KEPT_FOLDER);
}

/** Keeps each delivery in a file of its own that only you can read. Throws if nothing can be written there. */
export function keepInFolder(settings: Settings): KeepAside {
  const folder = keptFolder(settings);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const trial = join(folder, `trial-${process.pid}.part`);
  writeFileSync(trial, '');
  rmSync(trial);
  return async ({ name, body }) => {
    const path = join(folder, name);
    // A file has its name only once it is complete and on the disk.
    const unfinished = `${path}.part`;
    const file = await open(unfinished, 'wx', 0o600);
    try {
      for await (const chunk of body) await file.writeFile(chunk);
      await file.sync();
      await file.close();
      await rename(unfinished, path);
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(unfinished, { force: true });
      throw error;
    }
  };
}
