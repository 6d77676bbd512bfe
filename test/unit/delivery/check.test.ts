import { describe, expect, it, vi } from 'vitest';

import { checkConversation } from '../../../src/delivery/check.js';
import { transformOlark } from '../../../src/index.js';
import { PROFILES } from '../../support/fixtures.js';
import { withAddition } from '../../support/prototype.js';
import { refusal } from '../../support/values.js';

describe('checkConversation', () => {
  it.each([
    { id: 'v1', userId: 'v1' },
    { id: ' v1', userId: ' v1' },
    { id: 0, userId: '0' },
    { id: 6208911878914048, userId: '6208911878914048' },
  ])('returns the visitor’s id $id as the userId $userId', ({ id, userId }) => {
    const conversation = { kind: ' Chat ', visitor: { id }, items: 7 };
    const delivery = checkConversation(conversation);
    expect(delivery).toStrictEqual({ conversation, event: ' Chat ', userId });
    expect(delivery.conversation).toBe(conversation);
  });

  it.each<{ name: string; kind: unknown }>([
    { name: 'undefined', kind: undefined },
    { name: 'null', kind: null },
    { name: 'a number', kind: 7 },
    { name: 'a list', kind: ['Chat'] },
    { name: 'an empty string', kind: '' },
    { name: 'white space', kind: ' \t\n' },
    { name: 'invisible characters', kind: '\u200b\u2060\ufeff\u3164' },
  ])('refuses a kind that is $name', ({ kind }) => {
    const refused = refusal(() => checkConversation({ kind, visitor: { id: 'v1' } }));
    expect(refused).toStrictEqual(['OLARK_MISSING_FIELD', 'kind']);
  });

  it.each<{ name: string; id: unknown }>([
    { name: 'undefined', id: undefined },
    { name: 'null', id: null },
    { name: 'a boolean', id: true },
    { name: 'NaN', id: NaN },
    { name: 'Infinity', id: Infinity },
    { name: 'a list', id: ['v1'] },
    { name: 'an empty string', id: '' },
    { name: 'white space', id: ' \t\n' },
    { name: 'invisible characters', id: '\u200b\u3164' },
  ])('refuses a visitor id that is $name', ({ id }) => {
    const refused = refusal(() => checkConversation({ kind: 'Chat', visitor: { id } }));
    expect(refused).toStrictEqual(['OLARK_MISSING_FIELD', 'visitor.id']);
  });

  it.each([
    { visitor: undefined, code: 'OLARK_MISSING_FIELD', path: 'visitor.id' },
    { visitor: null, code: 'OLARK_MISSING_FIELD', path: 'visitor.id' },
    { visitor: {}, code: 'OLARK_MISSING_FIELD', path: 'visitor.id' },
    { visitor: 'v1', code: 'OLARK_INVALID_FIELD', path: 'visitor' },
    { visitor: 0, code: 'OLARK_INVALID_FIELD', path: 'visitor' },
    { visitor: false, code: 'OLARK_INVALID_FIELD', path: 'visitor' },
    { visitor: [{ id: 'v1' }], code: 'OLARK_INVALID_FIELD', path: 'visitor' },
    { visitor: () => 'v1', code: 'OLARK_INVALID_FIELD', path: 'visitor' },
  ])('refuses the visitor $visitor with $code', ({ visitor, code, path }) => {
    expect(refusal(() => checkConversation({ kind: 'Chat', visitor }))).toStrictEqual([code, path]);
  });

  it.each(['items', 'groups'])('refuses a list of 4,294,967,295 %s', (field) => {
    const conversation = {
      kind: 'Chat',
      visitor: { id: 'v1' },
      [field]: Object.assign([], { length: 2 ** 32 - 1 }),
    };
    expect(refusal(() => checkConversation(conversation))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
  });

  it('returns objects that inherit nothing, as deep as fields have names', () => {
    const bodies = withAddition('body', 'forged', () => {
      const { conversation } = checkConversation({
        kind: 'Chat',
        visitor: { id: 'v1', chat_feedback: {} },
        items: [{}],
        groups: [{}],
        operators: { 1: {} },
      });
      return {
        conversation: bodyOf(conversation),
        visitor: bodyOf(conversation.visitor),
        feedback: bodyOf(conversation.visitor.chat_feedback),
        item: bodyOf(conversation.items?.[0]),
        group: bodyOf(conversation.groups?.[0]),
        operator: bodyOf(conversation.operators?.['1']),
      };
    });
    expect(bodies).toStrictEqual({
      conversation: undefined,
      visitor: undefined,
      feedback: undefined,
      item: undefined,
      group: undefined,
      operator: undefined,
    });
  });

  it('does not read the visitor’s id from Object.prototype', () => {
    const refused = withAddition('id', 'forged', () =>
      refusal(() => checkConversation({ kind: 'Chat', visitor: {} })),
    );
    expect(refused).toStrictEqual(['OLARK_MISSING_FIELD', 'visitor.id']);
  });
});

/** Its own or inherited `body`. */
function bodyOf(object: unknown): unknown {
  return (object as { readonly body?: unknown }).body;
}

/** A getter that returns a value the first time, and an empty string after that. */
function onlyOnce(value: string): PropertyDescriptor {
  return { enumerable: true, get: vi.fn(() => '').mockReturnValueOnce(value) };
}

it.each(PROFILES)('the profile %s reads `kind` and `visitor.id` only once', (profile) => {
  const visitor = Object.defineProperty({}, 'id', onlyOnce('v1'));
  const payload = Object.defineProperty({ visitor }, 'kind', onlyOnce('Chat'));
  const [track] = transformOlark(payload, { profile, ids: 'none' });
  expect([track.event, track.userId]).toStrictEqual(['Chat', 'v1']);
});
