import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { type RudderEvent, transformOlark, type TransformOptions } from '../../src/index.js';
import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture, fixtures, PROFILES } from '../support/fixtures.js';
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

type ClientMessage = Parameters<RudderAnalytics['track']>[0] & Parameters<RudderAnalytics['group']>[0];

/** An event as the client takes it: its `timestamp` must be a Date. Its types know no other interfaces. */
function messageOf(event: RudderEvent): ClientMessage {
  const { timestamp } = event;
  return (timestamp === undefined
    ? event
    : { ...event, timestamp: new Date(timestamp) }) as object as ClientMessage;
}

function send(events: readonly RudderEvent[], through = client): void {
  for (const event of events) through[event.type](messageOf(event));
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
      const events = fixtures.flatMap(({ payload }) => transformOlark(payload, { profile }));
      send(events);
      const messages = await dataPlane.received(events.length);
      expect(messages).toHaveLength(events.length);
      expect(events.length).toBeGreaterThan(fixtures.length);
      for (const [index, { context, ...fields }] of events.entries()) {
        const { library, ...ownContext } = context;
        expect(library.name).toBe('unknown');
        expect(messages[index]).toMatchObject({ ...fields, context: ownContext });
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
    // @ts-expect-error -- the client's types take no interface without an index signature
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
      expect(log.mock.calls.flat()).toContain(events[0]);
    } finally {
      log.mockRestore();
    }
  });
});
