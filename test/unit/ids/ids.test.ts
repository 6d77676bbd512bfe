import { createHash } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { type OlarkConversation, transformOlark } from '../../../src/index.js';
import { contentIdOf, rudderIdOf } from '../../../src/ids/ids.js';
import { fixture, fixtures, PROFILES } from '../../support/fixtures.js';
import { conversationWith, leavesOf, thrownBy } from '../../support/values.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-([\da-f])[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

const withGroups = conversationWith({
  id: 'c1',
  items: [{ kind: 'MessageToVisitor', body: 'Hi', timestamp: '1473774819.2' }],
  groups: [{ id: 'a' }, { id: 'a' }, { name: 'no id' }, { id: 'b' }],
});

function messageIds(payload: unknown): (string | undefined)[] {
  return transformOlark(payload, { ids: 'content' }).map(({ messageId }) => messageId);
}

/** A value with another value at a path. */
function changed(value: unknown, [step, ...rest]: readonly string[], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[step] = changed(copy[step], rest, leaf);
  return copy;
}

describe('rudderIdOf', () => {
  it('gives the id of RudderStack’s documented example', () => {
    expect(rudderIdOf('NOTAREALVISITORIDS5LGl6QUrK2OaPP')).toBe('62b1b505-2826-4e08-a266-dd64ba9f36b7');
  });

  it.each(['', 'a', 'vísitor-Ω 🧊', 'x'.repeat(1000)])(
    'is the MD5 of %j and a colon, marked as a UUID v4',
    (userId) => {
      const id = rudderIdOf(userId);
      const hash = createHash('md5').update(`${userId}:`).digest('hex');
      expect(UUID.exec(id)?.[1]).toBe('4');
      const withoutMarks = (hex: string) => hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17);
      expect(withoutMarks(id.replaceAll('-', ''))).toBe(withoutMarks(hash));
    },
  );

  it('takes a lone surrogate for U+FFFD, as a server does', () => {
    expect(rudderIdOf('\ud83d')).toBe(rudderIdOf('\ufffd'));
  });
});

describe('content ids', () => {
  it('are UUID v5 and different for each event of a delivery', () => {
    const ids = messageIds(withGroups);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(UUID.exec(id ?? '')?.[1]).toBe('5');
  });

  it('are the SHA-1 of the namespace and the canonical JSON', () => {
    const namespace = Buffer.from('6266502ca07f53ada06b48ce2d02a90b', 'hex');
    const bytes = createHash('sha1').update(namespace).update('{"a":"é","b":1}').digest().subarray(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    expect(contentIdOf({ b: 1, a: 'é' }).replaceAll('-', '')).toBe(bytes.toString('hex'));
  });

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
  ])('are for %s what version 1.0.0 gave', (name, ids) => {
    expect(messageIds(fixture(name).payload)).toStrictEqual(ids);
  });

  it('of groups are the UUID v5 of their place in the namespace of the track event’s id', () => {
    const [first, ...groups] = messageIds(withGroups);
    const expected = [1, 2, 3].map((place) => {
      const namespace = Buffer.from((first ?? '').replaceAll('-', ''), 'hex');
      const bytes = createHash('sha1')
        .update(namespace)
        .update(`group:${String(place)}`)
        .digest()
        .subarray(0, 16);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      return bytes.toString('hex');
    });
    expect(groups.map((id) => id?.replaceAll('-', ''))).toStrictEqual(expected);
  });

  it('hold for texts of any length', () => {
    for (const length of [1, 65_000, 65_535, 65_536, 65_537, 200_000]) {
      const body = 'é'.repeat(length);
      const namespace = Buffer.from('6266502ca07f53ada06b48ce2d02a90b', 'hex');
      const hash = createHash('sha1').update(namespace).update(`{"body":"${body}"}`).digest('hex');
      const id = contentIdOf({ body });
      expect(id.slice(0, 8)).toBe(hash.slice(0, 8));
      expect(id.slice(24)).toBe(hash.slice(20, 32));
    }
  });

  it('are not changed by rules', () => {
    const rules = [{ from: 'visitor.id', to: 'properties.items.0.body' }];
    expect(transformOlark(withGroups, { rules }).map(({ messageId }) => messageId)).toStrictEqual(
      messageIds(withGroups),
    );
  });

  it('are the same whatever the wire form, key order or white space', () => {
    const { visitor, ...rest } = withGroups;
    const reordered = JSON.stringify({ visitor, ...rest }, null, 4);
    expect(messageIds(reordered)).toStrictEqual(messageIds(withGroups));
    expect(messageIds(new URLSearchParams({ data: reordered }))).toStrictEqual(messageIds(withGroups));
  });

  it('are the same in every profile', () => {
    for (const profile of PROFILES) {
      const events = transformOlark(withGroups, { profile, ids: 'content' });
      expect(events.map(({ messageId }) => messageId)).toStrictEqual(messageIds(withGroups));
    }
  });

  it.each(leavesOf(withGroups).filter(([path]) => path[0] !== 'kind'))('differ when %j differs', (path) => {
    const ids = new Set(messageIds(withGroups));
    const others = messageIds(changed(withGroups, path, 'changed'));
    expect(others.filter((id) => ids.has(id))).toStrictEqual([]);
  });

  it('differ when a conversation goes on under the same id', () => {
    const further: OlarkConversation = {
      ...withGroups,
      items: [...(withGroups.items ?? []), { kind: 'MessageToOperator', body: 'Still there?' }],
    };
    expect(messageIds(further)).not.toContain(messageIds(withGroups)[0]);
  });

  it('need plain data', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    for (const customFields of [cyclic, { big: 1n }]) {
      const payload = conversationWith({}, { customFields });
      const error = thrownBy(() => transformOlark(payload));
      expect(error).toMatchObject({ code: 'OLARK_UNSERIALIZABLE', status: 400 });
      expect(error.message).toMatch(/plain data/);
      expect(transformOlark(payload, { ids: 'none' })).toHaveLength(1);
      expect(transformOlark(payload, { ids: 'random' })).toHaveLength(1);
    }
  });
});

