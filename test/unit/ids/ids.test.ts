import { createHash } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { type IdsMode, transformOlark } from '../../../src/index.js';
import { contentIdOf, rudderIdOf } from '../../../src/ids/ids.js';
import { fixture, PROFILES } from '../../support/fixtures.js';
import { conversationWith, thrownBy } from '../../support/values.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-([\da-f])[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
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

function messageIds(payload: unknown): (string | undefined)[] {
  return transformOlark(payload, { ids: 'content' }).map(({ messageId }) => messageId);
}

describe('rudderId', () => {
  it('is the one of RudderStack’s documented example', () => {
    expect(rudderIdOf('NOTAREALVISITORIDS5LGl6QUrK2OaPP')).toBe('62b1b505-2826-4e08-a266-dd64ba9f36b7');
  });

  it.each(['', 'a', 'vísitor-Ω 🧊', '\ud83d', 'x'.repeat(70_000)])(
    'is the MD5 of the user id and a colon, marked as a UUID v4 (%#)',
    (userId) => {
      expect(rudderIdOf(userId)).toBe(uuidOf(createHash('md5').update(`${userId}:`).digest(), 4));
    },
  );

  it.each(['content', 'random'] as const)('follows, with %s ids, the userId that rules left', (ids) => {
    const rules = [
      { to: 'userId', via: (_: unknown, __: unknown, group?: { id?: unknown }) => `u${String(group?.id)}` },
    ];
    const events = transformOlark(withGroups, { ids, rules });
    expect(events.map(({ userId }) => userId)).toStrictEqual(['uundefined', 'ua', 'ua', 'ub']);
    for (const { rudderId, userId } of events) expect(rudderId).toBe(rudderIdOf(userId));
  });
});

describe('messageId by content', () => {
  it.each([
    ['documented-example', ['0b7fd2ea-b747-5be4-8575-264e27d5dd6b']],
    ['empty-fields', ['cb6e0f68-1ef7-5256-9f63-2721b2cb1278', '65a6933c-514e-5076-85eb-53119a4b6b21']],
    ['minimal', ['78adb703-d439-5630-bdd2-a18013f0c20a']],
    ['offline-message', ['15f9336c-f77d-59fd-ab89-bd97231cbf24', '1eea783b-ce79-5e6f-8d49-0c9a4b1eec10']],
    ['raw-form-body', ['227a14ea-641d-53c0-a2f0-149a89603107', 'f119f865-762d-51c7-a174-a5e80bbc0c1d']],
    ['raw-user-agent', ['a90c0f76-63ea-5a5d-abc9-7ddf37ba83a8']],
    ['rudder-server-envelope', ['7c6626cd-a6c1-5f0a-bbb3-0b85d6e0ea40']],
    [
      'several-groups-and-operators',
      [
        '4f8efce5-6ad8-507b-a3f0-f7de70bb848c',
        '9a125fc1-5307-5fe1-a159-1996e1b09a3f',
        '371bdb87-8da8-52cf-ac76-a27a65d12680',
      ],
    ],
    ['unicode', ['7629fe48-6f43-5ccd-8944-6c420693fceb', 'bd1f51bb-1dbb-5176-a2ed-6c49f3b2dba7']],
    ['unknown-fields', ['a5aeb6d7-09c8-532c-894d-bcc762b5d5a8', '5e5ef26d-fc9c-5d60-a610-db6fa9309e5a']],
  ])('is for %s what it has always been', (name, ids) => {
    expect(messageIds(fixture(name).payload)).toStrictEqual(ids);
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
    const rules = [{ to: 'properties.items', value: null }];
    const events = transformOlark(withGroups, { profile, rules, ids: 'content' });
    expect(events.map(({ messageId }) => messageId)).toStrictEqual(messageIds(withGroups));
  });
});

describe('options.ids', () => {
  it.each<[IdsMode, number]>([
    ['content', 5],
    ['random', 4],
  ])('%s gives every event an id of its own, a UUID v%i, and one rudderId', (ids, version) => {
    const events = transformOlark(withGroups, { ids });
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(4);
    for (const { messageId } of events) expect(Number(UUID.exec(String(messageId))?.[1])).toBe(version);
    expect(events.map(({ rudderId }) => rudderId)).toStrictEqual(Array(4).fill(rudderIdOf('v1')));
  });

  it('random gives others each time', () => {
    const [first, second] = [1, 2].map(() => transformOlark(withGroups, { ids: 'random' }));
    expect(first?.[0].messageId).not.toBe(second?.[0].messageId);
  });

  it('none gives no id', () => {
    for (const event of transformOlark(withGroups, { ids: 'none' })) {
      expect(event).not.toHaveProperty('messageId');
      expect(event).not.toHaveProperty('rudderId');
    }
  });

  it.each(PROFILES)('is by default, in the profile %s, as documented', (profile) => {
    const [event] = transformOlark(withGroups, { profile });
    const hasIds = profile !== 'rudder-transformer';
    expect(event).toStrictEqual(transformOlark(withGroups, { profile, ids: hasIds ? 'content' : 'none' })[0]);
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
    expect({ code, path, cause }).toStrictEqual({
      code: 'OLARK_INVALID_OPTION',
      path: 'options.ids',
      cause: undefined,
    });
    expect(transform(withGroups)).toStrictEqual(transformOlark(withGroups));
  });
});
