import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';

const HELP = `Usage: npm run demo -- [FILE] [--profile PROFILE] [--ids MODE]

Prints the RudderStack events for an Olark delivery.

FILE     a form body (data=...), JSON, or RudderStack's source request; - for standard input;
         without it, RudderStack's documented example
PROFILE  one of: ${Object.keys(profiles).join(', ')}
MODE     one of: content, random, none`;

const EXAMPLE = fileURLToPath(new URL('../../fixtures/documented-example/payload.json', import.meta.url));

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { profile: { type: 'string' }, ids: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [file = EXAMPLE] = positionals;
  const options = { profile: values.profile, ids: values.ids } as TransformOptions;
  if (values.help) {
    console.log(HELP);
  } else {
    // Reports a mistyped option before it waits for standard input.
    transformOlark({ kind: 'Conversation', visitor: { id: 'v1' } }, options);
    const body = readFileSync(file === '-' ? 0 : file);
    console.log(JSON.stringify(transformOlark(body, options), null, 2));
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code?.startsWith('OLARK_') ? `${code}: ${message}` : `${message}\n\n${HELP}`);
  process.exitCode = 1;
}
