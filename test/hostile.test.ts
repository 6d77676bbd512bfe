import { describe, expect, it } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../src/index.js';
import { PROFILES } from './support/fixtures.js';
import { conversationWith, refusal, revokedProxy } from './support/values.js';

const POLLUTION = '{"polluted":true}';
const UNSAFE = `"__proto__":${POLLUTION},"constructor":{"prototype":${POLLUTION}},"prototype":${POLLUTION}`;

type Events = readonly Readonly<Record<string, Record<string, object>>>[];
const UNSAFE_KEY = /^(?:__proto__|constructor|prototype)$/;

/** JSON nested so deep that a recursive walk overflows the stack. */
const DEEP = `${'[{"a":'.repeat(50_000)}0${'}]'.repeat(50_000)}`;

/** What there is to withstand when a value is read. */
const unreadable: Record<string, unknown> = {
  'a revoked Proxy': revokedProxy(),
  'a getter that throws': Object.defineProperty({}, 'id', { enumerable: true, get: () => expect.fail() }),
};

describe.each(PROFILES)('in the profile %s', (profile) => {
  const transform = (payload: unknown, options: TransformOptions = {}) =>
    transformOlark(payload, { profile, ids: 'content', ...options });

  it('no key reaches a prototype, wherever it stands and whatever the rules', () => {
    const json = `{
      "kind": "Conversation", ${UNSAFE}, "items": [{ "body": "x", ${UNSAFE} }], "tags": [{ ${UNSAFE} }],
      "operators": { "1": { ${UNSAFE} }, ${UNSAFE} }, "groups": [{ "id": "g", ${UNSAFE} }],
      "visitor": { "id": "v1", "chat_feedback": { ${UNSAFE} }, "customFields": { ${UNSAFE} }, ${UNSAFE} }
    }`;
    const rules: MappingRule[] = [
      { from: 'visitor.customFields', to: 'traits', event: 'all' },
      { from: 'visitor.customFields', to: 'context.page.a' },
      { from: 'group', to: 'traits', event: 'group' },
      { to: 'properties.operators.*.a', value: JSON.parse(POLLUTION) as object as never },
      { to: 'context.traits.*', via: (_, conversation) => conversation },
      { to: 'properties', via: (value) => JSON.parse(`{${UNSAFE},"a":${JSON.stringify(value)}}`) as object },
    ];
    for (const options of [{}, { rules }]) {
      const events = transform(json, options);
      expect(events).toHaveLength(2);
      JSON.stringify(events, (_, value: unknown) => {
        if (typeof value !== 'object' || value === null) return value;
        expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value));
        return value;
      });
      const keys = (events as unknown as Events).flatMap(({ context, traits, properties }) =>
        [context, context?.['traits'], traits, properties].flatMap((part) => Object.keys(part ?? {})),
      );
      expect(keys.filter((key) => UNSAFE_KEY.test(key))).toStrictEqual([]);
    }
    expect({}).not.toHaveProperty('polluted');
    expect(() => undefined).not.toHaveProperty('polluted');
  });

  it.each([
    ['an item', `"items":[${DEEP}],"visitor":{"id":"v1"}`],
    ['a tag', `"tags":[${DEEP}],"visitor":{"id":"v1"}`],
    ['a group', `"visitor":{"id":"v1"},"groups":[${DEEP}]`],
    ['a custom field', `"visitor":{"id":"v1","customFields":${DEEP}}`],
    ['an unknown field', `"visitor":{"id":"v1"},"a":${DEEP}`],
  ])('100,000 levels in %s are too deep to write as JSON, and pass otherwise', (place, fields) => {
    const json = `{"kind":"Conversation",${fields}}`;
    const unserializable = ['OLARK_UNSERIALIZABLE', undefined];
    expect(refusal(() => transform(json))).toStrictEqual(unserializable);
    const withoutIds = () => transform(json, { ids: 'none' });
    if (profile !== 'warehouse' || !place.endsWith('field')) expect(withoutIds()).toHaveLength(1);
    else expect(refusal(withoutIds)).toStrictEqual(unserializable);
  });

  it('cycles and BigInts are not hashed, and pass otherwise', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = [cycle];
    const rules: MappingRule[] = [
      { from: 'items', to: 'properties.again' },
      { from: 'kind', to: 'properties.items[0].self[0].self[0].x' },
      { to: 'properties.items.*.self', value: null },
    ];
    for (const value of [cycle, 7n]) {
      const payload = conversationWith({ items: [value], tags: [value], operators: { 1: { value } } });
      expect(refusal(() => transform(payload))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
      expect(transform(payload, { ids: 'random' })).toHaveLength(1);
      expect(transform(payload, { ids: 'none', rules })).toHaveLength(1);
    }
  });

  it.each(Object.entries(unreadable))('%s makes a coded error, wherever it stands', (_, value) => {
    const inFields = [{ kind: 'x', visitor: value }, conversationWith({ groups: [value] })];
    const wrappings = [value, { data: value }, { request: value }];
    for (const payload of value === unreadable['a revoked Proxy'] ? [...wrappings, ...inFields] : inFields) {
      for (const ids of ['none', 'content'] as const) {
        expect(refusal(() => transform(payload, { ids }))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
      }
    }
    for (const options of [value, { profile: value }, { ids: value }, { rules: [value] }, { rules: value }]) {
      const refused = () => transformOlark(conversationWith(), options as never);
      expect(refusal(refused)[0]).toBe('OLARK_INVALID_OPTION');
    }
  });

  it('instances, Proxies and inherited fields are read, and what is no JSON is passed on', () => {
    class Visitor {
      readonly #id = 'v1';
      get id() {
        return this.#id;
      }
    }
    const symbol = Symbol('s');
    // oxlint-disable-next-line no-sparse-arrays -- a hole is what this is about
    const groups = [, { id: 'g' }, undefined, symbol, new Map()];
    const odd = { groups, tags: [symbol, NaN, new Date(0)], items: [new Map()], [symbol]: 1 };
    const plain = { kind: 'Conversation', visitor: new Visitor(), ...odd };
    for (const payload of [plain, new Proxy(plain, {}), Object.create(plain) as object]) {
      const [track, ...others] = transform(payload, { ids: 'none' });
      expect(track.userId).toBe('v1');
      expect(track.properties.tags).toBe(odd.tags);
      expect(others.map(({ groupId }) => groupId)).toStrictEqual(['g']);
    }
  });
});

it('a body of 5 MB is taken as JSON, as a form and as bytes of either', () => {
  const body = 'è "quoted" \n'.repeat(350_000);
  const json = JSON.stringify(conversationWith({ items: [{ body }] }));
  const form = `data=${encodeURIComponent(json)}`;
  const ids = [json, form, Buffer.from(json), Buffer.from(form)].map((payload) => {
    const [{ properties, messageId }] = transformOlark(payload);
    expect(properties.items?.[0]?.body === body).toBe(true);
    return messageId;
  });
  expect(new Set(ids).size).toBe(1);
});

it.each(['a', 'a=1', '', '%', 'dat', '='])('a form of 300,000 fields %j is read in linear time', (field) => {
  const fields = `${field}&`.repeat(300_000);
  const data = new URLSearchParams({ data: JSON.stringify(conversationWith()) }).toString();
  expect(transformOlark(`x=1&${fields}${data}&${fields}`)).toHaveLength(1);
  expect(refusal(() => transformOlark(`x=1&${fields}`))).toStrictEqual(['OLARK_MISSING_DATA', 'data']);
});
