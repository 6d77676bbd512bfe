import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { type OlarkPayloadError, transformOlark, type TransformOptions } from '../../src/index.js';

const USAGE = `Usage: npm run demo -- [FILE] [--profile PROFILE] [--ids IDS]

Prints the RudderStack events for an Olark delivery: FILE, or standard input where FILE is -, or
RudderStack's documented example. FILE holds the conversation as JSON, a raw form body, or RudderStack's
source request as JSON.

  --profile  documented (default), rudder-transformer, complete
  --ids      content, random, none`;

const DOCUMENTED_EXAMPLE = fileURLToPath(
  new URL('../../fixtures/documented-example/payload.json', import.meta.url),
);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { profile: { type: 'string' }, ids: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    const [file = DOCUMENTED_EXAMPLE] = positionals;
    const body = readFileSync(file === '-' ? 0 : file);
    // `transformOlark` checks the options itself.
    const events = transformOlark(body, { profile: values.profile, ids: values.ids } as TransformOptions);
    console.log(JSON.stringify(events, null, 2));
  }
} catch (error) {
  const { code, message } = error as Partial<OlarkPayloadError>;
  console.error(
    code?.startsWith('OLARK_') ? `${code}: ${String(message)}` : `${String(message)}\n\n${USAGE}`,
  );
  process.exitCode = 1;
}
