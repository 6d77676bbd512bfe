import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { PROFILES } from '../support/fixtures.js';
import { conversationWith, deepFreeze, thrownBy } from '../support/values.js';

/** A value's objects and lists, itself among them. */
function objectsIn(value: unknown): object[] {
  return typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(objectsIn)]
    : [];
}

const conversation = deepFreeze(
  conversationWith(
    { items: [{ kind: 'x' }], tags: ['t'], operators: { 1: { id: '1' } }, groups: [{ id: 'g' }], other: {} },
    { chat_feedback: { overall_chat: 1 }, customFields: { a: 1 }, visits: [] },
  ),
);

describe.each(PROFILES)('profile %s', (profile) => {
  it('makes a group event of each group with a usable id, in order', () => {
    const unusable = [{ id: '' }, { id: ' ' }, {}, 'g', null, ['g'], { id: NaN }];
    const groups = [{ id: 'a' }, ...unusable, { id: 0 }, { id: 'a' }];
    const [track, ...events] = transformOlark(conversationWith({ groups }), { profile });
    expect(track).toMatchObject({ type: 'track', userId: 'v1' });
    expect(events).toMatchObject(
      ['a', '0', 'a'].map((groupId) => ({ type: 'group', userId: 'v1', groupId })),
    );
  });

  it('makes no group event of groups that are no list', () => {
    for (const groups of [undefined, null, [], '', 'g1', 7, false, { 0: { id: 'a' }, length: 1 }]) {
      expect(transformOlark(conversationWith({ groups }), { profile })).toHaveLength(1);
    }
  });

  it('passes lists and objects on by reference, and shares nothing else between deliveries', () => {
    const ofInput = new Set(objectsIn(conversation));
    const [first, second] = [0, 1].map(() => new Set(objectsIn(transformOlark(conversation, { profile }))));
    const shared = [...(first ?? [])].filter((object) => second?.has(object));
    expect(shared.filter((object) => !ofInput.has(object))).toStrictEqual([]);
    expect(shared).toEqual(expect.arrayContaining([conversation.items, conversation.tags]));
    expect(shared).toContain(conversation.operators?.['1']);
    if (profile !== 'warehouse') expect(shared).toContain(conversation.visitor.chat_feedback);
    if (profile === 'complete') expect(shared).toContain(conversation.visitor.customFields);
  });
});

describe('a payload that throws when it is read', () => {
  const read = new Error('read');
  const get = () => {
    throw read;
  };
  const throwing = (key: string, object: object = {}) =>
    Object.defineProperty(object, key, { enumerable: true, get });

  it.each<[string, unknown]>([
    ['its kind', throwing('kind', { visitor: { id: 'v1' } })],
    ['its visitor', { kind: 'Conversation', visitor: throwing('city', { id: 'v1' }) }],
    ['a group', conversationWith({ groups: [throwing('id')] })],
    ['an item', conversationWith({ items: [throwing('timestamp')] })],
  ])('at %s is OLARK_UNSERIALIZABLE', (_, payload) => {
    const error = thrownBy(() => transformOlark(payload, { profile: 'complete', ids: 'none' }));
    const message = 'The payload must be JSON data, at most 1,000 levels deep.';
    expect(error).toMatchObject({ code: 'OLARK_UNSERIALIZABLE', status: 400, message });
    expect(error.cause).toBe(read);
  });
});
