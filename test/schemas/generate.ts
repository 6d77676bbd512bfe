import { mkdirSync, writeFileSync } from 'node:fs';

import { makeSchemas } from './schemas.js';

mkdirSync('dist/schemas', { recursive: true });
for (const [name, schema] of Object.entries(makeSchemas())) {
  writeFileSync(`dist/schemas/${name}.json`, JSON.stringify(schema));
}
