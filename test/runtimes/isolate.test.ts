import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { type Profile, transformOlark } from '../../src/index.js';
import { PROFILES } from '../support/fixtures.js';
import { ROOT } from '../support/installed.js';
import { recipe } from '../support/markdown.js';
import { cases } from './cases.js';
import { canonical } from './checks.js';
import { inIsolate, isolateAddon } from './isolate.js';
import { isLeftOut } from './tools.js';

type Event = Readonly<Record<string, unknown>>;

const GUIDE = ['docs/inside-rudderstack.md', 'A user transformation'] as const;
const transformation = recipe(...GUIDE);
const sample = JSON.parse(recipe(...GUIDE, 1)) as Event;
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

/** A conversation's JSON in what the Webhook source makes of Olark's form, and of a JSON body. */
const DELIVERIES: readonly (readonly [string, (text: string) => Event])[] = [
  ['form', (text) => delivered({ data: [text] })],
  ['JSON', (text) => delivered(JSON.parse(text))],
];

/** The guide's transformation with another profile. */
function withProfile(profile: Profile): string {
  expect(transformation.match(/\bprofile: '/g)).toHaveLength(1);
  return transformation.replace(/\bprofile: '[^']+'/, `profile: '${profile}'`);
}

/** Runs a transformation over a batch, as RudderStack does: one event that throws fails all. */
function transformed(batch: readonly Event[], code = transformation): Promise<readonly unknown[]> {
  const modules = {
    olarkToRudderstack: library,
    transformation: code,
    main: `
      import { transformEvent } from 'transformation';
      export const transformBatch = (batch) => Promise.all(batch.map((event) => transformEvent(event)));`,
  };
  return inIsolate(modules, async (call) => (await call('transformBatch', batch)) as readonly unknown[]);
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
  const batch = Array.from({ length: count }, () => delivered({ data: [text] }));
  const outcome = await transformed(batch, withProfile(profile));
  const events = transformOlark(text, { profile, ids: 'content' });
  const expected = canonical(events.map((event) => ({ ...ARRIVAL, ...event })));
  // Compared so that a failure does not print megabytes.
  expect(outcome.map((made) => canonical(made) === expected)).toStrictEqual(batch.map(() => true));
}

describe.skipIf(isLeftOut(isolateAddon))('in a user transformation', () => {
  it('finds no global beyond ECMAScript’s own', async () => {
    const main = 'export const globals = () => Object.getOwnPropertyNames(globalThis);';
    const globals = await inIsolate({ main }, (call) => call('globals'));
    expect(globals).toContain('Uint8Array');
    for (const name of ['TextEncoder', 'TextDecoder', 'crypto', 'URL', 'URLSearchParams', 'FormData']) {
      expect(globals).not.toContain(name);
    }
  });

  describe.for(PROFILES)('with profile %s', (profile) => {
    it.for(DELIVERIES)('gives what Node gives for every fixture that came as %s', async ([, deliver]) => {
      const batch = cases.map(({ text }) => deliver(text));
      const outcome = await transformed(batch, withProfile(profile));
      for (const [index, { name, expected }] of cases.entries()) {
        const events = (JSON.parse(expected[profile]) as Event[]).map((event) => ({ ...ARRIVAL, ...event }));
        expect(canonical(outcome[index]), name).toBe(canonical(events));
      }
      expect(outcome).toHaveLength(cases.length);
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
    const fine = delivered({ data: ['{"kind":"Conversation","visitor":{"id":"v1"}}'] });
    const unusable = new Map<unknown, string>([
      [{ data: ['{"kind":'] }, 'OLARK_INVALID_JSON'],
      [{ data: ['{"kind":"Conversation"}'] }, 'OLARK_MISSING_FIELD'],
      [null, 'OLARK_EMPTY_BODY'],
      [[1], 'OLARK_NOT_A_CONVERSATION'],
    ]);
    const bodies = [...unusable.keys()];
    const [first, ...others] = await transformed([fine, ...bodies.map(delivered), fine]);
    expect(others.pop()).toStrictEqual(first);
    expect(first).toMatchObject([{ type: 'track', userId: 'v1', receivedAt: ARRIVAL.receivedAt }]);
    expect(others).toMatchObject(
      [...unusable].map(([body, code]) => ({ properties: body, context: { olarkError: { code } } })),
    );
  });

  it('sends nothing of a body on where an option is misspelt', async () => {
    const code = transformation.replace('const OPTIONS = {', 'const OPTIONS = { ruels: [],');
    const [outcome] = await transformed([delivered({ data: ['{"kind":"Bob Doe"}'] })], code);
    expect(outcome).toMatchObject({ context: { olarkError: { code: 'OLARK_INVALID_OPTION' } } });
    expect(JSON.stringify(outcome)).not.toContain('Bob Doe');
  });

  it('dates events by the conversation where its messages have a time, and by the arrival elsewhere', async () => {
    const visitor = { id: 'v1' };
    const spoken = { kind: 'Conversation', visitor, items: [{ timestamp: '1473774821.411154' }] };
    const started = { kind: 'Conversation', visitor, items: [], eventType: 'start' };
    const [[dated], [undated]] = (await transformed(
      [delivered(spoken), delivered(started)],
      withProfile('complete'),
    )) as [Event[], Event[]];
    const time = '2016-09-13T13:53:41.411Z';
    expect(dated).toMatchObject({ ...ARRIVAL, timestamp: time, originalTimestamp: time });
    expect(undated).toMatchObject(ARRIVAL);
  });

  it('turns the event that the guide gives to try it', async () => {
    expect(await transformed([sample])).toMatchObject([[{ type: 'track', userId: 'v1' }]]);
  });
});
