import { describe, expect, it } from 'vitest';

import { parseDelivery } from '../../src/mappers/index.js';
import { fixtures } from '../support/fixtures.js';
import { recipe } from '../support/markdown.js';
import { makeFolder } from './code.js';

const folder = makeFolder();
folder.write({ 'source.ts': recipe('docs/inside-rudderstack.md', 'A fork of the transformer') });
const { default: source } = (await folder.load('source.js')) as {
  default: { process(payload: unknown): unknown };
};

/** What a v2 source is given for a POST with this body. */
function inputOf(body: string): unknown {
  const request = { body, headers: { 'Content-Type': ['application/json'] }, method: 'POST' };
  return { request, source: { ID: 'source-id', Name: 'Olark' } };
}

describe('the fork of docs/inside-rudderstack.md', () => {
  it.each(fixtures)(
    'gives what the profile gives for $name, as a form and as JSON',
    ({ payload, expected }) => {
      const text = JSON.stringify(parseDelivery(payload));
      for (const body of [text, JSON.stringify({ data: [text] })]) {
        expect(source.process(inputOf(body))).toStrictEqual(expected['rudder-transformer']);
      }
    },
  );

  it.each([
    ['{"data":["Bob Doe"]}', '`data` must hold an Olark conversation, but is not JSON.'],
    ['{"kind":"Conversation","visitor":{}}', '`visitor.id` must be a non-blank string or a finite number.'],
  ])('throws an error with a status for the body %s', (body, message) => {
    expect(() => source.process(inputOf(body))).toThrow(expect.objectContaining({ status: 400, message }));
  });
});