describe('ids modes', () => {
  it.each(fixtures)('content gives $name one rudderId for the whole delivery', ({ payload }) => {
    const events = transformOlark(payload, { ids: 'content' });
    expect(new Set(events.map(({ rudderId }) => rudderId))).toStrictEqual(
      new Set([rudderIdOf(events[0].userId)]),
    );
  });

  it('random gives the rudderId and a UUID v4 that is new each time', () => {
    const events = [
      ...transformOlark(withGroups, { ids: 'random' }),
      ...transformOlark(withGroups, { ids: 'random' }),
    ];
    const ids = events.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(8);
    for (const id of ids) expect(UUID.exec(id)?.[1]).toBe('4');
    expect(new Set(events.map(({ rudderId }) => rudderId))).toStrictEqual(new Set([rudderIdOf('v1')]));
  });

  it('none gives no id', () => {
    for (const event of transformOlark(withGroups, { ids: 'none' })) {
      expect(event).not.toHaveProperty('messageId');
      expect(event).not.toHaveProperty('rudderId');
    }
  });

  it.each([
    ['documented', 5],
    ['complete', 5],
    ['warehouse', 5],
    ['rudder-transformer', undefined],
  ] as const)('%s has its own default', (profile, version) => {
    const [{ messageId }] = transformOlark(withGroups, { profile });
    expect(messageId && Number(UUID.exec(messageId)?.[1])).toBe(version);
  });
});

describe('random ids without a source of randomness', () => {
  afterEach(() => {
    vi.doUnmock('uuid');
    vi.resetModules();
  });

  it('are refused with a clear error', async () => {
    const cause = new Error('crypto.getRandomValues() not supported');
    // Under Node, `uuid` has a source of its own that cannot be taken away.
    vi.doMock('uuid', async (original) => {
      const uuid = await original<typeof import('uuid')>();
      const v4 = (options?: { random: Uint8Array }) => {
        if (!options) throw cause;
        return uuid.v4(options);
      };
      return { ...uuid, v4 };
    });
    vi.resetModules();
    const { transformOlark: transform } = await import('../../../src/index.js');
    const error = thrownBy(() => transform(withGroups, { ids: 'random' }));
    expect(error).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      status: 500,
      path: 'options.ids',
      message: "`options.ids` 'random' needs a working `crypto.getRandomValues`.",
    });
    expect(error.cause).toBe(cause);
    expect(transform(withGroups)[0]).toStrictEqual(transformOlark(withGroups)[0]);
  });
});
