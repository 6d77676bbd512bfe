import { describe, expect, it } from 'vitest';

import { parseDelivery } from '../../src/parse-delivery.js';
import { conversationWith, refusal, revokedProxy } from '../support/values.js';

describe('parseDelivery', () => {
  const conversation = conversationWith({ items: 7, groups: 'g1' });

  it('gives the conversation as it was sent, whatever it came in', () => {
    expect(parseDelivery(conversation)).toBe(conversation);
    const form = new URLSearchParams({ data: JSON.stringify(conversation) });
    expect(parseDelivery(form.toString())).toStrictEqual(conversation);
  });

  it.each([
    ['OLARK_EMPTY_BODY', undefined, 'what holds no conversation', ''],
    ['OLARK_MISSING_FIELD', 'visitor.id', 'a conversation without a visitor', { kind: 'Conversation' }],
    ['OLARK_UNSERIALIZABLE', undefined, 'what throws when it is read', { data: revokedProxy() }],
  ])('throws %s at %s for %s, as transformOlark does', (code, path, _, payload) => {
    expect(refusal(() => parseDelivery(payload))).toStrictEqual([code, path]);
  });
});
