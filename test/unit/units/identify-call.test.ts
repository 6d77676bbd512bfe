import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { v5 } from 'uuid';

import { type MappingRule, type RudderTrackEvent, transformOlark } from '../../../src/index.js';
import { identifyCall } from '../../../src/mappers.js';
import { conversations, jsonValues } from '../../support/arbitraries.js';
import { fixture, fixtures, PROFILES } from '../../support/fixtures.js';
import { conversationWith, deepFreeze, refusal, revokedProxy } from '../../support/values.js';

/** What `context` has in every event. */
const SOURCE = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };

/** A track event with these fields; those that every event needs are there. */
function trackWith(fields: object): RudderTrackEvent {
  return {
    type: 'track',
    event: 'Conversation',
    userId: 'v1',
    context: { ...SOURCE, traits: {} },
    traits: {},
    properties: {},
    integrations: { Olark: false },
    ...fields,
  };
}

/** Calls it as code without types can. */
const identify = identifyCall as (track: unknown) => Record<string, unknown> | undefined;

describe('the identify event', () => {
  it('has what the track event says about the visitor', () => {
    const [track] = transformOlark(fixture('conversation-transcript').payload, { profile: 'complete' });
    expect(identifyCall(track)).toStrictEqual({
      type: 'identify',
      userId: track.userId,
      context: track.context,
      traits: {
        name: 'Noor Haddad',
        email: 'noor@example.com',
        city: 'Springfield',
        region: 'IL',
        country: 'United States',
        customFields: { plan: 'trial' },
        organization: 'Haddad Freight',
        countryCode: 'US',
      },
      integrations: { Olark: false },
      timestamp: track.timestamp,
      originalTimestamp: track.originalTimestamp,
      rudderId: track.rudderId,
      messageId: v5('identify', track.messageId),
    });
  });

  it.each([
    {
      what: 'traits of both places, of which those outside of `context` win',
      track: trackWith({
        context: { ...SOURCE, traits: { name: 'Bob', email: 'old@example.com' } },
        traits: { email: 'bob@example.com', organization: 'Widgets' },
      }),
      becomes: {
        type: 'identify',
        userId: 'v1',
        context: { ...SOURCE, traits: { name: 'Bob', email: 'old@example.com' } },
        traits: { name: 'Bob', email: 'bob@example.com', organization: 'Widgets' },
        integrations: { Olark: false },
      },
    },
    {
      what: 'no survey and no kind',
      track: trackWith({
        context: { ...SOURCE, traits: { email: 'bob@example.com', kind: 'Visitor' } },
        traits: { kind: 'Visitor', chat_feedback: { overall_chat: 5 } },
      }),
      becomes: {
        type: 'identify',
        userId: 'v1',
        context: { ...SOURCE, traits: { email: 'bob@example.com', kind: 'Visitor' } },
        traits: { email: 'bob@example.com' },
        integrations: { Olark: false },
      },
    },
    {
      what: 'no empty trait, which would overwrite what a destination knows',
      track: trackWith({
        context: { ...SOURCE, traits: { name: '', phone: null, email: 'bob@example.com', customFields: {} } },
        traits: { organization: '', tags: [], visits: 0, isMember: false },
      }),
      becomes: {
        type: 'identify',
        userId: 'v1',
        context: { ...SOURCE, traits: { name: '', phone: null, email: 'bob@example.com', customFields: {} } },
        traits: { email: 'bob@example.com', visits: 0, isMember: false },
        integrations: { Olark: false },
      },
    },
    {
      what: 'the page, the device and the destinations of the track event, and what it was given of times and ids',
      track: trackWith({
        context: {
          ...SOURCE,
          traits: { email: 'bob@example.com' },
          ip: '203.0.113.24',
          os: { name: 'Windows' },
        },
        integrations: { Olark: false, Amplitude: false },
        timestamp: '2016-09-13T13:53:41.411Z',
        anonymousId: 'a1',
        properties: { items: [{ kind: 'MessageToOperator', body: 'Hi' }] },
      }),
      becomes: {
        type: 'identify',
        userId: 'v1',
        context: {
          ...SOURCE,
          traits: { email: 'bob@example.com' },
          ip: '203.0.113.24',
          os: { name: 'Windows' },
        },
        traits: { email: 'bob@example.com' },
        integrations: { Olark: false, Amplitude: false },
        timestamp: '2016-09-13T13:53:41.411Z',
        anonymousId: 'a1',
      },
    },
    {
      what: 'JSON text as it is',
      track: trackWith({
        context: { ...SOURCE, traits: { customFields: '{"plan":"gold"}', otherFields: '{"visits":7}' } },
      }),
      becomes: {
        type: 'identify',
        userId: 'v1',
        context: { ...SOURCE, traits: { customFields: '{"plan":"gold"}', otherFields: '{"visits":7}' } },
        traits: { customFields: '{"plan":"gold"}', otherFields: '{"visits":7}' },
        integrations: { Olark: false },
      },
    },
    {
      what: 'no `messageId` where that of the track event is not a UUID',
      track: trackWith({ traits: { email: 'bob@example.com' }, messageId: 'chat-1', rudderId: 'r1' }),
      becomes: {
        type: 'identify',
        userId: 'v1',
        context: { ...SOURCE, traits: {} },
        traits: { email: 'bob@example.com' },
        integrations: { Olark: false },
        rudderId: 'r1',
      },
    },
    {
      what: 'empty objects where a rule of code has taken them away',
      track: { type: 'track', userId: 7, traits: { email: 'bob@example.com' } },
      becomes: {
        type: 'identify',
        userId: '7',
        context: {},
        traits: { email: 'bob@example.com' },
        integrations: {},
      },
    },
  ])('has $what', ({ track, becomes }) => {
    expect(identify(track)).toStrictEqual(becomes);
  });

  it.each([
    { name: 'USA (Springfield, IL) #2979', kept: undefined },
    { name: 'Returning Visitor | USA (San Francisco, CA) #7617', kept: undefined },
    { name: 'Côte d’Ivoire (Abidjan) #1', kept: undefined },
    { name: 'Flat (rear) #4', kept: undefined },
    { name: 'Apartment #4', kept: 'Apartment #4' },
    { name: 'Bob Doe', kept: 'Bob Doe' },
    { name: 'Bob (Sales)', kept: 'Bob (Sales)' },
    { name: 'Bob | USA (San Francisco, CA) #7617', kept: 'Bob | USA (San Francisco, CA) #7617' },
    { name: 'USA (Springfield, IL) #2979 Bob', kept: 'USA (Springfield, IL) #2979 Bob' },
    { name: '(Springfield) #1', kept: '(Springfield) #1' },
    { name: 2979, kept: 2979 },
  ])('has the name $kept for the name $name, in `traits` and `context.traits`', ({ name, kept }) => {
    const email = 'bob@example.com';
    const inContext = identify(trackWith({ context: { ...SOURCE, traits: { name, email } } }));
    const traits = kept === undefined ? { email } : { name: kept, email };
    expect(inContext?.['traits']).toStrictEqual(traits);
    expect(inContext?.['context']).toStrictEqual({ ...SOURCE, traits });
    expect(identify(trackWith({ traits: { name, email } }))?.['traits']).toStrictEqual(traits);
  });

  it('reads a long name in no time', () => {
    const name = `${'USA ('.repeat(100_000)}${'Visitor | '.repeat(100_000)}#`;
    expect(identify(trackWith({ traits: { name } }))?.['traits']).toStrictEqual({ name });
  });
});

