import { describe, expect, it, vi } from 'vitest';

import { checkConversation } from '../../../src/delivery/check.js';
import { transformOlark } from '../../../src/index.js';
import { PROFILES } from '../../support/fixtures.js';
import { refusal } from '../../support/values.js';

const MISSING = 'OLARK_MISSING_FIELD';
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

  const visitors = [...BLANK, null, NaN, Infinity, true, ['v1']].map((id) => ({ id }));
  const notObjects = ['v1', 0, false, [{ id: 'v1' }], () => 'v1'];

  it.each([
    ...[undefined, ...BLANK, null, 7, ['Chat']].map((kind) => [MISSING, 'kind', kind, { id: 'v1' }]),
    ...[undefined, null, {}, ...visitors].map((visitor) => [MISSING, 'visitor.id', 'Chat', visitor]),
    ...notObjects.map((visitor) => ['OLARK_INVALID_FIELD', 'visitor', 'Chat', visitor]),
  ])('refuses with %s at %s the kind %j and the visitor %j', (code, path, kind, visitor) => {
    expect(refusal(() => checkConversation({ kind, visitor }))).toStrictEqual([code, path]);
  });
});

it.each(PROFILES)('%s reads ids once, as a field may answer differently at the second reading', (profile) => {
  const once = (value: string) => ({ enumerable: true, get: vi.fn(() => '').mockReturnValueOnce(value) });
  const visitor = Object.defineProperty({}, 'id', once('v1'));
  const payload = Object.defineProperty({ visitor }, 'kind', once('Chat'));
  const [track] = transformOlark(payload, { profile, ids: 'none' });
  expect([track.event, track.userId]).toStrictEqual(['Chat', 'v1']);
});
