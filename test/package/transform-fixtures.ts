/**
 * Transforms the fixtures of a folder with the package that is installed beside this file, by `import` and by `require`,
 * and compares the events with the expected ones. Needs nothing else, because vitest does not run in Node 18.
 * `try-tarball.sh` runs it.
 */
import { deepStrictEqual } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import * as imported from 'olark-to-rudderstack';

const required = createRequire(import.meta.url)('olark-to-rudderstack') as typeof imported;
/** The other files of a fixture are named after profiles, and hold their events. */
const OTHER_FILES = new Set(['payload.json', 'rudderstack-documentation.json']);

const [folder = 'fixtures'] = process.argv.slice(2);
let compared = 0;
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const fixture = join(folder, entry.name);
  const payload = readPayload(fixture);
  for (const file of readdirSync(fixture)) {
    if (!file.endsWith('.json') || OTHER_FILES.has(file)) continue;
    const profile = file.slice(0, -'.json'.length) as imported.Profile;
    for (const { transformOlark } of [imported, required]) {
      const events: unknown = JSON.parse(JSON.stringify(transformOlark(payload, { profile })));
      deepStrictEqual(events, readJson(join(fixture, file)), `${entry.name}, ${profile}`);
      compared += 1;
    }
  }
}
if (compared === 0) throw new Error(`There are no fixtures in ${folder}.`);
console.log(`Node ${process.version}: ${String(compared)} results are as expected.`);

function readPayload(fixture: string): unknown {
  const text = join(fixture, 'payload.txt');
  return existsSync(text) ? readFileSync(text, 'utf8') : readJson(join(fixture, 'payload.json'));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