describe('there is no identify event', () => {
  it.each(PROFILES)('for a start, in %s', (profile) => {
    expect(
      identifyCall(transformOlark(fixture('conversation-start').payload, { profile })[0]),
    ).toBeUndefined();
  });

  it.each([
    { what: 'a visitor of whom only the id is known', track: trackWith({}) },
    {
      what: 'a visitor who has a kind, a survey and empty traits alone',
      track: trackWith({
        context: { ...SOURCE, traits: { kind: 'Visitor', email: '', customFields: {} } },
        traits: { kind: 'Visitor', chat_feedback: { overall_chat: 5 } },
      }),
    },
    {
      what: 'a visitor who has a name that Olark made up alone',
      track: trackWith({ context: { ...SOURCE, traits: { name: 'USA (Springfield, IL) #2979' } } }),
    },
    {
      what: 'a group event',
      track: { type: 'group', userId: 'v1', groupId: 'g1', traits: { name: 'Sales' } },
    },
    {
      what: 'an event without a usable user',
      track: { type: 'track', userId: ' ', traits: { name: 'Bob' } },
    },
    { what: 'a list', track: [trackWith({ traits: { email: 'bob@example.com' } })] },
    { what: 'null', track: null },
    { what: 'nothing', track: undefined },
    { what: 'a number', track: 7 },
    { what: 'text', track: 'track' },
  ])('for $what', ({ track }) => {
    expect(identify(track)).toBeUndefined();
  });

  it.each([
    {
      what: 'no messages, but ratings',
      fields: { properties: { items: [] }, traits: { chat_feedback: { knowledge: 5 } } },
    },
    {
      what: 'no messages, but operators',
      fields: { properties: { items: [], operators: { 98: {} } }, traits: { chat_feedback: {} } },
    },
    {
      what: 'an `eventType` of its own',
      fields: { properties: { eventType: 'end', items: [] }, traits: { chat_feedback: {} } },
    },
  ])('for a start alone: an event with $what is none', ({ fields }) => {
    const track = trackWith({ ...fields, context: { ...SOURCE, traits: { email: 'bob@example.com' } } });
    expect(identify(track)?.['traits']).toStrictEqual({ email: 'bob@example.com' });
  });
});

