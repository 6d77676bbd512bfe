import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers.js';
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
  it.each(fixtures)('gives what the profile gives for $name, as a form and as JSON', ({ payload }) => {
    const expected = transformOlark(payload, { profile: 'rudder-transformer' });
    const text = JSON.stringify(parseDelivery(payload));
    for (const body of [text, JSON.stringify({ data: [text] })]) {
      expect(source.process(inputOf(body))).toStrictEqual(expected);
    }
  });

  it.each([
    ['{"data":["Bob Doe"]}', '`data` must hold an Olark conversation, but is neither JSON nor a form.'],
    ['{"kind":"Conversation","visitor":{}}', '`visitor.id` must be a non-blank string or a finite number.'],
  ])('throws an error with a status for the body %s', (body, message) => {
    expect(() => source.process(inputOf(body))).toThrow(expect.objectContaining({ status: 400, message }));
  });
});

type Transform = (event: object) => unknown;

/** The user transformation of docs/inside-rudderstack.md, with other options. */
async function transformationWith(name: string, options: string, ...lines: string[]): Promise<Transform> {
  const code = recipe('docs/inside-rudderstack.md', 'A user transformation');
  expect(code).toContain("ids: 'content' }");
  const own = makeFolder();
  own.write({
    'olarkToRudderstack.ts':
      "export * from 'olark-to-rudderstack'; export * from 'olark-to-rudderstack/mappers'; export * from 'olark-to-rudderstack/privacy';",
    [`${name}.ts`]: [...lines, code.replace("ids: 'content' }", `ids: 'content', ${options} }`)]
      .join('\n')
      .replaceAll(/from '(olark\w+)'/g, "from './$1.js'"),
  });
  return ((await own.load(`${name}.js`)) as { transformEvent: Transform }).transformEvent;
}

describe('the user transformation of docs/inside-rudderstack.md', () => {
  const delivered = (body: unknown) => ({
    type: 'track',
    event: 'webhook_source_event',
    properties: body,
    context: {},
  });
  const broken = { data: ['{"kind":"Conversation","visitor":{"emailAddress":"bob@example.com"}}'] };
  const fine = {
    kind: 'Conversation',
    visitor: { id: 'v1', ip: '203.0.113.24' },
    items: [{ body: 'My card is 4111 …' }],
  };

  it.each([
    ['no rules pass it on as it came', 'rules: undefined', broken, 'OLARK_MISSING_FIELD', broken],
    ['rules take it out', "rules: [{ to: 'context.ip', value: null }]", broken, 'OLARK_MISSING_FIELD', {}],
    ['a misspelt option takes it out', 'ruels: []', fine, 'OLARK_INVALID_OPTION', {}],
    ['a rule that cannot be takes it out', "rules: [{ to: 'context.ip' }]", fine, 'OLARK_INVALID_OPTION', {}],
  ])('of a body that gives no events: %s', async (name, options, body, code, properties) => {
    const transformEvent = await transformationWith(name.replaceAll(' ', '-'), options);
    expect(transformEvent(delivered(body))).toMatchObject({ context: { olarkError: { code } } });
    expect((transformEvent(delivered(body)) as { properties: unknown }).properties).toStrictEqual(properties);
  });

  it('takes the rules of docs/privacy.md from the same library', async () => {
    const transformEvent = await transformationWith(
      'with-rules',
      'rules: keepOnly(IMPERSONAL_FIELDS)',
      "import { IMPERSONAL_FIELDS, keepOnly } from 'olarkToRudderstack';",
    );
    const events = JSON.stringify(transformEvent(delivered(fine)));
    expect(events).toContain('"event":"Conversation"');
    expect(events).not.toMatch(/4111|203\.0/);
  });
});
