import { describe, expect, it } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers/index.js';
import { conversationWith, deepFreeze } from '../../support/values.js';

const event = deepFreeze({
  text: 'x',
  number: 7,
  list: ['a', 'b', 'c'],
  twelve: Array.from({ length: 12 }, (_, place) => place),
  object: { one: 1, two: { three: 3 } },
  items: [{ body: 'Hi', nickname: 'Bob' }, 'text', { nickname: 'Sam' }, ['x'], null],
});

/** What rules make of the event: only the fields that are not the very same any more. */
function changed(...rules: MappingRule[]): Record<string, unknown> {
  const result = applyRules(rules, conversationWith(), { event });
  const fields = Object.entries(result).filter(
    ([key, value]) => value !== (event as Record<string, unknown>)[key],
  );
  const gone = Object.keys(event).filter((key) => !(key in result));
  return { ...Object.fromEntries(fields), ...Object.fromEntries(gone.map((key) => [key, 'gone'])) };
}

const shout = (value: string) => `${value}!`;

describe('a constant', () => {
  it.each([
    ['new.deep.field', { new: { deep: { field: 0 } } }],
    ['object.two.three', { object: { one: 1, two: { three: 0 } } }],
    ['object.two', { object: { one: 1, two: 0 } }],
    ['object.toString.name', { object: { ...event.object, toString: { name: 0 } } }],
    ['list[0]', { list: [0, 'b', 'c'] }],
    ['list.1', { list: ['a', 0, 'c'] }],
    ['list[3]', { list: ['a', 'b', 'c', 0] }],
    ['twelve.10', { twelve: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 11] }],
    ['list[3].deep', { list: ['a', 'b', 'c', { deep: 0 }] }],
    ['new[0].deep', { new: [{ deep: 0 }] }],
    ['new.0', { new: { 0: 0 } }],
    ['object[0]', { object: { 0: 0, ...event.object } }],
    [
      'items.*.body',
      { items: [{ body: 0, nickname: 'Bob' }, 'text', { body: 0, nickname: 'Sam' }, ['x'], null] },
    ],
    ['items[0].*', { items: [{ body: 0, nickname: 0 }, ...event.items.slice(1)] }],
    ['object.*', { object: { one: 0, two: 0 } }],
    ['object.*.three', { object: { one: 1, two: { three: 0 } } }],
    ['list.*', { list: [0, 0, 0] }],
    [
      'items.*[0]',
      { items: [{ 0: 0, ...(event.items[0] as object) }, 'text', { 0: 0, nickname: 'Sam' }, [0], null] },
    ],
  ])('is set at %s', (to, expected) => {
    expect(changed({ to, value: 0 })).toStrictEqual(expected);
  });

  it.each([
    ...[
      'text.first',
      'items[4].body',
      'text[0]',
      'text.*',
      'list.length',
      'list.x',
      'list.x.y',
      'list[4]',
      'list.-1',
      'list.00',
    ],
    ...['list.1e0', 'list[1].x', 'list[9].x', 'list.*.x', 'items[1].body', 'new[1]', 'new[0][1]', 'new.*'],
    ...['new.*.x', 'list[9999999999999999999999]'],
  ])('is set nowhere at %s, where its path cannot go', (to) => {
    expect(changed({ to, value: 0 })).toStrictEqual({});
  });
});

describe('null', () => {
  it.each([
    ['text', { text: 'gone' }],
    ['object.one', { object: { two: { three: 3 } } }],
    ['object.two.three', { object: { one: 1, two: {} } }],
    ['object.*', { object: {} }],
    ['list[0]', { list: ['b', 'c'] }],
    ['list.2', { list: ['a', 'b'] }],
    ['list.*', { list: [] }],
    ['items.*.body', { items: [{ nickname: 'Bob' }, ...event.items.slice(1)] }],
    ['items.*.*', { items: [{}, 'text', {}, [], null] }],
    ['items.*', { items: [] }],
  ])('takes away what is at %s, and later elements move up', (to, expected) => {
    expect(changed({ to, value: null })).toStrictEqual(expected);
  });

  it.each([
    ...[
      'new',
      'new.deep',
      'new[0]',
      'object.x',
      'object.x.y',
      'list[3]',
      'list[1].x',
      'list.length',
      'text.x',
    ],
    ...['items.*.x', 'new.*'],
  ])('creates nothing at %s, where nothing is', (to) => {
    expect(changed({ to, value: null })).toStrictEqual({});
  });
});

describe('an edit in place', () => {
  it.each<[string, MappingRule['via'], object]>([
    ['text', shout, { text: 'x!' }],
    ['list.*', shout, { list: ['a!', 'b!', 'c!'] }],
    ['list.*', (value: string) => (value === 'b' ? null : value), { list: ['a', 'c'] }],
    ['list', (list: string[]) => list.slice(1), { list: ['b', 'c'] }],
    ['items.*.body', shout, { items: [{ body: 'Hi!', nickname: 'Bob' }, ...event.items.slice(1)] }],
    ['object.two', () => ({}), { object: { one: 1, two: {} } }],
    ['text', (value) => value as string, {}],
    ['object.*', (value) => value as number, {}],
    ['new', shout, {}],
    ['items.*.x', shout, {}],
  ])('of %s by %o changes only that', (to, via, expected) => {
    expect(changed({ to, via })).toStrictEqual(expected);
  });
});

it('shares with the event what no rule changed, and writes to nothing', () => {
  const rules = ['object.one', 'items[0].body'].map((to) => ({ to, value: 2 }));
  const result = applyRules(rules, conversationWith(), { event });
  expect(result['list']).toBe(event.list);
  expect((result['object'] as typeof event.object).two).toBe(event.object.two);
  expect((result['items'] as unknown[])[2]).toBe(event.items[2]);
  expect(applyRules([{ to: 'new.*', value: 1 }], conversationWith(), { event })).toBe(event);
});

it('copies a list whose constructor would direct the copy elsewhere', () => {
  class Directed extends Array<unknown> {
    static override get [Symbol.species]() {
      return function () {
        return event.list;
      } as unknown as ArrayConstructor;
    }
  }
  for (const to of ['list[0]', 'list.*']) {
    const { list } = applyRules([{ to, value: 'z' }], conversationWith(), {
      event: { list: Directed.from(['a']) },
    });
    expect([...(list as unknown[])]).toStrictEqual(['z']);
  }
  expect(event.list).toHaveLength(3);
});

it('copies fields of an object that reach a prototype as fields, and none that are inherited', () => {
  const start = {
    object: JSON.parse('{"own":1,"__proto__":2}') as object,
    inherits: Object.create({ secret: 1 }) as object,
  };
  const rules: MappingRule[] = [
    { to: 'object.*', via: String },
    { to: 'inherits.secret.x', value: 1 },
  ];
  const { object, inherits } = applyRules(rules, conversationWith(), { event: start });
  expect(Object.getOwnPropertyNames(object)).toStrictEqual(['own', '__proto__']);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect(inherits).toStrictEqual({ secret: { x: 1 } });
});
