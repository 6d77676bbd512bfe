import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { keepOnly } from '../../../src/privacy.js';
import { deepFreeze, thrownBy } from '../../support/values.js';

/** What a program may hand over that has not come out of JSON. */
class Survey {
  readonly rating: number = 0;
}

describe('keepOnly', () => {
  it.each<{ name: string; paths: string[]; event: object; keeps: object }>([
    {
      name: 'keeps only what is listed, and what every event has',
      paths: ['context.traits.country', 'properties.messageCount'],
      event: {
        type: 'track',
        event: 'Conversation',
        userId: 'v1',
        context: {
          library: { name: 'unknown', version: 'unknown' },
          integration: { name: 'Olark' },
          traits: { name: 'Bob', country: 'France' },
          page: { url: 'https://shop.example/' },
          ip: '203.0.113.9',
        },
        traits: { organization: 'Shop' },
        properties: { messageCount: 3, tags: ['vip'] },
        integrations: { Olark: false },
        timestamp: '2024-01-01T00:00:00.000Z',
        originalTimestamp: '2024-01-01T00:00:00.000Z',
        messageId: 'm1',
        rudderId: 'r1',
      },
      keeps: {
        type: 'track',
        event: 'Conversation',
        userId: 'v1',
        context: {
          library: { name: 'unknown', version: 'unknown' },
          integration: { name: 'Olark' },
          traits: { country: 'France' },
        },
        traits: {},
        properties: { messageCount: 3 },
        integrations: { Olark: false },
        timestamp: '2024-01-01T00:00:00.000Z',
        originalTimestamp: '2024-01-01T00:00:00.000Z',
        messageId: 'm1',
        rudderId: 'r1',
      },
    },
    {
      name: 'works on group events, and removes the name that is not listed',
      paths: ['traits.kind'],
      event: {
        type: 'group',
        userId: 'v1',
        groupId: 'g1',
        name: 'Sales',
        context: { library: { name: 'unknown' } },
        traits: { kind: 'Group', name: 'Sales' },
      },
      keeps: {
        type: 'group',
        userId: 'v1',
        groupId: 'g1',
        context: { library: { name: 'unknown' } },
        traits: { kind: 'Group' },
      },
    },
    {
      name: 'keeps the name of a group that is listed',
      paths: ['name'],
      event: { type: 'group', name: 'Sales', traits: { name: 'Sales' } },
      keeps: { type: 'group', name: 'Sales', traits: {} },
    },
    {
      name: 'keeps a name that is an empty string, where that is a value',
      paths: ['name'],
      event: { type: 'group', name: '' },
      keeps: { type: 'group', name: '' },
    },
    {
      name: 'keeps all of an object that is listed',
      paths: ['properties.survey'],
      event: { properties: { survey: { rating: 5, more: [null, { deep: 'x' }] }, note: 'x' } },
      keeps: { properties: { survey: { rating: 5, more: [null, { deep: 'x' }] } } },
    },
    {
      name: 'keeps a whole place that is listed',
      paths: ['properties'],
      event: { properties: { note: 'x', tags: [] }, traits: { note: 'x' } },
      keeps: { properties: { note: 'x', tags: [] }, traits: {} },
    },
    {
      name: 'keeps fields of every element, without the elements that have none of them',
      paths: ['properties.items.*.kind', 'properties.items.*.operatorId'],
      event: {
        properties: {
          items: [{ kind: 'a', body: 'x' }, { body: 'x' }, 'x', null, ['x'], { kind: 'b', operatorId: '9' }],
        },
      },
      keeps: { properties: { items: [{ kind: 'a' }, { kind: 'b', operatorId: '9' }] } },
    },
    {
      name: 'keeps fields of every field of an object',
      paths: ['properties.operators.*.id'],
      event: { properties: { operators: { 98: { id: '98', nickname: 'Jo' }, 99: { nickname: 'Al' } } } },
      keeps: { properties: { operators: { 98: { id: '98' } } } },
    },
    {
      name: 'reads a place in a list with brackets and with a dot',
      paths: ['properties.tags[0]', 'properties.tags.2'],
      event: { properties: { tags: ['a', 'b', 'c', 'd'] } },
      keeps: { properties: { tags: ['a', 'c'] } },
    },
    {
      name: 'adds up what several paths say about one element',
      paths: ['properties.items.*.kind', 'properties.items[0].body'],
      event: { properties: { items: [{ kind: 'a', body: 'x' }, { kind: 'b', body: 'y' }] } }, // prettier-ignore
      keeps: { properties: { items: [{ kind: 'a', body: 'x' }, { kind: 'b' }] } },
    },
    {
      name: 'keeps an object that one path lists, also if another lists a part of it',
      paths: ['properties.survey', 'properties.survey.rating'],
      event: { properties: { survey: { rating: 5, comments: 'x' } } },
      keeps: { properties: { survey: { rating: 5, comments: 'x' } } },
    },
    {
      name: 'removes lists, objects and text of which nothing is left',
      paths: ['properties.a.x', 'properties.b.*.x', 'properties.c.x', 'context.page.x'],
      event: { context: { page: { url: 'x' } }, properties: { a: { y: 1 }, b: [{ y: 1 }], c: '{"y":1}' } },
      keeps: { context: {}, properties: {} },
    },
    {
      name: 'reaches into JSON text, and into JSON text in that',
      paths: ['context.traits.customFields.plan', 'context.traits.customFields.more.*.id'],
      event: {
        context: {
          traits: { customFields: String.raw`{"plan":"gold","note":"x","more":"[{\"id\":7,\"y\":1}]"}` },
        },
      },
      keeps: { context: { traits: { customFields: String.raw`{"plan":"gold","more":"[{\"id\":7}]"}` } } },
    },
    {
      name: 'keeps nothing of text that only looks like JSON, below which a path leads',
      paths: ['properties.a.plan', 'properties.b.plan', 'properties.c.plan', 'properties.d.0'],
      event: { properties: { a: '{"plan":"gold"', b: '{plan}', c: '"plan"', d: 'plan' } },
      keeps: { properties: {} },
    },
    {
      name: 'takes no inherited field and no length for one that is listed',
      paths: ['properties.toString', 'properties.items.length', 'properties.tags.length'],
      event: { properties: { items: ['x'], tags: 'x' } },
      keeps: { properties: {} },
    },
    {
      name: 'keeps a field with the name of an inherited one',
      paths: ['properties.more.toString'],
      event: { properties: { more: { toString: 'x', valueOf: 'y' } } },
      keeps: { properties: { more: { toString: 'x' } } },
    },
    {
      name: 'copies no field through which a prototype could be reached',
      paths: ['properties.*.*.x'],
      event: JSON.parse(
        '{"properties":{"__proto__":{"a":{"x":1}},"a":{"__proto__":{"x":1},"constructor":{"x":1},"b":{"x":1}}}}',
      ) as object,
      keeps: { properties: { a: { b: { x: 1 } } } },
    },
    {
      name: 'keeps of what JSON does not have only what it can hold',
      paths: ['properties.*'],
      event: {
        properties: {
          class: new Survey(),
          date: new Date(0),
          function: () => 'x',
          bigint: 1n,
          number: NaN,
          text: 'x',
        },
      },
      keeps: { properties: { class: { rating: 0 }, date: {}, text: 'x' } },
    },
    {
      name: 'leaves fields elsewhere, which only a rule can have set',
      paths: [],
      event: { team: 'x', properties: { a: 1 } },
      keeps: { team: 'x', properties: {} },
    },
  ])('$name', ({ paths, event, keeps }) => {
    const frozen = deepFreeze(event);
    const profile = 'rudder-transformer';
    expect(applyRules(keepOnly(paths), {}, { event: frozen, profile })).toStrictEqual(keeps);
  });

  it('passes on by reference what it keeps whole', () => {
    const items = [{ kind: 'MessageToOperator', body: 'Hi' }];
    const conversation = { kind: 'Conversation', items, visitor: { id: 'v1' } };
    const [track] = transformOlark(conversation, { rules: keepOnly(['properties.items']) });
    expect(track.properties.items).toBe(items);
  });

  it('ends, whatever leads back to what is around it or is too deep to be text', () => {
    const fields: Record<string, unknown> = { plan: 'gold' };
    fields['self'] = fields;
    const deep = `${'['.repeat(500_000)}"x"${']'.repeat(500_000)}`;
    const visitor = { id: 'v1', customFields: fields, nested: `{"deep":${deep},"plan":"gold"}` };
    const payload = { kind: 'Conversation', visitor };
    const rules = keepOnly([
      'context.traits.customFields.plan',
      'context.traits.customFields.self.self.plan',
      'context.traits.nested.deep',
      'context.traits.nested.plan',
    ]);
    const [track] = transformOlark(payload, { profile: 'complete', ids: 'none', rules });
    expect(track.context.traits).toStrictEqual({
      customFields: { plan: 'gold', self: { self: { plan: 'gold' } } },
    });
  });

  it('keeps a field with the name of an inherited one that cannot be overwritten', () => {
    Reflect.defineProperty(Object.prototype, 'inherited', { value: 'x', configurable: true });
    try {
      const event = { properties: { more: { inherited: 7 } } };
      expect(applyRules(keepOnly(['properties.*.inherited']), {}, { event })).toStrictEqual(event);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'inherited');
    }
  });

  it('reads its list once', () => {
    const paths = ['properties.a'];
    const rules = keepOnly(paths);
    paths.push('properties.b');
    const event = { properties: { a: 1, b: 2 } };
    expect(applyRules(rules, {}, { event })).toStrictEqual({ properties: { a: 1 } });
  });

  const places = 'must lead into `context`, `traits`, `properties` or `name`, which';
  const example = 'must be a path such as `properties.items.*.kind`, not';
  it.each([
    { paths: ['properties', 'userId'], message: `\`paths[1]\` ${places} \`userId\` does not.` },
    { paths: ['integrations.All'], message: `\`paths[0]\` ${places} \`integrations.All\` does not.` },
    { paths: ['*'], message: `\`paths[0]\` ${places} \`*\` does not.` },
    { paths: ['visitor.city'], message: `\`paths[0]\` ${places} \`visitor.city\` does not.` },
    { paths: [''], message: `\`paths[0]\` ${example} \`\`.` },
    { paths: ['traits..name'], message: `\`paths[0]\` ${example} \`traits..name\`.` },
    { paths: ['traits.a[b]'], message: `\`paths[0]\` ${example} \`traits.a[b]\`.` },
    { paths: ['traits.__proto__.a'], message: `\`paths[0]\` ${example} \`traits.__proto__.a\`.` },
    { paths: ['traits.constructor'], message: `\`paths[0]\` ${example} \`traits.constructor\`.` },
    { paths: [7], message: '`paths[0]` must be a string.' },
    { paths: [,], message: '`paths[0]` must be a string.' }, // oxlint-disable-line no-sparse-arrays
    { paths: 'traits.name', message: '`paths` must be an array.' },
    { paths: undefined, message: '`paths` must be an array.' },
  ])('refuses $paths', ({ paths, message }) => {
    expect(thrownBy(() => keepOnly(paths as string[]))).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      message,
    });
  });

  it('refuses a list that cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const error = thrownBy(() => keepOnly(proxy));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', message: '`paths` cannot be read.' });
    expect(error).not.toHaveProperty('cause');
  });
});
