import { describe, expect, it } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../src/index.js';
import { PROFILES } from './support/fixtures.js';
import { conversationWith, refusal, revokedProxy, thrownBy } from './support/values.js';

const POLLUTION = '{"polluted":true}';
const UNSAFE = `"__proto__":${POLLUTION},"constructor":{"prototype":${POLLUTION}},"prototype":${POLLUTION}`;

/** JSON nested so deep that a recursive walk overflows the stack. */
const DEEP = `${'[{"a":'.repeat(50_000)}0${'}]'.repeat(50_000)}`;

/** What there is to withstand when a value is read. */
const unreadable: Record<string, unknown> = {
  'a revoked Proxy': revokedProxy(),
  'a getter that throws': Object.defineProperty({}, 'id', { enumerable: true, get: () => expect.fail() }),
};

type Events = readonly Readonly<Record<string, Record<string, unknown>>>[];

/** Every object and list in a value. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  Object.values(value).forEach((inner) => objectsIn(inner, found));
  return found;
}

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
      {
        to: 'properties',
        via: (value: object) => JSON.parse(`{${UNSAFE},"a":${JSON.stringify(value)}}`) as object,
      },
    ];
    for (const options of [{}, { rules }]) {
      const events = transform(json, options);
      expect(events).toHaveLength(2);
      for (const object of objectsIn(events)) {
        expect(Object.getPrototypeOf(object)).toBe(
          Array.isArray(object) ? Array.prototype : Object.prototype,
        );
      }
      for (const { context, traits, properties = {} } of events as unknown as Events) {
        const keys = [context, context?.['traits'], traits, properties].flatMap((object) =>
          Object.keys(object ?? {}),
        );
        expect(keys.filter((key) => UNSAFE.includes(`"${key}":`) && key !== 'polluted')).toStrictEqual([]);
      }
    }
    expect({}).not.toHaveProperty('polluted');
    expect(() => undefined).not.toHaveProperty('polluted');
  });

  it.each([
    ['an item', `{"kind":"Conversation","items":[${DEEP}],"visitor":{"id":"v1"}}`],
    ['a tag', `{"kind":"Conversation","tags":[${DEEP}],"visitor":{"id":"v1"}}`],
    ['a group', `{"kind":"Conversation","visitor":{"id":"v1"},"groups":[${DEEP}]}`],
    ['a custom field', `{"kind":"Conversation","visitor":{"id":"v1","customFields":${DEEP}}}`],
    ['an unknown field', `{"kind":"Conversation","visitor":{"id":"v1"},"a":${DEEP}}`],
  ])('100,000 levels in %s are too deep to write as JSON, and pass otherwise', (place, json) => {
    const isText = profile === 'warehouse' && place.endsWith('field');
    for (const payload of [json, { data: json }]) {
      expect(refusal(() => transform(payload))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
      const passed = () => transform(payload, { ids: 'none' });
      if (isText) expect(refusal(passed)).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
      else expect(passed()).toHaveLength(1);
    }
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
    const visitor = { id: 'v1' };
    const payloads = [
      ...[value, { data: value }, { request: value }, { kind: 'x', visitor: value }].slice(
        value === unreadable['a revoked Proxy'] ? 0 : 3,
      ),
      ...[{ kind: 'x', visitor, groups: [value] }],
    ];
    for (const payload of payloads) {
      for (const ids of ['none', 'content'] as const) {
        expect(refusal(() => transform(payload, { ids }))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
      }
    }
    for (const options of [value, { profile: value }, { ids: value }, { rules: [value] }, { rules: value }]) {
      expect(refusal(() => transformOlark(conversationWith(), options as never))[0]).toBe(
        'OLARK_INVALID_OPTION',
      );
    }
  });

  it.each(Object.entries(unreadable))('%s is an error of the rule that throws or gives it', (_, value) => {
    const rules: MappingRule[] = [
      {
        to: 'userId',
        via: () => {
          throw value;
        },
      },
      { to: 'context.traits', via: () => value as object },
    ];
    for (const rule of rules) {
      const error = thrownBy(() => transform(conversationWith(), { rules: [rule] }));
      expect([error.code, error.status, error.path]).toStrictEqual([
        'OLARK_INVALID_OPTION',
        500,
        'options.rules[0]',
      ]);
    }
  });

  it('instances, Proxies and inherited fields are read, and what is no JSON is passed on', () => {
    class Visitor {
      id = 'v1';
      get city() {
        return this.id.replace('v1', 'Lyon');
      }
    }
    const symbol = Symbol('s');
    // oxlint-disable-next-line no-sparse-arrays -- a hole is what this is about
    const groups = [, { id: 'g' }, undefined, symbol, new Map()];
    const odd = { groups, tags: [symbol, NaN, new Date(0)], items: [new Map()], [symbol]: 1 };
    const plain = { kind: 'Conversation', visitor: new Visitor(), ...odd };
    for (const payload of [plain, new Proxy(plain, {}), Object.create(plain) as object]) {
      const [track, ...others] = transform(payload, { ids: 'none' });
      expect(track).toMatchObject({ userId: 'v1', context: { traits: { city: 'Lyon' } } });
      expect(track.properties.tags).toBe(odd.tags);
      expect(others.map(({ groupId }) => groupId)).toStrictEqual(['g']);
    }
  });

  it.each(['a', ' ', 'a ', 'a/1 ', '1', '(', 'Mozilla/5.0 ('])(
    'a label of 300,000 %j is read in linear time',
    (piece) => {
      const label = piece.repeat(300_000);
      expect(
        transform(conversationWith({}, { browser: label, operatingSystem: label }), { ids: 'none' }),
      ).toHaveLength(1);
    },
  );

  it('a list is not written to, whatever its constructor makes of a copy', () => {
    const items = [{ kind: 'MessageToVisitor' }];
    const constructor = { [Symbol.species]: () => items };
    Object.defineProperty(items, 'constructor', { value: constructor });
    const rules: MappingRule[] = [
      { from: 'kind', to: 'properties.items[0]' },
      { to: 'properties.items.*', via: (item) => [item] },
    ];
    const [{ properties }] = transform(conversationWith({ items }), { ids: 'none', rules });
    expect(properties.items).toStrictEqual([['Conversation']]);
    expect(items[0]).toStrictEqual({ kind: 'MessageToVisitor' });
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
