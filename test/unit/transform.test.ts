import { describe, expect, it } from 'vitest';

import { type Profile, transformOlark } from '../../src/index.js';
import { PROFILES } from '../support/fixtures.js';
import { conversationWith, deepFreeze, thrownBy } from '../support/values.js';

describe('transformOlark', () => {
  it('makes a track event, then a group event for each group with a usable id, in order', () => {
    const groups = [
      { id: 'a' },
      { id: '' },
      { id: ' ' },
      { id: NaN },
      {},
      'g',
      null,
      ['g'],
      { id: 0 },
      { id: 'a' },
    ];
    expect(transformOlark(conversationWith({ groups }))).toMatchObject([
      { type: 'track', userId: 'v1' },
      { type: 'group', userId: 'v1', groupId: 'a' },
      { type: 'group', userId: 'v1', groupId: '0' },
      { type: 'group', userId: 'v1', groupId: 'a' },
    ]);
  });

  it.each<{ name: string; groups: unknown }>([
    { name: 'undefined', groups: undefined },
    { name: 'null', groups: null },
    { name: 'an empty list', groups: [] },
    { name: 'an empty string', groups: '' },
    { name: 'a string', groups: 'g1' },
    { name: 'a number', groups: 7 },
    { name: 'false', groups: false },
    { name: 'an object that looks like a list', groups: { 0: { id: 'a' }, length: 1 } },
  ])('makes no group event where `groups` is $name', ({ groups }) => {
    expect(transformOlark(conversationWith({ groups }))).toMatchObject([{ type: 'track' }]);
  });
});

describe('lists and objects of the payload', () => {
  const conversation = deepFreeze(
    conversationWith(
      {
        items: [{ kind: 'x' }],
        tags: ['t'],
        operators: { 1: { id: '1' } },
        groups: [{ id: 'g' }],
        other: {},
      },
      { chat_feedback: { overall_chat: 1 }, customFields: { a: 1 }, visits: [] },
    ),
  );
  const { items, tags, operators, visitor } = conversation;

  it.each<{ profile: Profile; passedOn: unknown[] }>([
    { profile: 'documented', passedOn: [items, tags, operators, visitor.chat_feedback] },
    { profile: 'rudder-transformer', passedOn: [items, tags, operators, visitor.chat_feedback] },
    {
      profile: 'complete',
      passedOn: [items, tags, operators, visitor.chat_feedback, visitor.customFields],
    },
    // It makes a list of the operators.
    { profile: 'warehouse', passedOn: [items, tags, operators?.['1']] },
  ])('are passed on in $profile without being copied', ({ profile, passedOn }) => {
    const found = objectsIn(transformOlark(conversation, { profile }));
    for (const object of passedOn) expect(found.some((each) => each === object)).toBe(true);
  });

  it.each(PROFILES)('are all that the events of two deliveries share in the profile %s', (profile) => {
    const sent = new Set(objectsIn(conversation));
    const inFirst = new Set(objectsIn(transformOlark(conversation, { profile })));
    const inSecond = objectsIn(transformOlark(conversation, { profile }));
    const shared = inSecond.filter((object) => inFirst.has(object));
    expect(shared).not.toStrictEqual([]);
    expect(shared.filter((object) => !sent.has(object))).toStrictEqual([]);
  });
});

/** The objects and lists in a value, and the value itself if it is one. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

describe('a payload that throws when it is read', () => {
  const thrown = new Error('read');

  /** An object with a field that throws when it is read. */
  function throwing(field: string, object: object = {}): object {
    const get = () => {
      throw thrown;
    };
    return Object.defineProperty(object, field, { enumerable: true, get });
  }

  it.each<{ name: string; payload: unknown }>([
    { name: 'its kind', payload: throwing('kind', { visitor: { id: 'v1' } }) },
    { name: 'its visitor', payload: { kind: 'Conversation', visitor: throwing('city', { id: 'v1' }) } },
    { name: 'a group', payload: conversationWith({ groups: [throwing('id')] }) },
    { name: 'an item', payload: conversationWith({ items: [throwing('timestamp')] }) },
  ])('at $name is refused with OLARK_UNSERIALIZABLE', ({ payload }) => {
    const error = thrownBy(() => transformOlark(payload, { profile: 'complete', ids: 'none' }));
    expect(error.code).toBe('OLARK_UNSERIALIZABLE');
    expect(error.status).toBe(400);
    expect(error.message).toBe('The payload must be JSON data, at most 1,000 levels deep.');
    expect(error.cause).toBe(thrown);
  });
});
