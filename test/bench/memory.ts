import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { olarkForm, readByPlatform, withMessages } from './inputs.js';

/** The peak memory in bytes of a process that reads a form of 50 MB by the library, and of one by the platform alone. */
export function peakMemory(library: string): Readonly<Record<'ours' | 'platform', number>> {
  const folder = mkdtempSync(join(tmpdir(), 'olark-bench-'));
  const file = join(folder, 'form.txt');
  const bytesOfMessage = olarkForm(withMessages(1000)).length / 1000;
  writeFileSync(file, olarkForm(withMessages(Math.ceil(50_000_000 / bytesOfMessage))));
  const peakOf = (read: string) => {
    const script = `
      import { readFileSync } from 'node:fs';
      const read = ${read};
      const result = read(readFileSync(${JSON.stringify(file)}, 'latin1'));
      console.log(process.resourceUsage().maxRSS * 1024, typeof result);`;
    const args = ['--input-type=module', '-e', script];
    return parseInt(execFileSync(process.execPath, args, { encoding: 'utf8' }), 10);
  };
  try {
    const byLibrary = "({ transformOlark }) => (form) => transformOlark(form, { ids: 'none' })";
    const ours = `(${byLibrary})(await import(${JSON.stringify(library)}))`;
    return { ours: peakOf(ours), platform: peakOf(readByPlatform.toString()) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
