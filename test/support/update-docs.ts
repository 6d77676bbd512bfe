import { readFileSync, writeFileSync } from 'node:fs';

import { withTables } from './documents.js';
import { DOCUMENTS } from './markdown.js';

for (const path of DOCUMENTS) {
  const before = readFileSync(path, 'utf8');
  const after = await withTables(before);
  if (after !== before) writeFileSync(path, after);
}
