import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { transformOlark, type TransformOptions } from '../../src/index.js';
import { jsonValues } from '../support/arbitraries.js';
import { PROFILES } from '../support/fixtures.js';
import { conversationWith, thrownBy } from '../support/values.js';

const encoder = new TextEncoder();
const POLLUTION = '{"polluted":true}';
const UNSAFE_FIELDS = `"__proto__":${POLLUTION},"constructor":{"prototype":${POLLUTION}},"prototype":${POLLUTION}`;

/** JSON text nested so deep that a recursive walk would overflow the stack. */
const DEEP = `${'[{"a":'.repeat(50_000)}0${'}]'.repeat(50_000)}`;

function textForms(json: string): unknown[] {
  const form = `data=${encodeURIComponent(json)}`;
  return [
    json,
    form,
    encoder.encode(json),
    encoder.encode(form),
    { data: [json] },
    { request: { body: form } },
  ];
}

/** Every object and list in a value. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  for (const key of Object.keys(value)) objectsIn((value as Record<string, unknown>)[key], found);
  return found;
}

describe.each(PROFILES)('profile %s', (profile) => {
  const transform = (payload: unknown, options: TransformOptions = {}) =>
    transformOlark(payload, { profile, ids: 'content', ...options });
  const codeOf = (payload: unknown, options?: TransformOptions) =>
    thrownBy(() => transform(payload, options)).code;

  it('is polluted by no key, wherever it stands', () => {
    const json = `{
      "kind": "Conversation", ${UNSAFE_FIELDS},
      "items": [{ "body": "x", ${UNSAFE_FIELDS} }],
      "tags": [{ ${UNSAFE_FIELDS} }],
      "operators": { "1": { ${UNSAFE_FIELDS} }, ${UNSAFE_FIELDS} },
      "groups": [{ "id": "g", ${UNSAFE_FIELDS} }],
      "visitor": {
        "id": "v1", "chat_feedback": { ${UNSAFE_FIELDS} }, "customFields": { ${UNSAFE_FIELDS} }, ${UNSAFE_FIELDS}
      }
    }`;
    const rules = [
      { from: 'visitor.customFields', to: 'traits' },
      { from: 'visitor.customFields', to: 'context.traits' },
      { from: 'visitor.customFields.*', to: 'properties.*' },
      { from: 'visitor.*', to: 'context.page.*' },
      { from: '*', to: 'properties.raw.*' },
      { from: 'kind', to: 'properties.operators.own' },
      { from: 'group', to: 'traits', event: 'group' },
      { from: 'group.*', to: 'context.*', event: 'group' },
    ] as const;
    for (const form of textForms(json)) {
      for (const options of [{}, { rules }]) {
        const events = transform(form, options);
        expect(events).toHaveLength(2);
        for (const object of objectsIn(events)) {
          const plain = Array.isArray(object) ? Array.prototype : Object.prototype;
          expect(Object.getPrototypeOf(object)).toBe(plain);
        }
        for (const { context, traits, properties = {} } of events) {
          const raw = (properties as Record<string, unknown>)['raw'] ?? {};
          for (const object of [context, context.traits ?? {}, context.page ?? {}, traits, properties, raw]) {
            const unsafe = ['__proto__', 'constructor', 'prototype'];
            expect(unsafe.filter((key) => Object.hasOwn(object, key))).toStrictEqual([]);
          }
        }
      }
    }
    expect({}).not.toHaveProperty('polluted');
    expect(() => undefined).not.toHaveProperty('polluted');
  });

  it('takes a body of 10 MB in every form', () => {
    const body = 'è "quoted" \n'.repeat(850_000);
    const json = JSON.stringify(conversationWith({ items: [{ kind: 'MessageToVisitor', body }] }));
    expect(json.length).toBeGreaterThan(10_000_000);
    const ids = new Set(
      textForms(json).map((form) => {
        const [track] = transform(form);
        expect(track.properties.items?.[0]?.body).toBe(body);
        return track.messageId;
      }),
    );
    expect(ids.size).toBe(1);
  });

  it.each([
    ['an item', `{"kind":"Conversation","items":[${DEEP}],"visitor":{"id":"v1"}}`],
    ['a tag', `{"kind":"Conversation","tags":[${DEEP}],"visitor":{"id":"v1"}}`],
    ['a custom field', `{"kind":"Conversation","visitor":{"id":"v1","customFields":{"a":${DEEP}}}}`],
    ['an unknown field', `{"kind":"Conversation","visitor":{"id":"v1","a":${DEEP}},"b":${DEEP}}`],
    ['a group', `{"kind":"Conversation","visitor":{"id":"v1"},"groups":[{"id":"g","a":${DEEP}}]}`],
  ])('takes 100,000 levels of nesting in %s, which are too deep to hash', (_, json) => {
    for (const form of textForms(json)) {
      expect(transform(form, { ids: 'none' })[0].userId).toBe('v1');
      expect(transform(form, { ids: 'random' })[0].userId).toBe('v1');
      expect(codeOf(form)).toBe('OLARK_UNSERIALIZABLE');
    }
  });

  it.each([
    ['where the conversation is', DEEP, 'OLARK_NOT_A_CONVERSATION'],
    ['where the visitor is', `{"kind":"Conversation","visitor":${DEEP}}`, 'OLARK_INVALID_FIELD'],
    [
      'where the groups are',
      `{"kind":"x","visitor":{"id":"v1"},"groups":{"a":${DEEP}}}`,
      'OLARK_INVALID_FIELD',
    ],
    ['in place of an id', `{"kind":"Conversation","visitor":{"id":${DEEP}}}`, 'OLARK_MISSING_FIELD'],
  ])('takes 100,000 levels of nesting %s', (_, json, code) => {
    for (const form of textForms(json)) expect(codeOf(form)).toBe(code);
  });

  it('takes cycles and BigInts, and hashes neither', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = [cycle];
    for (const value of [cycle, [cycle], { big: 7n }, 7n]) {
      const payload = conversationWith({ items: [value], extra: value }, { customFields: value });
      expect(transform(payload, { ids: 'none' })[0].properties.items).toBe(payload.items);
      const rules = [
        { from: 'items', to: 'context.page' },
        { from: 'visitor.*', to: 'context.page.*' },
        { from: 'kind', to: 'properties.items.0.self.0.self.x' },
      ];
      expect(transform(payload, { ids: 'none', rules })).toHaveLength(1);
      expect(codeOf(payload)).toBe('OLARK_UNSERIALIZABLE');
    }
    const conversation: Record<string, unknown> = { ...conversationWith() };
    conversation['self'] = conversation;
    expect(codeOf(conversation)).toBe('OLARK_UNSERIALIZABLE');
    expect(transform(conversation, { ids: 'none' })).toHaveLength(1);
  });

  it('says OLARK_UNSERIALIZABLE of what throws when it is read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new RangeError('get');
        },
      },
    );
    const throwing = {
      get timestamp() {
        throw new TypeError('read');
      },
    };
    for (const value of [proxy, throwing]) {
      expect(codeOf(conversationWith({ items: [value] }))).toBe('OLARK_UNSERIALIZABLE');
      expect(codeOf(conversationWith({ groups: [value, { id: 'g' }], items: [value] }))).toBe(
        'OLARK_UNSERIALIZABLE',
      );
    }
    for (const value of [proxy, trap]) {
      expect(codeOf(value, { ids: 'none' })).toBe('OLARK_UNSERIALIZABLE');
      expect(codeOf({ data: value }, { ids: 'none' })).toBe('OLARK_UNSERIALIZABLE');
      expect(codeOf({ request: value }, { ids: 'none' })).toBe('OLARK_UNSERIALIZABLE');
      expect(codeOf({ kind: 'x', visitor: value }, { ids: 'none' })).toBe('OLARK_UNSERIALIZABLE');
      expect(codeOf(conversationWith({ groups: [value] }), { ids: 'none' })).toBe('OLARK_UNSERIALIZABLE');
    }
    expect(transform({ kind: 'x', visitor: { id: 'v1' }, items: [] })).toHaveLength(1);
  });

  it('sees through a proxy, a class and an inherited field', () => {
    class Visitor {
      id = 'v1';
      get city() {
        return this.id.replace('v1', 'Lyon');
      }
    }
    const plain = { kind: 'Conversation', visitor: new Visitor() };
    for (const payload of [plain, new Proxy(plain, {}), Object.create(plain) as object]) {
      const [track] = transform(payload);
      expect([track.userId, track.context.traits.city]).toStrictEqual(['v1', 'Lyon']);
    }
  });

  it('takes values that JSON has not', () => {
    const symbol = Symbol('s');
    const date = new Date(0);
    // eslint-disable-next-line no-sparse-arrays -- a hole is what this is about
    const groups = [, { id: 'g' }, undefined, symbol];
    const payload = conversationWith(
      { groups, tags: [symbol, NaN, -0, date], items: [new Map()], [symbol]: 1, when: date, nan: NaN },
      { city: -0, region: NaN, country: date, organization: symbol, browser: symbol, [symbol]: 1 },
    );
    const [track, ...others] = transform(payload);
    expect(others.map(({ groupId }) => groupId)).toStrictEqual(['g']);
    expect(track.context.traits).toMatchObject({ city: -0, region: NaN, country: date });
    expect(track.traits.organization).toBe(symbol);
    expect(track.properties.tags).toBe(payload.tags);
  });

  it('takes a label of a million characters', () => {
    for (const browser of ['a', ' ', 'a ', 'a/1 ', '1'].map((piece) => piece.repeat(1_000_000))) {
      expect(transform(conversationWith({}, { browser, operatingSystem: browser })).length).toBe(1);
    }
  });

  it('takes a form of a million fields', () => {
    const json = encodeURIComponent(JSON.stringify(conversationWith()));
    for (const field of ['a&', 'a=1&', '&', '%&', 'dat%61&'.replace('%61', ''), '=&']) {
      const fields = field.repeat(1_000_000);
      expect(transform(`x=1&${fields}data=${json}&${fields}`)).toHaveLength(1);
      expect(codeOf(`x=1&${fields}`)).toBe('OLARK_MISSING_DATA');
    }
  });

  it('takes broken percent-encoding and repeated fields', () => {
    const json = JSON.stringify(conversationWith({}, { city: '100%' }));
    const broken = `data=${encodeURIComponent(json).replace('%25', '%')}`;
    expect(transform(broken)[0].context.traits.city).toBe('100%');
    expect(codeOf(`data=${'%'.repeat(1_000_000)}`)).toBe('OLARK_INVALID_JSON');
    expect(codeOf('data=%ff%fe&data=%7B%7D')).toBe('OLARK_INVALID_JSON');
    expect(transform(`data=${encodeURIComponent(json)}&data=%7B`)).toHaveLength(1);
  });

  it('takes lone surrogates, written out or escaped', () => {
    const escaped = String.raw`{"kind":"Conversation","visitor":{"id":"\ud83d","city":"\udea8"}}`;
    const [track] = transform(escaped);
    expect([track.userId, track.context.traits.city]).toStrictEqual(['\ud83d', '\udea8']);
    expect(transform(JSON.parse(escaped))).toStrictEqual(transform(escaped));
    expect(transform(`data=${encodeURIComponent(escaped)}`)).toStrictEqual(transform(escaped));
    expect(
      transform(escaped.replaceAll(/\\u(....)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))),
    ).toStrictEqual(transform(escaped));
  });

  it('takes the last of duplicate keys, as JSON.parse does', () => {
    expect(transform('{"kind":"a","kind":"b","visitor":{"id":"v0"},"visitor":{"id":"v1"}}')[0]).toMatchObject(
      {
        event: 'b',
        userId: 'v1',
      },
    );
  });
});

describe('an error', () => {
  const SECRET = 'S3CR3T';
  const secretConversation = {
    kind: SECRET,
    id: SECRET,
    items: [{ kind: SECRET, body: SECRET, timestamp: SECRET }],
    tags: [SECRET],
    operators: { [SECRET]: { nickname: SECRET } },
    groups: [{ kind: SECRET, id: SECRET, name: SECRET }],
    [SECRET]: SECRET,
    visitor: {
      id: SECRET,
      fullName: SECRET,
      browser: SECRET,
      customFields: { [SECRET]: SECRET },
      [SECRET]: SECRET,
    },
  };
  const json = JSON.stringify(secretConversation);

  /** What an error shows of itself, but for its cause. */
  function shown(payload: unknown, options?: TransformOptions): string | undefined {
    try {
      transformOlark(payload, options);
      return undefined;
    } catch (error) {
      const { message, stack = '' } = error as Error;
      const fields = Object.entries(error as object).map(([key, value]) => `${key}: ${String(value)}`);
      return [message, stack.split('\n')[0], ...fields].join('\n');
    }
  }

  const cycle: Record<string, unknown> = { ...secretConversation };
  cycle[SECRET] = cycle;
  const throwing = {
    kind: SECRET,
    visitor: Object.defineProperty({ id: SECRET }, 'city', { get: () => expect.fail(SECRET) }),
  };
  const breakers: readonly unknown[] = [
    SECRET,
    [SECRET],
    `${SECRET}=${SECRET}`,
    `data=${SECRET}`,
    { data: SECRET },
    { data: [{ [SECRET]: SECRET }] },
    { request: { [SECRET]: SECRET } },
    { request: SECRET },
    new URLSearchParams({ [SECRET]: SECRET }),
    encoder.encode(SECRET),
    { ...secretConversation, kind: [SECRET] },
    { ...secretConversation, visitor: SECRET },
    { ...secretConversation, visitor: { id: [SECRET] } },
    { ...secretConversation, groups: SECRET },
    { ...secretConversation, groups: { [SECRET]: SECRET } },
    { ...secretConversation, [SECRET]: 7n },
    cycle,
    throwing,
    Object.assign(() => SECRET, { [SECRET]: SECRET }),
    Symbol(SECRET),
  ];

  it.each(breakers.map((payload, index) => [index, payload]))(
    'shows no value of payload %i',
    (_, payload) => {
      const text = shown(payload);
      expect(text).toMatch(/^.+\nOlarkPayloadError: .+\ncode: OLARK_/);
      expect(text).not.toContain(SECRET);
    },
  );

  it('shows no value of a payload that is cut short or changed anywhere', () => {
    const place = fc.nat(json.length);
    const piece = fc.constantFrom('', '"', '{', '}', ']', ',', ':', '\\', '%', '&', 'x', '7', 'null', SECRET);
    fc.assert(
      fc.property(place, place, piece, (start, end, insertion) => {
        const changed = json.slice(0, start) + insertion + json.slice(end);
        for (const body of [
          changed,
          `data=${changed}`,
          `data=${encodeURIComponent(changed)}`,
          { data: changed },
        ]) {
          expect(shown(body) ?? '').not.toContain(SECRET);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('shows no value of any payload, whatever is wrong with it', () => {
    const secrets = jsonValues.map((value): unknown =>
      JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
        typeof inner === 'string' || typeof inner === 'number' ? SECRET : inner,
      ),
    );
    let refused = 0;
    fc.assert(
      fc.property(secrets, secrets, (value, other) => {
        const visitor = { id: SECRET };
        const payloads: unknown[] = [
          ...[
            value,
            JSON.stringify(value),
            `data=${JSON.stringify(value)}`,
            `${SECRET}=${JSON.stringify(value)}`,
          ],
          ...[
            { kind: value, visitor: other },
            { kind: value, visitor },
            { kind: SECRET, visitor: value },
          ],
          ...[
            { kind: SECRET, visitor: { id: value } },
            { kind: SECRET, visitor, groups: value },
          ],
          ...[{ data: value, [SECRET]: other }, { request: value }, { request: { body: value } }],
          ...[
            { Value: { data: value }, File: other },
            { body: value, headers: other },
            new Map([[value, other]]),
          ],
        ];
        for (const payload of payloads) {
          const text = shown(payload);
          if (text !== undefined) refused += 1;
          expect(text ?? '').not.toContain(SECRET);
        }
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(2000);
  });

  it('shows no value of a payload that a `via` throws', () => {
    const via = (value: unknown) => {
      throw new Error(String(value));
    };
    expect(
      shown(secretConversation, { rules: [{ from: 'visitor.fullName', to: 'context.a', via }] }),
    ).not.toContain(SECRET);
  });
});

describe('what is thrown while a value is read', () => {
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const trap = new Proxy(
    {},
    {
      getPrototypeOf() {
        throw new Error('secret');
      },
    },
  );

  it.each([
    ['a revoked proxy', revoked()],
    ['a proxy that throws when it is asked for its class', trap],
  ])('is the cause of a coded error, even if it is %s', (_, thrown) => {
    const hostile = {
      get kind() {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw thrown;
      },
      visitor: { id: 'v1' },
    };
    const error = thrownBy(() => transformOlark(hostile));
    expect(error.code).toBe('OLARK_UNSERIALIZABLE');
    expect(error.message).not.toContain('secret');
  });
});

it('a visitor cannot forge a delivery inside of an unparsed multipart body', () => {
  const forged = encodeURIComponent(JSON.stringify({ kind: 'Conversation', visitor: { id: 'forged' } }));
  const json = JSON.stringify(conversationWith({ items: [{ body: `Hi &data=${forged}&` }] }));
  const body = `--X\r\nContent-Disposition: form-data; name="data"\r\n\r\n${json}\r\n--X--\r\n`;
  expect(thrownBy(() => transformOlark(body)).code).toBe('OLARK_INVALID_JSON');
});

it('a list of the input is not written to, whatever its constructor makes of a copy', () => {
  const items: unknown[] = [{ kind: 'MessageToVisitor' }];
  const constructor = {
    [Symbol.species]: function List() {
      return items;
    },
  };
  Object.defineProperty(items, 'constructor', { value: constructor });
  const rules = [{ from: 'kind', to: 'properties.items.0' }];
  const [{ properties }] = transformOlark(conversationWith({ items }), { ids: 'none', rules });
  expect(properties.items).toStrictEqual(['Conversation']);
  expect(items[0]).toStrictEqual({ kind: 'MessageToVisitor' });
});

it('fields that share a column in a warehouse keep short names, however many they are', () => {
  const names = Array.from({ length: 4096 }, (_, index) =>
    index.toString(2).padStart(12, '0').replaceAll('0', 'a').replaceAll('1', 'A'),
  );
  const fields = Object.fromEntries(names.map((name) => [name, 1]));
  const [{ properties }] = transformOlark(conversationWith(fields), { profile: 'warehouse', ids: 'none' });
  const made = Object.keys(properties).filter((key) => /a{12}/i.test(key));
  expect(made).toHaveLength(names.length);
  expect(Math.max(...made.map(({ length }) => length))).toBeLessThan(
    'conversation_aaaaaaaaaaaa_4096'.length + 1,
  );
});
