import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { conversationWith, deepFreeze, leavesOf, thrownBy } from '../support/values.js';

/** A value's objects and lists, itself among them. */
function objectsIn(value: unknown): object[] {
  return typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(objectsIn)]
    : [];
}

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
      { items: [{ kind: 'x' }], tags: ['t'], operators: { 1: { id: '1' } }, groups: [{ id: 'g' }] },
      { chat_feedback: { overall_chat: 1 } },
    );
    const [track, group] = transformOlark(conversation, { profile });
    expect(track.properties.items).toBe(conversation.items);
    expect(track.properties.tags).toBe(conversation.tags);
    expect(track.traits.chat_feedback).toBe(conversation.visitor.chat_feedback);
    const operators = track.properties.operators ?? group?.traits.operators;
    if (profile === 'warehouse')
      expect(Object.values(operators ?? {})[0]).toBe(conversation.operators?.['1']);
    else expect(operators).toBe(conversation.operators);
  });

  it('shares no object of its own between deliveries', () => {
    const conversation = conversationWith({ items: [], groups: [{ id: 'g' }] });
    const first = new Set(objectsIn(transformOlark(conversation, { profile })));
    const second = objectsIn(transformOlark(conversation, { profile }));
    const ofInput = new Set(objectsIn(conversation));
    expect(second.length).toBeGreaterThan(10);
    expect(second.filter((object) => first.has(object) && !ofInput.has(object))).toStrictEqual([]);
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
