import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { olarkForm, readByPlatform, withMessages } from './inputs.js';

/** Of one process that reads a form: its peak memory in bytes. */
export type Peaks = Readonly<Record<'ours' | 'platform', number>>;

/** Measures processes that read one form of 50 MB, by the library and by the platform alone. */
export function peakMemory(library: string): Peaks {
  const folder = mkdtempSync(join(tmpdir(), 'olark-bench-'));
  const file = join(folder, 'form.txt');
  const form = olarkForm(withMessages(1000));
  writeFileSync(file, olarkForm(withMessages(Math.ceil(50_000_000 / (form.length / 1000)))));
  const peakOf = (setUp: string, read: string) => {
    const script = `
      import { readFileSync } from 'node:fs';
      ${setUp}
      const result = ${read}(readFileSync(${JSON.stringify(file)}, 'latin1'));
      console.log(process.resourceUsage().maxRSS * 1024, typeof result);`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    return parseInt(output, 10);
  };
  try {
    return {
      ours: peakOf(`import { transformOlark } from ${JSON.stringify(library)};`, ours),
      platform: peakOf('', `(${readByPlatform.toString()})`),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ours = "((form) => transformOlark(form, { ids: 'none' }))";
