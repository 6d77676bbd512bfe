import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from 'vitest';

import { type Profile, transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { ROOT } from '../support/installed.js';
import { isolateAddon, runInIsolate } from './isolate.js';
import { isLeftOut } from './tools.js';

type Event = Readonly<Record<string, unknown>>;

const EXAMPLE = join(ROOT, 'docs/examples/user-transformation');
const transformation = readFileSync(join(EXAMPLE, 'transformation.js'), 'utf8');
const sample = JSON.parse(readFileSync(join(EXAMPLE, 'sample-event.json'), 'utf8')) as Event;
const texts = fixtures.map(({ payload }) => JSON.stringify(parseDelivery(payload)));
const library = readFileSync(join(ROOT, 'dist/rudderstack-library.js'), 'utf8');

/** What rudder-server has put on a delivery, and its events are to keep. */
const ARRIVAL = {
  channel: 'sources',
  receivedAt: '2026-11-24T10:00:00.123Z',
  originalTimestamp: '2026-11-24T10:00:00.120Z',
  sentAt: '2026-11-24T10:00:00.121Z',
  timestamp: '2026-11-24T10:00:00.122Z',
  request_ip: '203.0.113.7',
};

/** A delivery as the Webhook source makes an event of it. */
function delivered(properties: unknown): Event {
  return {
    type: 'track',
    event: 'webhook_source_event',
    properties,
    anonymousId: '5e2a1e1c-6c2b-4a39-9d3b-0c0f7f2c1a11',
    messageId: '0b1f8c0e-52f7-4f0e-8a52-2f1b7d9a3c55',
    rudderId: 'c2b0a7de-54a1-4b9c-b8ad-6f0d4cc13f1f',
    context: {},
    ...ARRIVAL,
  };
}

/** Runs the transformation of docs/examples over a batch, as RudderStack does: one event that throws fails all. */
async function transformed(batch: readonly Event[], profile: Profile = 'complete') {
  expect(transformation.match(/\bprofile: '/g)).toHaveLength(1);
  const modules = {
    olarkToRudderstack: library,
    transformation: transformation.replace(/\bprofile: '[^']+'/, `profile: '${profile}'`),
    main: `
      import { transformEvent } from 'transformation';
      export const run = (batch) => Promise.all(batch.map((event) => transformEvent(event)));`,
  };
  return (await runInIsolate(modules, batch)) as readonly unknown[];
}

/** The events that a conversation's JSON should become there. */
function expectedOf(text: string, profile: Profile): Event[] {
  return transformOlark(text, { profile, ids: 'content' }).map((event) => ({ ...ARRIVAL, ...event }));
}

/** A transcript of 10,000 messages, 2 MB of JSON. */
function largeTranscript(): string {
  const items = Array.from({ length: 10_000 }, (_, index) => ({
    kind: index % 2 === 0 ? 'MessageToOperator' : 'MessageToVisitor',
    timestamp: `${String(1_473_774_819 + index)}.263083`,
    nickname: 'Zoë',
    body: `Könnten Sie mir die Rechnung ${String(index)} bitte noch einmal schicken? Danke 🙏 配送状況`,
  }));
  return JSON.stringify({ kind: 'Conversation', id: 'c1', visitor: { id: 'v1' }, items });
}

async function expectInBatch(count: number, profile: Profile): Promise<void> {
  const text = largeTranscript();
  const outcome = await transformed(Array<Event>(count).fill(delivered({ data: [text] })), profile);
  const expected = expectedOf(text, profile);
  // Compared so that a failure does not print megabytes.
  expect(outcome.filter((events) => isDeepStrictEqual(events, expected))).toHaveLength(count);
}

describe.skipIf(isLeftOut(isolateAddon))('in a user transformation', () => {
  it('finds no global beyond ECMAScript’s own', async () => {
    const globals = await runInIsolate({
      main: 'export const run = () => Object.getOwnPropertyNames(globalThis);',
    });
    expect(globals).toContain('Uint8Array');
    for (const name of ['TextEncoder', 'TextDecoder', 'crypto', 'URL', 'URLSearchParams', 'FormData']) {
      expect(globals).not.toContain(name);
    }
  });

  describe.each(PROFILES)('with profile %s', (profile) => {
    it.each([
      { name: 'a form', propertiesOf: (text: string): unknown => ({ data: [text] }) },
      { name: 'JSON', propertiesOf: (text: string): unknown => JSON.parse(text) },
    ])('gives what Node gives for every fixture that came as $name', async ({ propertiesOf }) => {
      const batch = texts.map((text) => delivered(propertiesOf(text)));
      const outcome = await transformed(batch, profile);
      expect(outcome).toStrictEqual(texts.map((text) => expectedOf(text, profile)));
    });

    it('turns a transcript of 2 MB within RudderStack’s limits', () => expectInBatch(1, profile));
  });

  // How long it takes depends on what else the machine does.
  it('turns a batch of fifteen transcripts of 2 MB within RudderStack’s limits', { retry: 2 }, () =>
    expectInBatch(15, 'complete'),
  );

  it('passes other events through', async () => {
    const others = [
      { type: 'track', event: 'Order Completed', properties: { data: ['{}'] }, context: { ip: '192.0.2.1' } },
      { type: 'identify', userId: 'u1', context: { traits: { plan: 'gold' } } },
      { type: 'group', groupId: 'g1', traits: {} },
    ];
    expect(await transformed(others)).toStrictEqual(others);
  });

  it('passes an unusable body on with what is wrong with it, and leaves the rest of its batch alone', async () => {
    const unusable = [
      { body: { data: ['{"kind":'] }, code: 'OLARK_INVALID_JSON' },
      { body: { data: ['{"kind":"Conversation"}'] }, code: 'OLARK_MISSING_FIELD' },
      { body: null, code: 'OLARK_EMPTY_BODY' },
      { body: [1], code: 'OLARK_NOT_A_CONVERSATION' },
    ];
    const [text = ''] = texts;
    const fine = delivered({ data: [text] });
    const outcome = await transformed([fine, ...unusable.map(({ body }) => delivered(body)), fine]);
    expect(outcome).toStrictEqual([
      expectedOf(text, 'complete'),
      ...unusable.map(({ body, code }) => ({
        ...delivered(body),
        context: { olarkError: { code, message: expect.any(String) as string } },
      })),
      expectedOf(text, 'complete'),
    ]);
  });

  it('turns the event that is there to try it', async () => {
    expect(await transformed([sample])).toMatchObject([
      [{ type: 'track', userId: 'v1', messageId: 'd3ac9c07-2bcb-5f7e-ac8a-9403b95fbc4c' }],
    ]);
  });
});
