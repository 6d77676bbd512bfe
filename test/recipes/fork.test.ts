import { createRequire } from 'node:module';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { RudderEvent } from '../../src/index.js';
import { unwrap } from '../../src/delivery/unwrap.js';
import { fixtures } from '../support/fixtures.js';
import { installPackage, ROOT } from '../support/installed.js';
import { recipe } from '../support/readme.js';

const HEADING = "In a fork of RudderStack's transformer";
const INTEGRATIONS_LIB = join(ROOT, 'test/fork/node_modules/@rudderstack');

interface Source {
  process(payload: unknown): RudderEvent[];
}

const installed = installPackage();

function sourceOf(name: string, code: string): Source {
  installed.write(name, code);
  return createRequire(join(installed.folder, name))(`./${name}`) as Source;
}

/** What a v2 source is given for a POST with this body. */
function inputOf(body: string): unknown {
  const request = { body, headers: { 'Content-Type': ['application/json'] }, method: 'POST' };
  return { request, source: { ID: 'source-id', Name: 'Olark' } };
}

/** What rudder-server makes of a JSON body, and of a form. */
function bodiesOf(payload: unknown): string[] {
  const text = JSON.stringify(unwrap(payload));
  return [text, JSON.stringify({ data: [text] })];
}

/** How the transformer answers for one input: it takes the first number that can be a status, or else 500. */
function answerOf(source: Source, input: unknown): { status: number; error?: string; statTags?: unknown } {
  try {
    source.process(input);
    return { status: 200 };
  } catch (thrown) {
    const error = thrown as Error & { response?: { status: unknown }; code: unknown; status: unknown };
    const { response, code, status, message } = error;
    const numeric = [response?.status, code, status].find((value) => typeof value === 'number');
    return {
      status: numeric ?? 500,
      error: message,
      ...('statTags' in error && { statTags: error.statTags }),
    };
  }
}

const BAD = [
  ['{"data":["Bob Doe"]}', '`data` must hold an Olark conversation, but is not JSON.'],
  ['{"data":[""]}', '`data` must hold an Olark conversation, but is empty.'],
  ['{"fullName":"Bob Doe"}', '`kind` must be a non-empty string.'],
  ['{"kind":"Conversation","visitor":{}}', '`visitor.id` must be a non-empty string or a finite number.'],
] as const;

describe('the recipe for a fork of the transformer', () => {
  const source = sourceOf('source.js', recipe(HEADING));

  it('gives what the transformer gives, for a form and for JSON', () => {
    for (const { payload, expected } of fixtures) {
      for (const body of bodiesOf(payload)) {
        expect(source.process(inputOf(body))).toStrictEqual(expected['rudder-transformer']);
      }
    }
  });

  it.each(BAD)('is answered with 400 for the body %s', (body, error) => {
    expect(answerOf(source, inputOf(body))).toStrictEqual({ status: 400, error });
  });

  it('is answered with 500 where it misspells an option', () => {
    const misspelt = recipe(HEADING).replace("'rudder-transformer'", "'rudder-transformr'");
    const [body = ''] = bodiesOf({ kind: 'Conversation', visitor: { id: 'v1' } });
    expect(answerOf(source, inputOf(body)).status).toBe(200);
    expect(answerOf(sourceOf('misspelt.js', misspelt), inputOf(body)).status).toBe(500);
  });
});

// Whoever has not installed RudderStack's library can still run the others; a CI server must have it.
describe.skipIf(!existsSync(INTEGRATIONS_LIB) && !process.env['CI'])(
  'the recipe for a fork with RudderStack’s error tags',
  () => {
    let source: Source;

    it('gives the same events', () => {
      symlinkSync(INTEGRATIONS_LIB, join(installed.folder, 'node_modules/@rudderstack'));
      source = sourceOf('tagged.js', recipe(HEADING, 1));
      for (const { payload, expected } of fixtures) {
        for (const body of bodiesOf(payload)) {
          expect(source.process(inputOf(body))).toStrictEqual(expected['rudder-transformer']);
        }
      }
    });

    it('has content ids where they are asked for', () => {
      const deduplicated = recipe(HEADING, 1).replace(
        "'rudder-transformer'",
        "'rudder-transformer', ids: 'content'",
      );
      const withContentIds = sourceOf('deduplicated.js', deduplicated);
      for (const { payload, expected } of fixtures) {
        const withIds = expected['rudder-transformer'].map((event, index) => {
          const { rudderId, messageId } = expected.documented[index] ?? {};
          return { ...event, rudderId, messageId };
        });
        for (const body of bodiesOf(payload))
          expect(withContentIds.process(inputOf(body))).toStrictEqual(withIds);
      }
    });

    it.each(BAD)('is answered with 400 and a tag for the body %s', (body, error) => {
      const statTags = { errorCategory: 'transformation' };
      expect(answerOf(source, inputOf(body))).toStrictEqual({ status: 400, error, statTags });
    });
  },
);
