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
  ])('gives a visitor with the id $id the userId $userId', ({ id, userId }) => {
    const conversation = { kind: ' Chat ', visitor: { id }, items: 7 };
    const delivery = checkConversation(conversation);
    expect(delivery).toStrictEqual({ conversation, event: ' Chat ', userId });
    expect(delivery.conversation).toBe(conversation);
  });

  it.each([undefined, null, 7, ['Chat'], '', ' ', '\t\n', '\u200b', '\u2060\ufeff', '\u3164'])(
    'refuses the kind %j',
    (kind) => {
      const refused = refusal(() => checkConversation({ kind, visitor: { id: 'v1' } }));
      expect(refused).toStrictEqual(['OLARK_MISSING_FIELD', 'kind']);
    },
  );

  it.each([undefined, null, true, NaN, Infinity, ['v1'], '', ' ', '\t\n', '\u200b', '\u3164'])(
    'refuses the visitor id %j',
    (id) => {
      const refused = refusal(() => checkConversation({ kind: 'Chat', visitor: { id } }));
      expect(refused).toStrictEqual(['OLARK_MISSING_FIELD', 'visitor.id']);
    },
  );

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

  it.each(['items', 'groups'])('refuses %s that say they are longer than any list can be', (field) => {
    const conversation = {
      kind: 'Chat',
      visitor: { id: 'v1' },
      [field]: Object.assign([], { length: 2 ** 32 - 1 }),
    };
    expect(refusal(() => checkConversation(conversation))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
  });

  it('hands out objects of which nothing is inherited, as deep as fields have names', () => {
    const inherited = withAddition('body', 'forged', () => {
      const { conversation } = checkConversation({
        kind: 'Chat',
        visitor: { id: 'v1', chat_feedback: {} },
        items: [{}],
        groups: [{}],
        operators: { 1: {} },
      });
      const { visitor, items, groups, operators } = conversation;
      const objects = [
        conversation,
        visitor,
        visitor.chat_feedback,
        items?.[0],
        groups?.[0],
        operators?.['1'],
      ];
      return objects.map((object) => (object as { body?: unknown }).body);
    });
    expect(inherited).toStrictEqual(Array(6).fill(undefined));
  });

  it('takes no id that stands on Object.prototype', () => {
    const refused = withAddition('id', 'forged', () =>
      refusal(() => checkConversation({ kind: 'Chat', visitor: {} })),
    );
    expect(refused).toStrictEqual(['OLARK_MISSING_FIELD', 'visitor.id']);
  });
});

it.each(PROFILES)('%s reads ids once, as a field may answer differently at the second reading', (profile) => {
  const once = (value: string) => ({ enumerable: true, get: vi.fn(() => '').mockReturnValueOnce(value) });
  const visitor = Object.defineProperty({}, 'id', once('v1'));
  const payload = Object.defineProperty({ visitor }, 'kind', once('Chat'));
  const [track] = transformOlark(payload, { profile, ids: 'none' });
  expect([track.event, track.userId]).toStrictEqual(['Chat', 'v1']);
});
