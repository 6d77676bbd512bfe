import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { fixtures } from '../../support/fixtures.js';
import { lostLeaves } from '../../support/lost-leaves.js';
import { conversationWith } from '../../support/values.js';

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

// A number that comes up once, so that a leaf is not mistaken for another.
let counter = 0;
const once = (text: string) => `${text} ${String((counter += 1))}`;
const leaf = fc
  .constantFrom('text', 'number', 'label', 'user agent', 'null', 'empty', 'boolean')
  .map((kind): unknown => {
    counter += 1;
    if (kind === 'number') return counter + 0.5;
    if (kind === 'label') return `Browser  No ${String(counter)} ${String(counter)}.0`;
    if (kind === 'user agent')
      return `Mozilla/5.0 (Windows NT 10.0) Chrome/${String(counter)}.0 Safari/537.36`;
    return { text: `text ${String(counter)}`, null: null, empty: '', boolean: true }[kind];
  });
const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom(
    ...['name', 'phone', 'email', 'city', 'region', 'kind', 'traits', 'visitor', 'group', 'conversation'],
    ...['groups', 'items', 'operators', 'tags', 'conversationId', 'visitor_name', 'data', 'request'],
    ...['fullName', 'emailAddress', 'organization', 'countryCode', 'browser', 'operatingSystem', 'ip'],
    ...['chat_feedback', 'customFields', 'customFields.a', 'visitor.fullName', 'toString', '*'],
    ...['startedAt', 'started_at', 'messageCount', 'isOffline', '__proto__', 'constructor', 'prototype'],
  ),
);
const anything = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)), { maxKeys: 3 }),
);
const id = fc.boolean().map((isText) => (isText ? once('id') : (counter += 1)));
const fields = fc.dictionary(key, anything, { maxKeys: 12 });
const group = fc.oneof(
  fc.tuple(fields, id).map(([rest, groupId]) => ({ ...rest, id: groupId })),
  fields,
  leaf,
);
const conversation = fc
  .record({
    top: fields,
    visitor: fields,
    id,
    groups: fc.oneof(fc.array(group, { maxLength: 4 }), fc.constant(null)),
  })
  .map(({ top, visitor, id: visitorId, groups }) => ({
    ...top,
    kind: once('kind'),
    visitor: { ...visitor, id: visitorId },
    groups,
  }));

describe.each(['complete', 'warehouse'] as const)('profile %s', (profile) => {
  it.each(fixtures)('loses no leaf of $name', ({ payload }) => {
    expect(lostLeaves(payload, profile)).toStrictEqual([]);
  });

  it('loses no leaf of any conversation', () => {
    fc.assert(
      fc.property(conversation, (payload) => {
        expect(lostLeaves(payload, profile)).toStrictEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('copies no key that reaches a prototype', () => {
    const unsafe = '"__proto__":{"a":1},"constructor":{"a":1},"prototype":{"a":1}';
    const json = `{"kind":"Conversation","visitor":{"id":"v1",${unsafe}},"groups":[{"id":"g",${unsafe}}],${unsafe}}`;
    const [{ properties, context }, event] = transformOlark(json, { profile });
    const keys = [properties, context.traits, event?.traits ?? {}].flatMap((object) => Object.keys(object));
    for (const name of ['__proto__', 'constructor', 'prototype']) expect(keys).not.toContain(name);
  });

  it('has the time of the latest item on every event', () => {
    const items = [{ timestamp: '1473774819.263083' }, { timestamp: '1473774817' }];
    const events = transformOlark(conversationWith({ items, groups: [{ id: 'g1' }] }), { profile });
    const time = '2016-09-13T13:53:39.263Z';
    expect(events).toMatchObject([
      { type: 'track', timestamp: time, originalTimestamp: time },
      { type: 'group', timestamp: time, originalTimestamp: time },
    ]);
  });

  it('has no time where no item has a usable one', () => {
    const items = [{ timestamp: 'soon' }, {}];
    const events = transformOlark(conversationWith({ items, groups: [{ id: 'g1' }] }), { profile });
    expect(events).toHaveLength(2);
    for (const event of events) {
      expect(event).not.toHaveProperty('timestamp');
      expect(event).not.toHaveProperty('originalTimestamp');
    }
  });

  it('carries every other field under its own key', () => {
    const [{ properties, context }, event] = transformOlark(
      conversationWith(
        { id: 'c1', eventType: 'start', sentiment: { score: 0 }, groups: [{ id: 'g1', queue: 'vip' }] },
        { customFields: { plan: 'gold' } },
      ),
      { profile },
    );
    expect(properties).toMatchObject({
      conversationId: 'c1',
      eventType: 'start',
      sentiment: { score: 0 },
      groups: [{ id: 'g1', queue: 'vip' }],
    });
    expect(context.traits).toMatchObject({ customFields: { plan: 'gold' } });
    expect(event?.traits).toMatchObject({ queue: 'vip' });
  });

  it('puts a field beside one of the same key that the event has', () => {
    const [{ properties, context }, event] = transformOlark(
      conversationWith(
        { id: 'c1', conversationId: 'c2', groups: [{ id: 'g1', name: 'Sales', group_name: 'x' }] },
        { fullName: 'Bob', name: 'bobby' },
      ),
      { profile },
    );
    expect(properties).toMatchObject({ conversationId: 'c1', conversation_conversationId: 'c2' });
    expect(context.traits).toMatchObject({ name: 'Bob', visitor_name: 'bobby' });
    expect(event?.traits).toMatchObject({ name: 'Sales', group_name: 'x' });
  });

  it('has the whole of a raw user-agent string beside its parts', () => {
    const operatingSystem = 'Mozilla/5.0 (X11; Ubuntu)';
    const [{ context }] = transformOlark(conversationWith({}, { browser: USER_AGENT, operatingSystem }), {
      profile,
    });
    expect(context).toMatchObject({
      userAgent: USER_AGENT,
      browser: { name: 'Chrome', version: '105.0.0.0' },
      os: { name: 'Ubuntu' },
      traits: { operatingSystem },
    });
  });

  it('has a plain label only in parts', () => {
    const visitor = { browser: 'Chrome 1', operatingSystem: 'Windows 10' };
    const [{ context }] = transformOlark(conversationWith({}, visitor), { profile });
    expect(context).not.toHaveProperty('userAgent');
    expect(context.traits).toStrictEqual({});
  });

  it.each([
    { browser: 7, operatingSystem: ['Linux'] },
    { browser: '  ', operatingSystem: ' ' },
  ])('carries labels that could not be read: %j', (unread) => {
    const [{ context }] = transformOlark(conversationWith({}, unread), { profile });
    expect(context.traits).toStrictEqual(unread);
    expect(context).not.toHaveProperty('browser');
    expect(context).not.toHaveProperty('os');
  });
});
