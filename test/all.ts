import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * What `npm test` runs, the longest first: as many at a time as there are processors. Caches make the second run
 * shorter, and coverage, which takes a quarter of the time of tests, is looked at by CI and by `npm run test:unit`.
 */
const STEPS: readonly (readonly [name: string, command: string])[] = [
  ['unit', process.env['CI'] ? 'vitest run --project unit --coverage' : 'vitest run --project unit'],
  ['lint and types', 'oxlint'],
  ['package', 'npm run build && vitest run --project package'],
  ['format', 'prettier --check . --cache --cache-strategy content'],
];

const failed: string[] = [];

function run(command: string): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

const waiting = STEPS.values();

async function work(): Promise<void> {
  for (const [name, command] of waiting) {
    const started = performance.now();
    const { code, output } = await run(command);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (code !== 0) failed.push(name);
    console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${command}), ${seconds} s`);
    if (code !== 0) console.log(output);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failed.length > 0) console.log(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
