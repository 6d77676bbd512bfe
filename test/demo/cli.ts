import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { type OlarkPayloadError, transformOlark, type TransformOptions } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';
import { settle } from '../../src/settings.js';

const PROFILES = Object.keys(profiles).join('|');
const USAGE = `Usage: npm run demo -- [FILE] [--profile ${PROFILES}] [--ids content|random|none]`;
const HELP = `${USAGE}

Prints the RudderStack events for an Olark delivery.

FILE       a raw form body (data=...), JSON, or RudderStack's source request; - for standard input;
           RudderStack's documented example unless given
--profile  documented unless given
--ids      content unless given; none with the profile rudder-transformer`;

const DOCUMENTED_EXAMPLE = fileURLToPath(
  new URL('../../fixtures/documented-example/payload.json', import.meta.url),
);

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};

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
  const options = { profile: values.profile, ids: values.ids } as TransformOptions;
  if (values.help) {
    console.log(HELP);
  } else if (surplus.length > 0) {
    fail(`One file at a time, not also ${surplus.join(' ')}. ${USAGE}`);
  } else {
    // Before the file is read: whoever mistypes a profile should not wait on standard input.
    settle(options);
    const body = read(file);
    if (body) console.log(JSON.stringify(transformOlark(body, options), null, 2));
  }
} catch (error) {
  const { code, message = '' } = error as Partial<OlarkPayloadError & NodeJS.ErrnoException>;
  if (code?.startsWith('OLARK_')) fail(`${code}: ${message}`);
  else if (code?.startsWith('ERR_PARSE_ARGS_')) fail(`${firstSentence(message)} ${USAGE}`);
  else fail(message);
}

/** A file's bytes; `undefined` where it cannot be read, which is told. */
function read(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const name = file === '-' ? 'standard input' : file;
    fail(`Cannot read ${name}: ${REASONS[code] ?? message}. ${USAGE}`);
    return undefined;
  }
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}

/** What Node says of an option, without its advice. */
function firstSentence(message: string): string {
  return `${message.split(/\.\s|\n/)[0]?.replace(/\.$/, '') ?? ''}.`;
}
