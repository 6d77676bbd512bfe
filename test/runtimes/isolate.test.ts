import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { type Profile, transformOlark } from '../../src/index.js';
import { unwrap } from '../../src/delivery/unwrap.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { ROOT } from '../support/installed.js';
import { readme, recipe } from '../support/readme.js';
import { cases } from './cases.js';
import { canonical } from './checks.js';
import { inIsolate, isolateAddon } from './isolate.js';

type Event = Readonly<Record<string, unknown>>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const library = readFileSync(join(ROOT, 'dist/rudderstack-library.js'), 'utf8');
const transformation = recipe('In a user transformation');
const sample = JSON.parse(recipe('In a user transformation', 1)) as Event;

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

/** The README's transformation with another profile. */
function withProfile(profile: Profile): string {
  expect(transformation.match(/\{ profile: '/g)).toHaveLength(1);
  return transformation.replace(/\{ profile: '[^']+'/, `{ profile: '${profile}'`);
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

describe('the prebuilt file', () => {
  it('is at most 24 kB, gzipped', () => {
    expect(gzipSync(library, { level: 9 }).length).toBeLessThanOrEqual(24_000);
  });

  it('says what it is, in which version', () => {
    expect(library.slice(0, 200)).toContain(`${manifest.name} ${manifest.version}`);
  });

  it.for([manifest.name, ...Object.keys(manifest.dependencies)])('keeps the licence notice of %s', (name) => {
    const folder = name === manifest.name ? ROOT : join(ROOT, 'node_modules', name);
    const licence = ['LICENSE', 'LICENSE.md', 'license.md'].flatMap((file) => {
      try {
        return [readFileSync(join(folder, file), 'utf8')];
      } catch {
        return [];
      }
    });
    const [copyright = ''] = /^Copyright .*$/m.exec(licence.join('')) ?? [];
    expect(copyright).not.toBe('');
    expect(library).toContain(copyright);
    expect(library).toContain('Permission is hereby granted, free of charge');
  });
});

describe.skipIf(isolateAddon === undefined && !process.env['CI'])('in a user transformation', () => {
  it('imports the library by the name that RudderStack makes of the package’s name', async () => {
    const imported = manifest.name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(transformation).toContain(`from '${imported}';`);
    expect(readme).toContain(`a **library** named \`${manifest.name}\``);
    await expect(inIsolate({ main: library }, (call) => call('transformOlark', 'data='))).rejects.toThrow(
      '`data` must hold an Olark conversation, but is empty.',
    );
  });

  it('finds no global beyond ECMAScript’s own', async () => {
    const main = 'export const globals = () => Object.getOwnPropertyNames(globalThis);';
    const globals = await inIsolate({ main }, (call) => call('globals'));
    expect(globals).toContain('Uint8Array');
    for (const name of ['TextEncoder', 'TextDecoder', 'crypto', 'URL', 'URLSearchParams', 'FormData']) {
      expect(globals).not.toContain(name);
    }
    for (const name of ['process', 'Buffer', 'fetch', 'setTimeout', 'console.log', 'structuredClone']) {
      expect(globals).not.toContain(name);
    }
  });

  describe.for(PROFILES)('with profile %s', (profile) => {
    it.for(DELIVERIES)('gives what Node gives for every fixture that came as %s', async ([, deliver]) => {
      const outcome = await transformed(
        cases.map(({ text }) => deliver(text)),
        withProfile(profile),
      );
      for (const [index, { name, expected }] of cases.entries()) {
        const events = (JSON.parse(expected[profile]) as Event[]).map((event) => ({ ...ARRIVAL, ...event }));
        expect(canonical(outcome[index]), name).toBe(canonical(events));
      }
      expect(outcome).toHaveLength(cases.length);
    });

    it('turns a transcript of 10,000 messages within RudderStack’s limits', async () => {
      const { items = [], ...conversation } = unwrap(fixture('unicode').payload);
      const texts = items as Event[];
      const long = {
        ...conversation,
        items: Array.from({ length: 10_000 }, (_, index) => ({
          ...texts[index % texts.length],
          timestamp: `${String(1_473_774_819 + index)}.263083`,
        })),
      };
      const [events] = await transformed([delivered({ data: [JSON.stringify(long)] })], withProfile(profile));
      const expected = transformOlark(long, { profile, ids: 'content' });
      // Compared so that a failure does not print two megabytes.
      const isSame = canonical(events) === canonical(expected.map((event) => ({ ...ARRIVAL, ...event })));
      expect(isSame).toBe(true);
    });
  });

  it('passes other events through', async () => {
    const others = [
      { type: 'track', event: 'Order Completed', properties: { data: ['{}'] }, context: { ip: '192.0.2.1' } },
      { type: 'identify', userId: 'u1', context: { traits: { plan: 'gold' } } },
      { type: 'group', groupId: 'g1', traits: {} },
    ];
    expect(await transformed(others)).toStrictEqual(others);
  });

  it('passes an unusable body on with what is wrong with it, and the rest of its batch is not touched', async () => {
    const fine = delivered({ data: ['{"kind":"Conversation","visitor":{"id":"v1"}}'] });
    const bodies = [
      { data: ['{"kind":'] },
      { data: ['{"kind":"Conversation"}'] },
      { hello: 'world' },
      null,
      [1],
    ];
    const [first, ...others] = await transformed([fine, ...bodies.map(delivered), fine]);
    expect(others.pop()).toStrictEqual(first);
    expect(first).toMatchObject([{ type: 'track', userId: 'v1', receivedAt: ARRIVAL.receivedAt }]);
    const codes = [
      'OLARK_INVALID_JSON',
      'OLARK_MISSING_FIELD',
      'OLARK_MISSING_FIELD',
      'OLARK_EMPTY_BODY',
      'OLARK_NOT_A_CONVERSATION',
    ];
    expect(others).toStrictEqual(
      bodies.map((body, index) => ({
        ...delivered(body),
        context: { olarkError: { code: codes[index], message: expect.any(String) as string } },
      })),
    );
  });

  it('dates events by the conversation where its messages have a time, and by the arrival where not', async () => {
    const visitor = { id: 'v1' };
    const spoken = { kind: 'Conversation', visitor, items: [{ timestamp: '1473774821.411154' }] };
    const started = { kind: 'Conversation', visitor, items: [], eventType: 'start' };
    for (const profile of ['complete', 'warehouse'] as const) {
      const [[dated], [undated]] = (await transformed(
        [delivered(spoken), delivered(started)],
        withProfile(profile),
      )) as [Event[], Event[]];
      const time = '2016-09-13T13:53:41.411Z';
      expect(dated).toMatchObject({ ...ARRIVAL, timestamp: time, originalTimestamp: time });
      expect(undated).toMatchObject(ARRIVAL);
    }
  });

  it('gives a delivery that comes again the same ids, and a conversation that has gone on others', async () => {
    const { text = '' } = cases.find(({ name }) => name === 'several-groups-and-operators') ?? {};
    const longer = JSON.stringify({ ...(JSON.parse(text) as Event), items: [] });
    const [first, again, later] = (await transformed(
      [text, text, longer].map((json) => delivered({ data: [json] })),
    )) as [Event[], Event[], Event[]];
    const idsOf = (events: Event[]) => events.map(({ messageId }) => messageId);
    expect(new Set(idsOf(first)).size).toBe(first.length);
    expect(idsOf(again)).toStrictEqual(idsOf(first));
    expect(idsOf(later).filter((id) => idsOf(first).includes(id))).toStrictEqual([]);
  });

  it('turns the event that the README gives to try it', async () => {
    expect(await transformed([sample])).toMatchObject([
      [{ type: 'track', event: 'Conversation', userId: 'v1' }],
    ]);
  });
});
