import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers.js';
import { fixture, fixtures } from '../support/fixtures.js';
import { recipe } from '../support/markdown.js';
import { makeFolder, ROOT } from './code.js';

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
    {
      body: '{"data":["Bob Doe"]}',
      message: '`data` must hold an Olark conversation, but is neither JSON nor a form.',
    },
    {
      body: '{"kind":"Conversation","visitor":{}}',
      message: '`visitor.id` must be a non-blank string or a finite number.',
    },
  ])('throws an error with a status for the body $body', ({ body, message }) => {
    expect(() => source.process(inputOf(body))).toThrow(expect.objectContaining({ status: 400, message }));
  });
});

type Transform = (event: object) => unknown;

const EXAMPLE = readFileSync(join(ROOT, 'docs/examples/user-transformation/transformation.js'), 'utf8');

/** The transformation of docs/examples/user-transformation after somebody has changed its text. */
async function transformationWith(change: (code: string) => string): Promise<Transform> {
  const code = change(EXAMPLE);
  const own = makeFolder();
  own.write({
    'olarkToRudderstack.ts': `export * from '${join(ROOT, 'src/rudderstack-library.ts')}';`,
    'transformation.ts': code.replace("from 'olarkToRudderstack'", "from './olarkToRudderstack.js'"),
  });
  return ((await own.load('transformation.js')) as { transformEvent: Transform }).transformEvent;
}

/** Takes the `//` off the line that has this text, and adds names to the import, as the file says. */
function using(line: string, ...names: string[]): (code: string) => string {
  return (code) => {
    const lines = code.split('\n');
    const index = lines.findIndex((text) => /^ *\/\/ /.test(text) && text.includes(line));
    const found = lines[index];
    if (found === undefined) throw new Error(`There is no line with ${line}.`);
    lines[index] = found.replace('// ', '');
    return lines.join('\n').replace('import { ', `import { ${names.map((name) => `${name}, `).join('')}`);
  };
}

/** Puts something else in the place of a text that is there. */
function replacing(text: string, other: string): (code: string) => string {
  return (code) => {
    expect(code).toContain(text);
    return code.replace(text, other);
  };
}

const delivered = (body: unknown) => ({
  type: 'track',
  event: 'webhook_source_event',
  properties: body,
  context: {},
});

describe('the user transformation of docs/inside-rudderstack.md, given a body that gives no events,', () => {
  const broken = { data: ['{"kind":"Conversation","visitor":{"emailAddress":"bob@example.com"}}'] };
  const fine = { kind: 'Conversation', visitor: { id: 'v1' }, items: [{ body: 'My card is 4111 …' }] };
  const unchanged = (code: string) => code;
  const withRule = (rule: string) => replacing('const RULES = [', `const RULES = [${rule},`);

  it.each([
    {
      name: 'passes it on as it came if there are no rules',
      change: unchanged,
      body: broken,
      code: 'OLARK_MISSING_FIELD',
      properties: broken,
    },
    {
      name: 'passes it on as it came if the options name no rules',
      change: replacing(', rules: RULES', ''),
      body: broken,
      code: 'OLARK_MISSING_FIELD',
      properties: broken,
    },
    {
      name: 'takes it out if there are rules',
      change: withRule("{ to: 'context.ip', value: null }"),
      body: broken,
      code: 'OLARK_MISSING_FIELD',
      properties: {},
    },
    {
      name: 'takes it out if the rules stand in the options themselves',
      change: replacing('rules: RULES', "rules: [{ to: 'context.ip', value: null }]"),
      body: broken,
      code: 'OLARK_MISSING_FIELD',
      properties: {},
    },
    {
      name: 'takes it out if an option is misspelt',
      change: replacing('rules: RULES', 'ruels: RULES'),
      body: fine,
      code: 'OLARK_INVALID_OPTION',
      properties: {},
    },
    {
      name: 'takes it out if a rule is wrong',
      change: withRule("{ to: 'context.ip' }"),
      body: fine,
      code: 'OLARK_INVALID_OPTION',
      properties: {},
    },
  ])('$name', async ({ change, body, code, properties }) => {
    const transformEvent = await transformationWith(change);
    expect(transformEvent(delivered(body))).toStrictEqual({
      ...delivered(body),
      properties,
      context: { olarkError: { code, message: expect.any(String) as string } },
    });
  });
});

describe('a line of the user transformation that is commented out', () => {
  const transcript = { data: [JSON.stringify(fixture('conversation-transcript').payload)] };
  const start = { data: [JSON.stringify(fixture('conversation-start').payload)] };

  it('adds the transcript as text', async () => {
    const transformEvent = await transformationWith(using('via: transcriptText', 'transcriptText'));
    expect(transformEvent(delivered(transcript))).toMatchObject([
      { properties: { transcript: expect.stringMatching(/^09:00:00 Noor Haddad: Hello/) as string } },
      { type: 'group' },
    ]);
  });

  it('adds an identify event, which carries what RudderStack knows about the delivery', async () => {
    const transformEvent = await transformationWith(using('identifyCall(', 'identifyCall'));
    const event = { ...delivered(transcript), request_ip: '203.0.113.7' };
    expect(transformEvent(event)).toMatchObject([
      { type: 'track' },
      { type: 'group' },
      { type: 'identify', traits: { email: 'noor@example.com' }, request_ip: '203.0.113.7' },
    ]);
    expect(transformEvent(delivered(start))).toMatchObject([{ type: 'track' }, { type: 'group' }]);
  });

  it('keeps only what is not personal, and drops the body of a delivery that gives no events', async () => {
    const transformEvent = await transformationWith(using('...keepOnly(', 'keepOnly', 'IMPERSONAL_FIELDS'));
    const events = JSON.stringify(transformEvent(delivered(transcript)));
    expect(events).toContain('"kind":"MessageToOperator"');
    expect(events).toContain('"customFields":{"plan":"trial"}');
    expect(events).not.toContain('"tags":');
    expect(events).not.toMatch(/Noor|noor@example\.com|invoice|Haddad/);
    const broken = transformEvent(
      delivered({ data: ['{"kind":"Conversation","visitor":{"fullName":"Noor"}}'] }),
    );
    expect(JSON.stringify(broken)).not.toContain('Noor');
  });

  it('leaves starts out', async () => {
    const transformEvent = await transformationWith(using("=== 'start'"));
    expect(transformEvent(delivered(start))).toStrictEqual([]);
    expect(transformEvent(delivered(transcript))).toHaveLength(2);
  });
});
