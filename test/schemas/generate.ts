import { mkdirSync, writeFileSync } from 'node:fs';

import { makeSchemas } from './schemas.js';

/** Writes the schemas: `tsx test/schemas/generate.ts`, into `dist/schemas` or a folder that is given. */
const [, , folder = 'dist/schemas'] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(makeSchemas())) {
  writeFileSync(`${folder}/${name}.json`, JSON.stringify(schema));
}
