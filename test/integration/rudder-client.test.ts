import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { transform } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  type RudderEvent,
  type RudderGroupCall,
  type RudderTrackCall,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import { type DataPlane, type Message, startDataPlane } from '../support/data-plane.js';
import { fixture, fixtures, PROFILES } from '../support/fixtures.js';
import { installPackage } from '../support/installed.js';
import { recipe } from '../support/readme.js';
import { conversationWith, thrownBy } from '../support/values.js';

let dataPlane: DataPlane;
let client: RudderAnalytics;

beforeEach(async () => {
  dataPlane = await startDataPlane();
  client = newClient({});
});

afterEach(() => dataPlane.close());

function newClient(options: { logLevel?: string }): RudderAnalytics {
  return new RudderAnalytics('write-key', { dataPlaneUrl: dataPlane.url, flushInterval: 5, ...options });
}

type Events = readonly (RudderTrackCall | RudderGroupCall)[];

/** Hands events to the client; the types of both are all that is needed. */
function send(events: Events, through = client): void {
  for (const { timestamp, ...event } of events) {
    const message = { ...event, ...(timestamp && { timestamp: new Date(timestamp) }) };
    if (message.type === 'track') through.track(message);
    else through.group(message);
  }
}

async function messageIds(payload: unknown, options?: TransformOptions): Promise<string[]> {
  const before = dataPlane.messages.length;
  const events = transformOlark(payload, options);
  send(events);
  const messages = await dataPlane.received(before + events.length);
  return messages.slice(before).map(({ messageId }) => messageId);
}

describe('RudderStack’s Node client', () => {
  it.each(PROFILES)(
    'takes every event of profile %s, and sends each once with its fields',
    async (profile) => {
      const events: Events = fixtures.flatMap(({ payload }) => [
        ...transformOlark(payload, { profile }),
        ...transformOlark(payload, { profile, ids: 'none' }),
      ]);
      send(events);
      const messages = await dataPlane.received(events.length);
      expect(messages).toHaveLength(events.length);
      expect(events.length).toBeGreaterThan(2 * fixtures.length);
      for (const [index, { context, ...fields }] of events.entries()) {
        const { library, ...ownContext } = context;
        expect(library.name).toBe('unknown');
        expect(messages[index]).toMatchObject({ ...fields, context: ownContext });
        expect('timestamp' in (messages[index] ?? {})).toBe('timestamp' in fields);
      }
    },
  );

  it('sends the same messageIds for two deliveries of one conversation, and others when it goes on', async () => {
    const { payload } = fixture('several-groups-and-operators');
    const first = await messageIds(payload);
    const again = await messageIds(`data=${encodeURIComponent(JSON.stringify(payload))}`);
    const continued = await messageIds({ ...(payload as object), items: [{ body: 'One more thing' }] });
    expect(first.length).toBeGreaterThan(1);
    expect(again).toStrictEqual(first);
    expect(new Set([...first, ...continued]).size).toBe(first.length + continued.length);
  });

  it('makes messageIds of its own where the events have none', async () => {
    const [id] = await messageIds(conversationWith(), { ids: 'none' });
    expect(id).toMatch(/^[\da-f-]{36}$/);
  });

  it('puts its own name into context.library, and adds four fields', async () => {
    const [event] = transformOlark(conversationWith());
    send([event]);
    const [message] = await dataPlane.received(1);
    expect(message?.['context']).toMatchObject({ library: { name: 'analytics-node' } });
    const added = Object.keys(message ?? {}).filter((key) => !(key in event));
    expect(added.sort()).toStrictEqual(['_metadata', 'channel', 'originalTimestamp', 'sentAt']);
  });

  it('refuses a timestamp that is no Date', () => {
    const [event] = transformOlark(fixture('documented-example').payload, { profile: 'complete' });
    // @ts-expect-error -- so do its types
    const refusal = thrownBy(() => client.track(event));
    expect(refusal.message).toBe('"timestamp" must be a date.');
  });

  it('sends a message of 32 kB or more, and logs the whole of it unless told not to', async () => {
    const log = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    try {
      const items = Array.from({ length: 1000 }, () => ({
        kind: 'MessageToVisitor',
        body: 'Good afternoon!',
      }));
      const events = transformOlark(conversationWith({ items }));
      send(events, newClient({ logLevel: 'error' }));
      expect(await dataPlane.received(1)).toMatchObject([{ properties: { items } }]);
      expect(log).not.toHaveBeenCalled();
      send(events, newClient({}));
      await dataPlane.received(2);
      expect(log.mock.calls.flat()).toContainEqual(expect.objectContaining({ properties: { items } }));
    } finally {
      log.mockRestore();
    }
  });
});

describe('the README’s way to the Node client', () => {
  const installed = installPackage();

  it('sends all events of a delivery, with the timestamp where there is one', async () => {
    installed.write('send.mjs', (await transform(recipe('TypeScript'), { loader: 'ts' })).code);
    const script = (await import(pathToFileURL(join(installed.folder, 'send.mjs')).href)) as {
      send(body: unknown, client: RudderAnalytics): void;
    };
    const { payload, expected } = fixture('several-groups-and-operators');
    script.send(`data=${encodeURIComponent(JSON.stringify(payload))}`, client);
    script.send(conversationWith({ groups: [{ id: 'g1' }] }), client);
    const count = expected.complete.length;
    const messages = await dataPlane.received(count + 2);
    const facts = (message: RudderEvent | Message) => [message.type, message.messageId, message.timestamp];
    expect(messages.slice(0, count).map(facts)).toStrictEqual(expected.complete.map(facts));
    expect(expected.complete[0]?.timestamp).toMatch(/^\d{4}-/);
    expect(messages.slice(count).map((message) => [message.type, 'timestamp' in message])).toStrictEqual([
      ['track', false],
      ['group', false],
    ]);
  });
});
