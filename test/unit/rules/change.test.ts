import { describe, expect, it } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { conversationWith, deepFreeze } from '../../support/values.js';

const event = deepFreeze({
  text: 'x',
  list: ['a', 'b', 'c'],
  twelve: Array.from({ length: 12 }, (_, place) => place),
  object: { one: 1, two: { three: 3 } },
  items: [{ body: 'Hi', nickname: 'Bob' }, 'text', { nickname: 'Sam' }, ['x'], null],
});
const [bob, text, sam, list] = event.items as [object, ...unknown[]];

/** What a rule makes of an event. */
const made = (rule: MappingRule, start: object = event) =>
  applyRules([rule], conversationWith(), { event: start });

const GONE = Object.fromEntries(Object.keys(event).map((key) => [key, 'gone']));

/** The fields of the event that a rule changes: those that are not the very same any more. */
function changed(rule: MappingRule): Record<string, unknown> {
  const fields = Object.entries<unknown>({ ...event, ...GONE, ...made(rule) });
  return Object.fromEntries(fields.filter(([key, value]) => value !== event[key as keyof typeof event]));
}

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
    ['items.*.body', { items: [{ ...bob, body: 0 }, text, { body: 0, nickname: 'Sam' }, list, null] }],
    ['items[0].*', { items: [{ body: 0, nickname: 0 }, text, sam, list, null] }],
    ['object.*', { object: { one: 0, two: 0 } }],
    ['object.*.three', { object: { one: 1, two: { three: 0 } } }],
    ['list.*', { list: [0, 0, 0] }],
    ['items.*[0]', { items: [{ 0: 0, ...bob }, text, { 0: 0, nickname: 'Sam' }, [0], null] }],
  ])('is set at %s', (to, expected) => {
    expect(changed({ to, value: 0 })).toStrictEqual(expected);
  });

  const DEAD_ENDS = `text.first items[4].body text[0] text.* list.length list.x list.x.y list[4] list.-1 list.00
    list.1e0 list[1].x list[9].x list.*.x items[1].body new[1] new[0][1] new.* new.*.x list[9999999999999999999999]`;

  it.each(DEAD_ENDS.split(/\s+/))('is set nowhere at %s, where its path cannot go', (to) => {
    expect(made({ to, value: 0 })).toBe(event);
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
    ['items.*.body', { items: [{ nickname: 'Bob' }, text, sam, list, null] }],
    ['items.*.*', { items: [{}, 'text', {}, [], null] }],
    ['items.*', { items: [] }],
  ])('takes away what is at %s, and later elements move up', (to, expected) => {
    expect(changed({ to, value: null })).toStrictEqual(expected);
  });

  const NOWHERE = `new new.deep new[0] object.x object.x.y list[3] list[1].x list.length text.x items.*.x new.*`;

  it.each(NOWHERE.split(' '))('creates nothing at %s, where nothing is', (to) => {
    expect(made({ to, value: null })).toBe(event);
  });
});

const shout = (value: string) => `${value}!`;

it.each<[string, MappingRule['via'], object]>([
  ['text', shout, { text: 'x!' }],
  ['list.*', shout, { list: ['a!', 'b!', 'c!'] }],
  ['list.*', (value: string) => (value === 'b' ? null : value), { list: ['a', 'c'] }],
  ['list', (value: string[]) => value.slice(1), { list: ['b', 'c'] }],
  ['items.*.body', shout, { items: [{ body: 'Hi!', nickname: 'Bob' }, text, sam, list, null] }],
  ['object.two', () => ({}), { object: { one: 1, two: {} } }],
  ['text', (value) => value, {}],
  ['object.*', (value) => value, {}],
  ['new', shout, {}],
  ['items.*.x', shout, {}],
])('an edit in place of %s by %o changes only that', (to, via, expected) => {
  expect(changed({ to, via })).toStrictEqual(expected);
});

it('shares with the event what no rule changed', () => {
  const { object } = made({ to: 'object.one', value: 2 }) as typeof event;
  expect(object.two).toBe(event.object.two);
  const { items } = made({ to: 'items[0].body', value: 2 }) as typeof event;
  expect(items[2]).toBe(sam);
});

it.each(['list[0]', 'list.*'])(
  'copies a list at %s whose constructor would direct the copy elsewhere',
  (to) => {
    class Directed extends Array<unknown> {
      static override get [Symbol.species]() {
        return function () {
          return event.list;
        } as unknown as ArrayConstructor;
      }
    }
    expect(made({ to, value: 'z' }, { list: Directed.from(['a']) })['list']).toStrictEqual(['z']);
    expect(event.list).toHaveLength(3);
  },
);

it('copies fields of an object that reach a prototype as fields, and none that are inherited', () => {
  const start = {
    object: JSON.parse('{"own":1,"__proto__":2}') as object,
    inherits: Object.create({ secret: 1 }) as object,
  };
  const { object } = made({ to: 'object.*', via: String }, start);
  expect(Object.getOwnPropertyNames(object)).toStrictEqual(['own', '__proto__']);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  const { inherits } = made({ to: 'inherits.secret.x', value: 1 }, start);
  expect(inherits).toStrictEqual({ secret: { x: 1 } });
});
