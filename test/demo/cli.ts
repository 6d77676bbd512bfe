import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { type OlarkPayloadError, transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';

const PROFILES = Object.keys(profiles).join('|');
const USAGE = `Usage: npm run demo -- [FILE, or - for standard input] [--profile ${PROFILES}] [--ids content|random|none]`;

const DOCUMENTED_EXAMPLE = fileURLToPath(
  new URL('../../fixtures/documented-example/payload.json', import.meta.url),
);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      ids: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [file = DOCUMENTED_EXAMPLE, ...surplus] = positionals;
  if (values.help) {
    console.log(USAGE);
  } else if (surplus.length > 0) {
    fail(`One file at a time, not also ${surplus.join(' ')}. ${USAGE}`);
  } else {
    const body = readFileSync(file === '-' ? 0 : file);
    // `transformOlark` checks the options itself.
    const events = transformOlark(body, { profile: values.profile, ids: values.ids } as TransformOptions);
    console.log(JSON.stringify(events, null, 2));
  }
} catch (error) {
  const { code, message = '' } = error as Partial<OlarkPayloadError & NodeJS.ErrnoException>;
  if (code?.startsWith('OLARK_')) fail(`${code}: ${message}`);
  else if (code?.startsWith('ERR_PARSE_ARGS_')) fail(`${firstSentence(message)} ${USAGE}`);
  else fail(message);
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}

/** What Node says of an option, without its advice. */
function firstSentence(message: string): string {
  return `${message.split(/\.\s|\n/)[0]?.replace(/\.$/, '') ?? ''}.`;
}
