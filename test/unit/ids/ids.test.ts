import { createHash } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { transformOlark, type TransformOptions } from '../../../src/index.js';
import { contentIdOf, rudderIdOf } from '../../../src/ids/ids.js';
import { fixture, PROFILES } from '../../support/fixtures.js';
import { conversationWith, thrownBy } from '../../support/values.js';

const NAMESPACE = '6266502c-a07f-53ad-a06b-48ce2d02a90b';

/** The UUID that a hash becomes when it is marked as one of a version. */
function uuidOf(hash: Buffer, version: number): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = (Number(bytes[6]) & 0x0f) | (version << 4);
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function uuidV5(name: string, namespace: string): string {
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return uuidOf(createHash('sha1').update(bytes).update(name).digest(), 5);
}

const withGroups = conversationWith({
  items: [{ kind: 'MessageToVisitor', body: 'Hi', timestamp: '1473774819.2' }],
  groups: [{ id: 'a' }, { id: 'a' }, { name: 'no id' }, { id: 'b' }],
});

function messageIds(payload: unknown, options: TransformOptions = {}): unknown[] {
  return transformOlark(payload, { ids: 'content', ...options }).map(({ messageId }) => messageId);
}

/** What RudderStack's server computes from what it hashes. */
function rudderIdOfHashed(text: string): string {
  return uuidOf(createHash('md5').update(text).digest(), 4);
}

describe('rudderId', () => {
  it.each([
    { userId: 'a', hashed: 'a:' },
    { userId: 'vísitor-Ω 🧊', hashed: 'vísitor-Ω 🧊:' },
    { userId: 'x'.repeat(70_000), hashed: `${'x'.repeat(70_000)}:` },
    { userId: 'a\ud83d', hashed: 'a\ufffd:' },
    { userId: ' a b ', hashed: 'a b:' },
    { userId: '\t\u00a0\u200ba\u200b\u3164', hashed: 'a:' },
    { userId: 'a', anonymousId: 'b', hashed: 'a:b' },
    { userId: 'a', anonymousId: ' b\u200b', hashed: 'a:b' },
    { userId: 'a', anonymousId: 7, hashed: 'a:7' },
    { userId: 'a', anonymousId: ' ', hashed: 'a:' },
    { userId: 'a', anonymousId: { b: 1 }, hashed: 'a:' },
  ])('of the user $userId and the anonymous id $anonymousId hashes $hashed', (row) => {
    expect(rudderIdOf(row.userId, row.anonymousId)).toBe(rudderIdOfHashed(row.hashed));
  });

  it('counts the anonymousId that a rule sets, as RudderStack does', () => {
    const rules = [{ from: 'visitor.id', to: 'anonymousId', event: 'all' as const }];
    for (const { rudderId } of transformOlark(withGroups, { rules })) {
      expect(rudderId).toBe(rudderIdOfHashed('v1:v1'));
    }
  });

  it.each(['content', 'random'] as const)('follows, with %s ids, the userId that rules left', (ids) => {
    const via = (_: unknown, __: unknown, group?: { id?: unknown }) => `u${String(group?.id)}`;
    const events = transformOlark(withGroups, { ids, rules: [{ to: 'userId', via }] });
    expect(events.map(({ userId }) => userId)).toStrictEqual(['uundefined', 'ua', 'ua', 'ub']);
    for (const { rudderId, userId } of events) expect(rudderId).toBe(rudderIdOf(userId));
  });
});

describe('messageId by content', () => {
  it('is for a known delivery what it has always been', () => {
    expect(messageIds(fixture('several-groups-and-operators').payload)).toStrictEqual([
      '4f8efce5-6ad8-507b-a3f0-f7de70bb848c',
      '9a125fc1-5307-5fe1-a159-1996e1b09a3f',
      '371bdb87-8da8-52cf-ac76-a27a65d12680',
    ]);
  });

  it.each(['é', 'é'.repeat(65_000), 'a'.repeat(65_536), '€'.repeat(200_000)])(
    'is the UUID v5 of the canonical JSON in the library’s namespace (%#)',
    (body) => {
      expect(contentIdOf({ b: 1, a: body })).toBe(uuidV5(`{"a":"${body}","b":1}`, NAMESPACE));
    },
  );

  it('is for a group event the UUID v5 of its place in the namespace of the track event’s', () => {
    const [track, ...groups] = messageIds(withGroups);
    expect(groups).toStrictEqual([1, 2, 3].map((place) => uuidV5(`group:${String(place)}`, String(track))));
  });

  it.each(PROFILES)('is in the profile %s the same, whatever its rules', (profile) => {
    const rules = ['properties.items', 'userId'].map((to) => ({ to, value: to === 'userId' ? 'x' : null }));
    expect(messageIds(withGroups, { profile, rules })).toStrictEqual(messageIds(withGroups));
  });
});

describe('options.ids', () => {
  it.each([
    ['content', /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ['random', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
  ] as const)('%s gives every event an id of its own, a UUID, and one rudderId', (ids, uuid) => {
    const events = transformOlark(withGroups, { ids });
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(4);
    for (const { messageId } of events) expect(messageId).toMatch(uuid);
    expect(events.map(({ rudderId }) => rudderId)).toStrictEqual(Array(4).fill(rudderIdOf('v1')));
  });

  it('random gives others each time', () => {
    const ids = [...messageIds(withGroups, { ids: 'random' }), ...messageIds(withGroups, { ids: 'random' })];
    expect(new Set(ids).size).toBe(8);
  });

  it('none gives no id', () => {
    for (const event of transformOlark(withGroups, { ids: 'none' })) {
      expect(event).not.toHaveProperty('messageId');
      expect(event).not.toHaveProperty('rudderId');
    }
  });
});

describe('random ids without a source of randomness', () => {
  afterEach(() => {
    vi.doUnmock('uuid');
    vi.resetModules();
  });

  it('are refused as an option that this runtime does not have', async () => {
    // Under Node, `uuid` has a source of its own that cannot be taken away.
    vi.doMock('uuid', async (original) => {
      const uuid = await original<typeof import('uuid')>();
      const v4 = (options?: { random: Uint8Array }) => {
        if (!options) throw new Error('crypto.getRandomValues() not supported');
        return uuid.v4(options);
      };
      return { ...uuid, v4 };
    });
    vi.resetModules();
    const { transformOlark: transform } = await import('../../../src/index.js');
    const { code, path, cause } = thrownBy(() => transform(withGroups, { ids: 'random' }));
    expect([code, path, cause]).toStrictEqual(['OLARK_INVALID_OPTION', 'options.ids', undefined]);
    expect(transform(withGroups)).toStrictEqual(transformOlark(withGroups));
  });
});
