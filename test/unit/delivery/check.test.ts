import { describe, expect, it } from 'vitest';

import { checkConversation } from '../../../src/delivery/check.js';
import { transformOlark } from '../../../src/index.js';
import { PROFILES } from '../../support/fixtures.js';
import { conversationWith, refusal } from '../../support/values.js';

const BLANK = ['', ' ', '\t\n', '\u200b', '\u2060\ufeff', '\u3164'];

describe('checkConversation', () => {
  it.each([
    ['v1', 'v1'],
    [' v1', ' v1'],
    [0, '0'],
    [6208911878914048, '6208911878914048'],
  ])('takes the visitor id %j for the userId %j', (id, userId) => {
    const conversation = { kind: ' Chat ', visitor: { id }, items: 7 };
    const delivery = checkConversation(conversation);
    expect(delivery).toStrictEqual({ conversation, event: ' Chat ', userId });
    expect(delivery.conversation).toBe(conversation);
  });

  it.each([
    ['OLARK_MISSING_FIELD', 'kind', { visitor: { id: 'v1' } }],
    ...[...BLANK, null, 7, ['Conversation']].map((kind) => [
      ...['OLARK_MISSING_FIELD', 'kind'],
      { kind, visitor: { id: 'v1' } },
    ]),
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation' }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: undefined }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: null }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: {} }],
    ...[...BLANK, null, NaN, Infinity, true, ['v1']].map((id) => [
      ...['OLARK_MISSING_FIELD', 'visitor.id'],
      { kind: 'Conversation', visitor: { id } },
    ]),
    ...['v1', 0, false, [{ id: 'v1' }], () => 'v1'].map((visitor) => [
      ...['OLARK_INVALID_FIELD', 'visitor'],
      { kind: 'Conversation', visitor },
    ]),
  ] as [string, string, Record<string, unknown>][])('refuses with %s at %s: %j', (code, path, candidate) => {
    expect(refusal(() => checkConversation(candidate))).toStrictEqual([code, path]);
  });
});

describe.each(PROFILES)('in the profile %s', (profile) => {
  it.each([undefined, null, [], '', 0, false, 'g1', 7, { id: 'g1' }])(
    'the groups %j make no group event, and do not cost the conversation',
    (groups) => {
      expect(transformOlark(conversationWith({ groups }), { profile })).toHaveLength(1);
    },
  );

  it('ids are read once, as a field may answer differently at the second reading', () => {
    const answers = { kind: ['Chat', ''], id: ['v1'] };
    const payload = {
      get kind() {
        return answers.kind.shift();
      },
      visitor: {
        get id() {
          return answers.id.shift();
        },
      },
    };
    expect(transformOlark(payload, { profile, ids: 'none' })[0]).toMatchObject({
      event: 'Chat',
      userId: 'v1',
    });
  });
});
