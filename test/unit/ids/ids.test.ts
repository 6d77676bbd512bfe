import { createHash } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../../../src/index.js';
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
  it.each<{ name: string; userId: string; anonymousId?: unknown; hashed: string }>([
    { name: 'the user id and a colon', userId: 'a', hashed: 'a:' },
    { name: 'a user id beyond ASCII', userId: 'vísitor-Ω 🧊', hashed: 'vísitor-Ω 🧊:' },
    { name: 'a long user id', userId: 'x'.repeat(70_000), hashed: `${'x'.repeat(70_000)}:` },
    { name: 'U+FFFD for a lone surrogate', userId: 'a\ud83d', hashed: 'a\ufffd:' },
    { name: 'the user id without white space around it', userId: ' a b ', hashed: 'a b:' },
    {
      name: 'the user id without invisible characters around it',
      userId: '\t\u00a0\u200ba\u200b\u3164',
      hashed: 'a:',
    },
    { name: 'the user id and the anonymous id', userId: 'a', anonymousId: 'b', hashed: 'a:b' },
    {
      name: 'the anonymous id without invisible characters around it',
      userId: 'a',
      anonymousId: ' b\u200b',
      hashed: 'a:b',
    },
    { name: 'an anonymous id that is a number', userId: 'a', anonymousId: 7, hashed: 'a:7' },
    { name: 'no anonymous id that is blank', userId: 'a', anonymousId: ' ', hashed: 'a:' },
    { name: 'no anonymous id that is an object', userId: 'a', anonymousId: { b: 1 }, hashed: 'a:' },
  ])('hashes $name', ({ userId, anonymousId, hashed }) => {
    expect(rudderIdOf(userId, anonymousId)).toBe(rudderIdOfHashed(hashed));
  });

  it('follows the anonymousId that a rule sets, as RudderStack does', () => {
    const rules: MappingRule[] = [{ from: 'visitor.id', to: 'anonymousId', event: 'all' }];
    for (const { rudderId } of transformOlark(withGroups, { rules })) {
      expect(rudderId).toBe(rudderIdOfHashed('v1:v1'));
    }
  });

  it.each(['content', 'random'] as const)('follows the userId that a rule sets, with %s ids', (ids) => {
    const rules: MappingRule[] = [{ from: 'group.id', to: 'userId', event: 'all' }];
    const events = transformOlark(withGroups, { ids, rules });
    expect(events.map(({ userId, rudderId }) => ({ userId, rudderId }))).toStrictEqual([
      { userId: 'v1', rudderId: rudderIdOf('v1') },
      { userId: 'a', rudderId: rudderIdOf('a') },
      { userId: 'a', rudderId: rudderIdOf('a') },
      { userId: 'b', rudderId: rudderIdOf('b') },
    ]);
  });
});

describe('messageId by content', () => {
  it('of a known delivery is what it has always been', () => {
    expect(messageIds(fixture('several-groups-and-operators').payload)).toStrictEqual([
      '4f8efce5-6ad8-507b-a3f0-f7de70bb848c',
      '9a125fc1-5307-5fe1-a159-1996e1b09a3f',
      '371bdb87-8da8-52cf-ac76-a27a65d12680',
    ]);
  });

  it.each([
    { name: 'short text', body: 'é' },
    { name: '130,000 bytes of text beyond ASCII', body: 'é'.repeat(65_000) },
    { name: '65,536 bytes of ASCII', body: 'a'.repeat(65_536) },
    { name: '600,000 bytes of text beyond ASCII', body: '€'.repeat(200_000) },
  ])('is the UUID v5 of the canonical JSON in the library’s namespace, for $name', ({ body }) => {
    expect(contentIdOf({ b: 1, a: body })).toBe(uuidV5(`{"a":"${body}","b":1}`, NAMESPACE));
  });

  it('of a group event is the UUID v5 of its position, with the track event’s id as the namespace', () => {
    const [track, ...groups] = messageIds(withGroups);
    expect(groups).toStrictEqual([
      uuidV5('group:1', String(track)),
      uuidV5('group:2', String(track)),
      uuidV5('group:3', String(track)),
    ]);
  });

  it.each(PROFILES)('is the same in the profile %s, and with rules', (profile) => {
    const rules: MappingRule[] = [
      { to: 'properties.items', value: null },
      { to: 'userId', value: 'x' },
    ];
    expect(messageIds(withGroups, { profile, rules })).toStrictEqual(messageIds(withGroups));
  });
});

describe('options.ids', () => {
  it.each([
    { ids: 'content', uuid: /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/ },
    { ids: 'random', uuid: /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/ },
  ] as const)('`$ids` gives each event a UUID of its own, and all of them one rudderId', ({ ids, uuid }) => {
    const events = transformOlark(withGroups, { ids });
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(4);
    for (const { messageId, rudderId } of events) {
      expect(messageId).toMatch(uuid);
      expect(rudderId).toBe(rudderIdOf('v1'));
    }
  });

  it('`random` gives other ids each time', () => {
    const ids = [...messageIds(withGroups, { ids: 'random' }), ...messageIds(withGroups, { ids: 'random' })];
    expect(new Set(ids).size).toBe(8);
  });

  it('`none` gives no ids', () => {
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
