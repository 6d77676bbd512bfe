import { createHash } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { type OlarkConversation, transformOlark } from '../../src/index.js';
import { contentIdOf, rudderIdOf } from '../../src/ids.js';
import { fixtures } from '../support/fixtures.js';
import { conversationWith, leavesOf, thrownBy } from '../support/values.js';

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

  it('are the same whatever the wire form, key order or white space', () => {
    const { visitor, ...rest } = withGroups;
    const reordered = JSON.stringify({ visitor, ...rest }, null, 4);
    expect(messageIds(reordered)).toStrictEqual(messageIds(withGroups));
    expect(messageIds(new URLSearchParams({ data: reordered }))).toStrictEqual(messageIds(withGroups));
  });

  it('are the same in every profile', () => {
    const ids = (['documented', 'rudder-transformer', 'complete'] as const).map((profile) =>
      transformOlark(withGroups, { profile, ids: 'content' }).map(({ messageId }) => messageId),
    );
    expect(ids).toStrictEqual([ids[0], ids[0], ids[0]]);
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
      expect(thrownBy(() => transformOlark(payload))).toMatchObject({ code: 'OLARK_UNSERIALIZABLE' });
      expect(transformOlark(payload, { ids: 'none' })).toHaveLength(1);
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
    for (const id of ids) expect(UUID.exec(id ?? '')?.[1]).toBe('4');
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
    vi.resetModules();
    vi.doMock('uuid', async (original) => ({
      ...(await original<typeof import('uuid')>()),
      v4: (options?: { random?: Uint8Array }) => {
        if (!options) throw new Error('crypto.getRandomValues() not supported');
        return 'a-rudder-id';
      },
    }));
    const { transformOlark: transform } = await import('../../src/index.js');
    expect(thrownBy(() => transform(withGroups, { ids: 'random' }))).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      path: 'options.ids',
      message:
        "`options.ids` 'random' needs a working `crypto.getRandomValues`; where there is none, use 'content' or 'none'.",
    });
  });
});
