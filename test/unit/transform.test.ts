import { describe, expect, it } from 'vitest';

import { type RudderEvent, transformOlark } from '../../src/index.js';
import { fixture, fixtures, PROFILES, readEvents } from '../support/fixtures.js';
import { conversationWith, deepFreeze, leavesOf, thrownBy } from '../support/values.js';

describe.each(PROFILES)('profile %s', (profile) => {
  it.each(fixtures)('turns $name into the expected events', ({ payload, expected }) => {
    expect(transformOlark(payload, { profile })).toStrictEqual(expected[profile]);
  });

  it.each(fixtures)('gives $name the same events each time', ({ payload }) => {
    expect(transformOlark(payload, { profile })).toStrictEqual(transformOlark(payload, { profile }));
  });

  it.each(fixtures)('works on a deeply frozen $name', ({ payload, expected }) => {
    expect(transformOlark(deepFreeze(structuredClone(payload)), { profile })).toStrictEqual(
      expected[profile],
    );
  });

  it('always has the fields that every track event has', () => {
    expect(transformOlark(conversationWith(), { profile, ids: 'none' })).toStrictEqual([
      {
        type: 'track',
        event: 'Conversation',
        userId: 'v1',
        context: {
          library: { name: 'unknown', version: 'unknown' },
          integration: { name: 'Olark' },
          traits: {},
        },
        traits: {},
        properties: {},
        integrations: { Olark: false },
      },
    ]);
  });

  it('makes one group event for each group with a usable id, in order', () => {
    const groups = [
      { id: 'a' },
      { id: '' },
      { name: 'no id' },
      'no object',
      null,
      [],
      { id: NaN },
      { id: 2 },
    ];
    const [, ...events] = transformOlark(conversationWith({ groups }), { profile });
    expect(events.map(({ type, userId, groupId }) => [type, userId, groupId])).toStrictEqual([
      ['group', 'v1', 'a'],
      ['group', 'v1', '2'],
    ]);
  });

  it('never emits null or undefined', () => {
    const events = fixtures.flatMap(({ payload }) => transformOlark(payload, { profile }));
    const inner = new Set(['items', 'groups', 'rating']);
    const leaves = leavesOf(events).filter(([path]) => !path.some((step) => inner.has(step)));
    expect(leaves.filter(([, value]) => value === null || value === undefined)).toStrictEqual([]);
  });

  it('passes falsy values through', () => {
    const conversation = conversationWith({ items: 0, tags: false }, { city: 0, region: false });
    const [track] = transformOlark(conversation, { profile });
    expect(track.properties).toMatchObject({ items: 0, tags: false });
    expect(track.context.traits).toMatchObject({ city: 0, region: false });
  });

  it('passes items, tags, operators and chat_feedback on by reference', () => {
    const conversation = conversationWith(
      { items: [{ kind: 'x' }], tags: ['t'], operators: { 1: {} }, groups: [{ id: 'g' }] },
      { chat_feedback: { overall_chat: 1 } },
    );
    const [track, group] = transformOlark(conversation, { profile });
    expect(track.properties.items).toBe(conversation.items);
    expect(track.properties.tags).toBe(conversation.tags);
    expect(track.traits.chat_feedback).toBe(conversation.visitor.chat_feedback);
    expect(track.properties.operators ?? group?.traits.operators).toBe(conversation.operators);
  });

  it('shares no object of its own between deliveries', () => {
    const conversation = conversationWith({ groups: [{ id: 'g' }] });
    const spoil = (event: RudderEvent | undefined) => {
      if (!event) throw new Error('An event is missing.');
      event.context.library.name = 'spoilt';
      event.context.integration.name = 'spoilt';
      event.traits['spoilt'] = true;
      event.integrations['spoilt'] = true;
    };
    transformOlark(conversation, { profile }).forEach(spoil);
    expect(JSON.stringify(transformOlark(conversation, { profile }))).not.toContain('spoilt');
  });
});

describe('the documented example', () => {
  const { payload } = fixture('documented-example');
  const documentation = readEvents('documented-example/rudderstack-documentation.json');

  it('has every leaf of RudderStack’s documentation, rudderId included, and only the promised ones beyond', () => {
    const ofUs = new Map(leavesOf(transformOlark(payload)).map(([path, value]) => [path.join('.'), value]));
    const ofThem = leavesOf(documentation).map(([path, value]) => [path.join('.'), value] as const);
    for (const [path, value] of ofThem) {
      if (path !== '0.messageId') expect([path, ofUs.get(path)]).toStrictEqual([path, value]);
      ofUs.delete(path);
    }
    const operator = '0.properties.operators.6208911878914048';
    expect([...ofUs.keys()].sort()).toStrictEqual([
      `${operator}.emailAddress`,
      `${operator}.id`,
      `${operator}.kind`,
      `${operator}.nickname`,
      `${operator}.username`,
      '0.traits.countryCode',
      '0.traits.kind',
    ]);
  });

  it('equals RudderStack’s documentation but for messageId with rudder-transformer and content ids', () => {
    const events = transformOlark(payload, { profile: 'rudder-transformer', ids: 'content' });
    const { messageId } = events[0];
    expect(events).toStrictEqual(documentation.map((event) => ({ ...event, messageId })));
    expect(messageId).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});

describe('profile rudder-transformer', () => {
  it('puts a top-level ip into the properties and the context', () => {
    const payload = conversationWith({ ip: '203.0.113.1' }, { ip: '198.51.100.1' });
    const [track] = transformOlark(payload, { profile: 'rudder-transformer' });
    expect([track.properties['ip'], track.context.ip]).toStrictEqual(['203.0.113.1', '203.0.113.1']);
  });

  it('keeps empty strings, an empty browser label too', () => {
    const payload = conversationWith({}, { fullName: '', browser: ' ', operatingSystem: '' });
    const [track] = transformOlark(payload, { profile: 'rudder-transformer' });
    expect(track.context).toMatchObject({ traits: { name: '' }, browser: { name: '' }, os: { name: '' } });
  });
});

describe('a payload that throws when it is read', () => {
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const throwing = {
    get: () => {
      throw new Error('read');
    },
  };

  it.each([
    ['is a revoked proxy', revoked],
    ['has a revoked visitor', () => ({ kind: 'Conversation', visitor: revoked() })],
    ['has revoked groups', () => conversationWith({ groups: revoked() })],
    ['has a revoked group', () => conversationWith({ groups: [revoked()] })],
    [
      'has a getter in the visitor',
      () => ({ kind: 'Conversation', visitor: Object.defineProperty({ id: 'v1' }, 'city', throwing) }),
    ],
    [
      'has a getter in an item',
      () => conversationWith({ items: [Object.defineProperty({}, 'timestamp', throwing)] }),
    ],
    ['has a getter for kind', () => Object.defineProperty({ visitor: { id: 'v1' } }, 'kind', throwing)],
  ])('is OLARK_UNSERIALIZABLE when it %s', (_, payload) => {
    const error = thrownBy(() => transformOlark(payload(), { profile: 'complete', ids: 'none' }));
    expect(error).toMatchObject({ name: 'OlarkPayloadError', code: 'OLARK_UNSERIALIZABLE' });
    expect(error.message).toBe('The payload cannot be read; it must be plain data, as JSON makes it.');
    expect((error.cause as Error).message).toMatch(/^read$|revoked/);
  });
});