describe('after rules, the identify event', () => {
  const conversation = conversationWith(
    { items: [{ kind: 'MessageToOperator', body: 'SECRET', timestamp: '1473774819.2' }], note: 'SECRET' },
    {
      fullName: 'SECRET',
      emailAddress: 'SECRET',
      phoneNumber: 'SECRET',
      ip: 'SECRET',
      organization: 'Widgets',
      conversationBeginPage: 'SECRET',
      customFields: { token: 'SECRET' },
      locale: 'SECRET',
      chat_feedback: { comments: 'SECRET' },
    },
  );
  const masks: MappingRule[] = [
    { to: 'userId', via: (id: string) => `hashed ${id}` },
    { to: 'context.traits', value: null },
    { to: 'context', via: (context) => ({ ...(context as object), ip: null, page: null }) },
    { to: 'properties', value: null },
  ];

  it.each(PROFILES)('has nothing of what they removed, in %s', (profile) => {
    const rules: MappingRule[] = [...masks, { to: 'traits.email', value: 'bob@example.com' }];
    const [track] = transformOlark(conversation, { profile, rules });
    expect(JSON.stringify(identifyCall(track))).not.toContain('SECRET');
    expect(identifyCall(track)).toMatchObject({ userId: 'hashed v1', traits: { email: 'bob@example.com' } });
  });
});

it('its id is another than those of the events beside it, and the same when a delivery is sent again', () => {
  for (const { payload } of fixtures) {
    const [first, again] = [payload, structuredClone(payload)].map((body) => {
      const events = transformOlark(body, { profile: 'complete' });
      return [...events, identifyCall(events[0])].map((event) => event?.messageId);
    });
    expect(first).toStrictEqual(again);
    expect(new Set(first).size).toBe(first?.length);
  }
});

it('it has no ids where the events have none', () => {
  const [track] = transformOlark(fixture('conversation-transcript').payload, { ids: 'none' });
  expect(Object.keys(identifyCall(track) ?? {})).toStrictEqual([
    'type',
    'userId',
    'context',
    'traits',
    'integrations',
  ]);
});

it('it shares nothing with the track event, which is not changed', () => {
  const objectsIn = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
  const check = fc.property(conversations, fc.constantFrom(...PROFILES), (conversation, profile) => {
    const [track] = transformOlark(deepFreeze(conversation), {
      profile,
      rules: [{ to: 'traits.plan', value: ['gold'] }],
    });
    const objects = objectsIn(identifyCall(deepFreeze(track)));
    expect(new Set([...objects, ...objectsIn(track)]).size).toBe(
      objects.length + new Set(objectsIn(track)).size,
    );
  });
  fc.assert(check);
});

describe('hostile input', () => {
  afterEach(() => {
    delete (Object.prototype as { email?: string }).email;
  });

  it('throws nothing, whatever JSON stands where', () => {
    const part = fc.oneof(jsonValues, fc.constant({ email: 'bob@example.com' }));
    const events = fc.record(
      { context: part, traits: part, properties: part, integrations: part, messageId: part, timestamp: part },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(events, (event) => void identify({ type: 'track', userId: 'v1', ...event })));
  });

  const cyclic: Record<string, unknown> = { email: 'bob@example.com' };
  cyclic['self'] = cyclic;
  let deep: unknown = 'x';
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  const throwing = {
    get email() {
      throw new Error('a getter');
    },
  };

  it.each([
    ['a cycle', { type: 'track', userId: 'v1', traits: cyclic }],
    ['nesting that is too deep', { type: 'track', userId: 'v1', traits: { deep } }],
    ['a getter that throws', { type: 'track', userId: 'v1', traits: throwing }],
    ['a revoked proxy', revokedProxy()],
    ['a revoked proxy inside', { type: 'track', userId: 'v1', context: { traits: revokedProxy() } }],
  ])('is refused as an event that cannot be copied: %s', (_, track) => {
    expect(refusal(() => identify(track))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
  });

  it('keeps fields whose names `Object.prototype` has, and adds none that it has', () => {
    const customFields = JSON.parse('{"__proto__":{"a":1},"toString":"x","constructor":"y"}') as object;
    (Object.prototype as { email?: string }).email = 'inherited';
    const event = identify(trackWith({ context: { ...SOURCE, traits: { customFields } } }));
    expect(Object.keys(event?.['traits'] ?? {})).toStrictEqual(['customFields']);
    expect(JSON.stringify(event?.['traits'])).toBe(
      '{"customFields":{"__proto__":{"a":1},"toString":"x","constructor":"y"}}',
    );
  });

  it('passes on what is not plain data by reference', () => {
    const since = new Date(0);
    expect(identify(trackWith({ traits: { contract: { since } } }))).toHaveProperty(
      'traits.contract.since',
      since,
    );
  });
});
