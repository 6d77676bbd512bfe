import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { unwrap } from '../../src/unwrap.js';
import { fixtures } from '../support/fixtures.js';
import { leavesOf } from '../support/values.js';

const UNSAFE = ['__proto__', 'constructor', 'prototype'];

/** The words of every leaf, and of every name and version put together again. */
function wordsOf(value: unknown): Set<string> {
  const words = new Set(leavesOf(value).map(([, leaf]) => wordOf(leaf)));
  const visit = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    const { name, version } = inner as Record<string, unknown>;
    if (typeof name === 'string' && typeof version === 'string') words.add(wordOf(`${name} ${version}`));
    Object.values(inner).forEach(visit);
  };
  visit(value);
  return words;
}

/** A leaf as text. Ids become strings, and labels lose white space. */
function wordOf(leaf: unknown): string {
  return typeof leaf === 'string' ? leaf.trim().replace(/\s+/g, ' ') : JSON.stringify(leaf);
}

function lostLeaves(payload: unknown): unknown[] {
  const found = wordsOf(transformOlark(payload, { profile: 'complete' }));
  return leavesOf(unwrap(payload)).filter(
    ([path, leaf]) =>
      leaf !== null &&
      leaf !== undefined &&
      leaf !== '' &&
      !path.some((step) => UNSAFE.includes(step)) &&
      !found.has(wordOf(leaf)),
  );
}

// A number that comes up once, so that a leaf is not mistaken for another.
let counter = 0;
const leaf = fc
  .constantFrom('text', 'number', 'label', 'user agent', 'null', 'empty', 'boolean')
  .map((kind): unknown => {
    counter += 1;
    if (kind === 'number') return counter + 0.5;
    if (kind === 'label') return `Browser  No ${String(counter)} ${String(counter)}.0`;
    if (kind === 'user agent')
      return `Mozilla/5.0 (Windows NT 10.0) Chrome/${String(counter)}.0 Safari/537.36`;
    return { text: `text ${String(counter)}`, null: null, empty: '', boolean: true }[kind];
  });
const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom(
    ...[
      'name',
      'phone',
      'email',
      'city',
      'region',
      'kind',
      'traits',
      'visitor',
      'group',
      'conversation',
      'groups',
    ],
    ...['items', 'conversationId', 'visitor_name', 'data', 'request', 'fullName', 'emailAddress', 'browser'],
    ...[
      'operatingSystem',
      'ip',
      'customFields',
      'customFields.a',
      'visitor.fullName',
      'toString',
      '*',
      ...UNSAFE,
    ],
  ),
);
const anything = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)), { maxKeys: 3 }),
);
const id = fc.nat().map((number) => (number % 2 ? `id ${String((counter += 1))}` : (counter += 1)));
const fields = fc.dictionary(key, anything, { maxKeys: 12 });
const group = fc.oneof(
  fc.tuple(fields, id).map(([rest, groupId]) => ({ ...rest, id: groupId })),
  fields,
  leaf,
);
const conversation = fc
  .record({
    top: fields,
    visitor: fields,
    id,
    groups: fc.oneof(fc.array(group, { maxLength: 4 }), fc.constant(null)),
  })
  .map(({ top, visitor, id: visitorId, groups }) => ({
    ...top,
    kind: `kind ${String((counter += 1))}`,
    visitor: { ...visitor, id: visitorId },
    groups,
  }));

describe('profile complete', () => {
  it.each(fixtures)('loses no leaf of $name', ({ payload }) => {
    expect(lostLeaves(payload)).toStrictEqual([]);
  });

  it('loses no leaf of any conversation', () => {
    fc.assert(
      fc.property(conversation, (payload) => {
        expect(lostLeaves(payload)).toStrictEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses no leaf to a rule of the caller’s with the profile’s target', () => {
    const payload = {
      kind: 'Conversation',
      visitor: { id: 'v1', fullName: 'Bob', nickname: 'bobby', city: 'Lyon' },
    };
    const rules = [
      { from: 'visitor.nickname', to: 'context.traits.name' },
      { from: 'visitor.town', to: 'context.traits.city' },
    ];
    const [{ context }] = transformOlark(payload, { profile: 'complete', rules });
    expect(context.traits).toStrictEqual({ name: 'bobby', city: 'Lyon', fullName: 'Bob' });
  });

  it('carries what a rule of the caller’s has displaced, the kind too', () => {
    const payload = { kind: 'Conversation', visitor: { id: 'v1', fullName: 'Bob' } };
    const rules = [{ from: 'visitor.fullName', to: 'event' }];
    const [track] = transformOlark(payload, { profile: 'complete', rules });
    expect([track.event, track.properties['kind']]).toStrictEqual(['Bob', 'Conversation']);
  });

  it('has the time of the latest item on every event', () => {
    const payload = {
      kind: 'Conversation',
      visitor: { id: 'v1' },
      items: [{ timestamp: '1473774819.263083' }],
      groups: [{ id: 'g1' }],
    };
    const times = transformOlark(payload, { profile: 'complete' }).map((event) => [
      event.timestamp,
      event.originalTimestamp,
    ]);
    const time = '2016-09-13T13:53:39.263Z';
    expect(times).toStrictEqual([
      [time, time],
      [time, time],
    ]);
  });
});
