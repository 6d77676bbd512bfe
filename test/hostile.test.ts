import { describe, expect, it } from 'vitest';

import { type JsonValue, type MappingRule, transformOlark, type TransformOptions } from '../src/index.js';
import { PROFILES } from './support/fixtures.js';
import { conversationWith, refusal, revokedProxy } from './support/values.js';

/** Fields, as JSON, that reach a prototype where they are assigned without care. */
const UNSAFE = `
  "__proto__": { "polluted": true },
  "constructor": { "prototype": { "polluted": true } },
  "prototype": { "polluted": true }`;
const UNSAFE_KEY = /^(?:__proto__|constructor|prototype)$/;

/** JSON nested so deep that a recursive walk overflows the stack. */
const DEEP = `${'[{"a":'.repeat(50_000)}0${'}]'.repeat(50_000)}`;

const UNSERIALIZABLE = ['OLARK_UNSERIALIZABLE', undefined];

describe.each(PROFILES)('in the profile %s', (profile) => {
  const transform = (payload: unknown, options: TransformOptions = {}) =>
    transformOlark(payload, { profile, ids: 'content', ...options });

  it.each<{ name: string; rules: MappingRule[] }>([
    { name: 'without rules', rules: [] },
    {
      name: 'with rules that copy them',
      rules: [
        { from: 'visitor.customFields', to: 'traits', event: 'all' },
        { from: 'visitor.customFields', to: 'context.page.a' },
        { from: 'group', to: 'traits', event: 'group' },
        { to: 'context.traits.*', via: (_, conversation) => conversation },
      ],
    },
    {
      name: 'with rules that make them',
      rules: [
        { to: 'properties.operators.*.a', value: JSON.parse(`{ ${UNSAFE} }`) as JsonValue },
        {
          to: 'properties',
          via: (value) => JSON.parse(`{ ${UNSAFE}, "a": ${JSON.stringify(value)} }`) as object,
        },
      ],
    },
  ])('unsafe keys reach no prototype and no object that the library makes, $name', ({ rules }) => {
    const json = `{
      "kind": "Conversation",
      ${UNSAFE},
      "items": [{ "body": "x", ${UNSAFE} }],
      "tags": [{ ${UNSAFE} }],
      "operators": { "1": { ${UNSAFE} }, ${UNSAFE} },
      "groups": [{ "id": "g", ${UNSAFE} }],
      "visitor": { "id": "v1", "chat_feedback": { ${UNSAFE} }, "customFields": { ${UNSAFE} }, ${UNSAFE} }
    }`;
    const events = transform(json, { rules });
    expect(events).toHaveLength(2);
    for (const object of objectsIn(events)) {
      expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(object));
    }
    for (const event of events) {
      const { context, traits, properties } = event as unknown as Record<string, Record<string, object>>;
      for (const object of [context, context?.['traits'], traits, properties]) {
        expect(Object.keys(object ?? {}).filter((key) => UNSAFE_KEY.test(key))).toStrictEqual([]);
      }
    }
    expect({}).not.toHaveProperty('polluted');
    expect(() => undefined).not.toHaveProperty('polluted');
  });

  // The profile warehouse writes fields that have no column as JSON text.
  it.each<{ name: string; json: string; inWarehouse: 'passed on' | 'written as text' }>([
    {
      name: 'an item',
      json: `{ "kind": "Conversation", "visitor": { "id": "v1" }, "items": [${DEEP}] }`,
      inWarehouse: 'passed on',
    },
    {
      name: 'a tag',
      json: `{ "kind": "Conversation", "visitor": { "id": "v1" }, "tags": [${DEEP}] }`,
      inWarehouse: 'passed on',
    },
    {
      name: 'a group',
      json: `{ "kind": "Conversation", "visitor": { "id": "v1" }, "groups": [${DEEP}] }`,
      inWarehouse: 'passed on',
    },
    {
      name: 'a custom field',
      json: `{ "kind": "Conversation", "visitor": { "id": "v1", "customFields": ${DEEP} } }`,
      inWarehouse: 'written as text',
    },
    {
      name: 'an unknown field',
      json: `{ "kind": "Conversation", "visitor": { "id": "v1" }, "a": ${DEEP} }`,
      inWarehouse: 'written as text',
    },
  ])('100,000 levels in $name are refused where they must be written as JSON', ({ json, inWarehouse }) => {
    expect(refusal(() => transform(json, { ids: 'content' }))).toStrictEqual(UNSERIALIZABLE);
    if (profile === 'warehouse' && inWarehouse === 'written as text') {
      expect(refusal(() => transform(json, { ids: 'none' }))).toStrictEqual(UNSERIALIZABLE);
    } else expect(transform(json, { ids: 'none' })).toHaveLength(1);
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = [cycle];

  it.each<{ name: string; value: unknown }>([
    { name: 'a cycle', value: cycle },
    { name: 'a BigInt', value: 7n },
  ])('$name is refused where ids are made of the content, and is passed on otherwise', ({ value }) => {
    const payload = conversationWith({ items: [value], tags: [value], operators: { 1: { value } } });
    expect(refusal(() => transform(payload, { ids: 'content' }))).toStrictEqual(UNSERIALIZABLE);
    expect(transform(payload, { ids: 'random' })).toHaveLength(1);
    const rules: MappingRule[] = [
      { from: 'items', to: 'properties.again' },
      { from: 'kind', to: 'properties.items[0].self[0].self[0].x' },
      { to: 'properties.items.*.self', value: null },
    ];
    expect(transform(payload, { ids: 'none', rules })).toHaveLength(1);
  });

  const throwingGetter = { enumerable: true, get: () => expect.fail('S3CR3T') };
  const unreadable = Object.defineProperty({}, 'id', throwingGetter);

  it.each<{ name: string; payload: unknown }>([
    { name: 'a payload that cannot be read', payload: revokedProxy() },
    { name: 'a form that cannot be read', payload: { data: revokedProxy() } },
    { name: 'a source request that cannot be read', payload: { request: revokedProxy() } },
    { name: 'a visitor that cannot be read', payload: { kind: 'x', visitor: revokedProxy() } },
    { name: 'a visitor whose id cannot be read', payload: { kind: 'x', visitor: unreadable } },
    { name: 'a group that cannot be read', payload: conversationWith({ groups: [revokedProxy()] }) },
    { name: 'a group whose id cannot be read', payload: conversationWith({ groups: [unreadable] }) },
  ])('$name is refused with OLARK_UNSERIALIZABLE', ({ payload }) => {
    expect(refusal(() => transform(payload, { ids: 'none' }))).toStrictEqual(UNSERIALIZABLE);
    expect(refusal(() => transform(payload, { ids: 'content' }))).toStrictEqual(UNSERIALIZABLE);
  });

  it.each<{ name: string; value: unknown }>([
    { name: 'a value that cannot be read', value: revokedProxy() },
    { name: 'an object with a getter that throws', value: unreadable },
  ])('$name is refused with OLARK_INVALID_OPTION in any option', ({ value }) => {
    const codeFor = (options: unknown) =>
      refusal(() => transformOlark(conversationWith(), options as never))[0];
    expect(codeFor(value)).toBe('OLARK_INVALID_OPTION');
    expect(codeFor({ profile: value })).toBe('OLARK_INVALID_OPTION');
    expect(codeFor({ ids: value })).toBe('OLARK_INVALID_OPTION');
    expect(codeFor({ rules: value })).toBe('OLARK_INVALID_OPTION');
    expect(codeFor({ rules: [value] })).toBe('OLARK_INVALID_OPTION');
  });

  class Visitor {
    readonly #id = 'v1';
    get id() {
      return this.#id;
    }
  }
  const symbol = Symbol('s');
  const odd = {
    kind: 'Conversation',
    visitor: new Visitor(),
    // oxlint-disable-next-line no-sparse-arrays -- a hole is what this is about
    groups: [, { id: 'g' }, undefined, symbol, new Map()],
    tags: [symbol, NaN, new Date(0)],
    items: [new Map()],
    [symbol]: 1,
  };

  it.each<{ name: string; payload: unknown }>([
    { name: 'an object with an instance of a class', payload: odd },
    { name: 'a Proxy', payload: new Proxy(odd, {}) },
    { name: 'an object that inherits its fields', payload: Object.create(odd) },
  ])('$name is read, and values that JSON does not have are passed on', ({ payload }) => {
    const [track, ...others] = transform(payload, { ids: 'none' });
    expect(track.userId).toBe('v1');
    expect(track.properties.tags).toBe(odd.tags);
    expect(others.map(({ groupId }) => groupId)).toStrictEqual(['g']);
  });
});

/** The objects and lists in a value. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

it('a body of 5 MB is taken as JSON, as a form and as bytes of either', () => {
  const body = 'è "quoted" \n'.repeat(350_000);
  const json = JSON.stringify(conversationWith({ items: [{ body }] }));
  const form = `data=${encodeURIComponent(json)}`;
  const [{ messageId: expectedId }] = transformOlark(json);
  for (const payload of [json, form, Buffer.from(json), Buffer.from(form)]) {
    const [{ properties, messageId }] = transformOlark(payload);
    // Compared so that a failure does not print megabytes.
    expect(properties.items?.[0]?.body === body).toBe(true);
    expect(messageId).toBe(expectedId);
  }
});

it.each(['a', 'a=1', '', '%', 'dat', '='])('a form is read at once despite 300,000 fields `%s`', (field) => {
  const fields = `${field}&`.repeat(300_000);
  const data = new URLSearchParams({ data: JSON.stringify(conversationWith()) }).toString();
  expect(transformOlark(`x=1&${fields}${data}&${fields}`)).toHaveLength(1);
  expect(refusal(() => transformOlark(`x=1&${fields}`))).toStrictEqual(['OLARK_MISSING_DATA', 'data']);
});
