import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addOtherFields, type NamedFields, otherFields } from '../../../src/profiles/other-fields.js';

type Fields = Record<string, unknown>;

/** Both profiles have a place for `placed`, and for text in `label`. */
const named: NamedFields = new Map([
  ['placed', { complete: () => undefined, warehouse: () => undefined }],
  ['label', { complete: unlessText, warehouse: unlessText }],
]);

function unlessText(value: unknown): unknown {
  return typeof value === 'string' ? undefined : value;
}

const unsafe = JSON.parse('{"__proto__":{"a":1},"constructor":1,"prototype":2,"b":3}') as Fields;

describe('otherFields', () => {
  it.each<{ name: string; sent: Fields; json: string | undefined }>([
    {
      name: 'has fields in the order in which they were sent',
      sent: { z: 1, placed: 2, a: 3 },
      json: '{"z":1,"a":3}',
    },
    { name: 'has what a column leaves of a field', sent: { label: [7] }, json: '{"label":[7]}' },
    { name: 'is absent if nothing is left', sent: { placed: 1, label: 'x' }, json: undefined },
    {
      name: 'leaves out absent and empty values, but not false and zero',
      sent: { a: null, b: undefined, c: '', d: [], e: {}, f: 0, g: false },
      json: '{"f":0,"g":false}',
    },
    {
      name: 'keeps keys that reach prototypes, because they are only text here',
      sent: unsafe,
      json: '{"__proto__":{"a":1},"constructor":1,"prototype":2,"b":3}',
    },
  ])('$name', ({ sent, json }) => {
    expect(JSON.stringify(otherFields(sent, named))).toBe(json);
  });
});

describe('addOtherFields', () => {
  it.each<{ name: string; event: Fields; sent: Fields; becomes: Fields }>([
    {
      name: 'adds a field under its own name',
      event: { name: 'Bob' },
      sent: { visits: 0, isLead: false },
      becomes: { name: 'Bob', visits: 0, isLead: false },
    },
    {
      name: 'adds nothing absent, and nothing that has its place',
      event: {},
      sent: { placed: 1, label: 'x', a: null, b: undefined, c: '' },
      becomes: {},
    },
    { name: 'adds what is left of a field', event: {}, sent: { label: 7 }, becomes: { label: 7 } },
    {
      name: 'puts a field beside one of the same name that the event has',
      event: { name: 'Bob' },
      sent: { name: 'bobby' },
      becomes: { name: 'Bob', visitor_name: 'bobby' },
    },
    {
      name: 'puts what is left of a named field beside one of the same name',
      event: { label: 'Chrome' },
      sent: { label: 7 },
      becomes: { label: 'Chrome', visitor_label: 7 },
    },
    {
      name: 'leaves its name to a field that was sent under the name with the prefix',
      event: { name: 'Bob' },
      sent: { name: 'bobby', visitor_name: 'x' },
      becomes: { name: 'Bob', visitor_name: 'x', visitor_name_2: 'bobby' },
    },
    {
      name: 'leaves its name to a field that was sent under the name with a number, too',
      event: { name: 'Bob' },
      sent: { name: 'bobby', visitor_name: 'x', visitor_name_2: 'y' },
      becomes: { name: 'Bob', visitor_name: 'x', visitor_name_2: 'y', visitor_name_3: 'bobby' },
    },
    {
      name: 'counts the numbers for each name by itself',
      event: { name: 'F', email: 'E' },
      sent: { name: 'a', visitor_name: 'b', email: 'c', visitor_email: 'd' },
      becomes: {
        name: 'F',
        email: 'E',
        visitor_name: 'b',
        visitor_name_2: 'a',
        visitor_email: 'd',
        visitor_email_2: 'c',
      },
    },
    {
      name: 'takes no notice of a name that was sent without a value',
      event: { name: 'Bob' },
      sent: { name: 'bobby', visitor_name: '' },
      becomes: { name: 'Bob', visitor_name: 'bobby' },
    },
    {
      name: 'finds a number beside two fields of the event',
      event: { name: 'a', visitor_name: 'b', visitor_name_2: 'c' },
      sent: { name: 1, visitor_name: 2 },
      becomes: {
        name: 'a',
        visitor_name: 'b',
        visitor_name_2: 'c',
        visitor_name_3: 1,
        visitor_visitor_name: 2,
      },
    },
    {
      name: 'adds a field under a name that every object inherits',
      event: {},
      sent: { toString: 'x', valueOf: 'y', hasOwnProperty: 'z' },
      becomes: { toString: 'x', valueOf: 'y', hasOwnProperty: 'z' },
    },
  ])('$name, whatever order the fields come in', ({ event, sent, becomes }) => {
    for (const entries of [Object.entries(sent), Object.entries(sent).reverse()]) {
      const target = { ...event };
      addOtherFields(target, Object.fromEntries(entries), named, 'visitor_');
      expect(target).toStrictEqual(becomes);
    }
  });

  it('gives each field the same name in whatever order they come', () => {
    const key = fc
      .constantFrom('name', 'email', 'name_2')
      .chain((base) => fc.constantFrom(base, `visitor_${base}`, `visitor_${base}_2`, `visitor_${base}_3`));
    const event = fc.dictionary(key, fc.constant('of the event'), { noNullPrototype: true });
    const keys = fc
      .uniqueArray(key)
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
        ),
      );
    const added = (target: Fields, list: string[]) => {
      const result = { ...target };
      addOtherFields(
        result,
        Object.fromEntries(list.map((name) => [name, `sent as ${name}`])),
        named,
        'visitor_',
      );
      return result;
    };
    fc.assert(
      fc.property(event, keys, (target, [list, shuffled]) => {
        const result = added(target, list);
        expect(added(target, shuffled)).toStrictEqual(result);
        expect(Object.keys(result)).toHaveLength(Object.keys(target).length + list.length);
      }),
      { numRuns: 500 },
    );
  });

  it('adds a field under a name that a frozen prototype has', () => {
    const target = Object.create(Object.freeze({ toString: 1, visitor_name: 2 })) as Fields;
    target['name'] = 'Bob';
    addOtherFields(target, { toString: 'x', name: 'bobby' }, named, 'visitor_');
    expect(Object.entries(target)).toStrictEqual([
      ['name', 'Bob'],
      ['toString', 'x'],
      ['visitor_name', 'bobby'],
    ]);
  });

  it('adds no key that reaches a prototype', () => {
    const target: Fields = {};
    addOtherFields(target, unsafe, named, 'visitor_');
    expect(Object.entries(target)).toStrictEqual([['b', 3]]);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });

  it('adds objects by reference', () => {
    const target: Fields = {};
    const customFields = {};
    addOtherFields(target, { customFields }, named, 'visitor_');
    expect(target['customFields']).toBe(customFields);
  });
});
