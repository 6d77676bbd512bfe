import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { thrownBy } from '../../support/values.js';

describe('a conversation without what RudderStack needs', () => {
  it.each([
    ['OLARK_MISSING_FIELD', 'kind', {}],
    ['OLARK_MISSING_FIELD', 'kind', { visitor: { id: 'v1' } }],
    ['OLARK_MISSING_FIELD', 'kind', { kind: '', visitor: { id: 'v1' } }],
    ['OLARK_MISSING_FIELD', 'kind', { kind: 7, visitor: { id: 'v1' } }],
    ['OLARK_MISSING_FIELD', 'kind', { kind: null, visitor: { id: 'v1' } }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation' }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: null }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: {} }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: { id: '' } }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: { id: null } }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: { id: NaN } }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: { id: Infinity } }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: { id: true } }],
    ['OLARK_MISSING_FIELD', 'visitor.id', { kind: 'Conversation', visitor: { id: ['v1'] } }],
    ['OLARK_INVALID_FIELD', 'visitor', { kind: 'Conversation', visitor: 'v1' }],
    ['OLARK_INVALID_FIELD', 'visitor', { kind: 'Conversation', visitor: [{ id: 'v1' }] }],
    ['OLARK_INVALID_FIELD', 'visitor', { kind: 'Conversation', visitor: () => 'v1' }],
    ['OLARK_INVALID_FIELD', 'groups', { kind: 'Conversation', visitor: { id: 'v1' }, groups: {} }],
    ['OLARK_INVALID_FIELD', 'groups', { kind: 'Conversation', visitor: { id: 'v1' }, groups: 'g1' }],
    ['OLARK_INVALID_FIELD', 'groups', { kind: 'Conversation', visitor: { id: 'v1' }, groups: 0 }],
  ])('is %s at %s: %j', (code, path, payload) => {
    const error = thrownBy(() => transformOlark(payload));
    expect({ name: error.name, code: error.code, path: error.path }).toStrictEqual({
      name: 'OlarkPayloadError',
      code,
      path,
    });
  });

  it('is told what was expected', () => {
    const messages = [
      {},
      { kind: 'x', visitor: {} },
      { kind: 'x', visitor: 7 },
      { kind: 'x', visitor: { id: 1 }, groups: {} },
    ].map((payload) => thrownBy(() => transformOlark(payload)).message);
    expect(messages).toStrictEqual([
      '`kind` must be a non-empty string.',
      '`visitor.id` must be a non-empty string or a finite number.',
      '`visitor` must be an object.',
      '`groups` must be an array.',
    ]);
  });
});

describe('a usable conversation', () => {
  it.each([
    ['v1', 'v1'],
    [' ', ' '],
    [0, '0'],
    [-1.5, '-1.5'],
    [6208911878914048, '6208911878914048'],
  ])('with the visitor id %j has the userId %j on every event', (id, userId) => {
    const events = transformOlark({ kind: 'Conversation', visitor: { id }, groups: [{ id: 'g' }] });
    expect(events.map((event) => event.userId)).toStrictEqual([userId, userId]);
  });

  it.each([undefined, null, []])('with the groups %j has no group event', (groups) => {
    expect(transformOlark({ kind: 'Conversation', visitor: { id: 'v1' }, groups })).toHaveLength(1);
  });
});
