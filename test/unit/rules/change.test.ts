// oxlint-disable max-classes-per-file -- instances of several kinds are what this is about
import { describe, expect, it } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { changeAt } from '../../../src/rules/change.js';
import { Copies } from '../../../src/rules/copies.js';
import { conversationWith, deepFreeze, refusal } from '../../support/values.js';

/** What a rule makes of an event, which is deeply frozen: whatever writes to it throws. */
function made(rule: MappingRule, event: object): Record<string, unknown> {
  return applyRules([rule], conversationWith(), { event: deepFreeze(event) });
}

describe('a constant is set', () => {
  it.each<{ name: string; to: string; event: object; becomes: object }>([
    { name: 'in new objects', to: 'new.deep.field', event: {}, becomes: { new: { deep: { field: 0 } } } },
    {
      name: 'beside other fields',
      to: 'a.b',
      event: { a: { c: 1 }, d: 2 },
      becomes: { a: { c: 1, b: 0 }, d: 2 },
    },
    { name: 'in place of an object', to: 'a.b', event: { a: { b: { c: 1 } } }, becomes: { a: { b: 0 } } },
    {
      name: 'at a name that objects inherit',
      to: 'a.toString.name',
      event: { a: { b: 1 } },
      becomes: { a: { b: 1, toString: { name: 0 } } },
    },
    { name: 'at a place of a list', to: 'list[0]', event: { list: ['a', 'b'] }, becomes: { list: [0, 'b'] } },
    {
      name: 'at a place after a point',
      to: 'list.1',
      event: { list: ['a', 'b'] },
      becomes: { list: ['a', 0] },
    },
    {
      name: 'at a place of two digits',
      to: 'list.10',
      event: { list: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
      becomes: { list: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 11] },
    },
    { name: 'at the next free place', to: 'list[1]', event: { list: ['a'] }, becomes: { list: ['a', 0] } },
    {
      name: 'inside of the next free place',
      to: 'list[1].deep',
      event: { list: ['a'] },
      becomes: { list: ['a', { deep: 0 }] },
    },
    { name: 'in a new list', to: 'new[0].deep', event: {}, becomes: { new: [{ deep: 0 }] } },
    { name: 'in a new object with a number as a name', to: 'new.0', event: {}, becomes: { new: { 0: 0 } } },
    {
      name: 'at a number in an object',
      to: 'a[0]',
      event: { a: { b: 1 } },
      becomes: { a: { 0: 0, b: 1 } },
    },
    { name: 'at each element', to: 'list.*', event: { list: ['a', 'b'] }, becomes: { list: [0, 0] } },
    { name: 'at each field', to: 'a.*', event: { a: { b: 1, c: {} } }, becomes: { a: { b: 0, c: 0 } } },
    {
      name: 'in each element that has fields',
      to: 'items.*.body',
      event: { items: [{ body: 'Hi', nickname: 'Bob' }, 'text', { nickname: 'Sam' }, ['x'], null] },
      becomes: {
        items: [{ body: 0, nickname: 'Bob' }, 'text', { nickname: 'Sam', body: 0 }, ['x'], null],
      },
    },
    {
      name: 'at each field of an element',
      to: 'items[0].*',
      event: { items: [{ body: 'Hi', nickname: 'Bob' }, { body: 'Yes' }] },
      becomes: { items: [{ body: 0, nickname: 0 }, { body: 'Yes' }] },
    },
    {
      name: 'in each field that has fields',
      to: 'a.*.c',
      event: { a: { b: 1, d: { e: 2 } } },
      becomes: { a: { b: 1, d: { e: 2, c: 0 } } },
    },
    {
      name: 'at a place of each element',
      to: 'items.*[0]',
      event: { items: [{ body: 'Hi' }, 'text', ['x']] },
      becomes: { items: [{ 0: 0, body: 'Hi' }, 'text', [0]] },
    },
  ])('$name: $to', ({ to, event, becomes }) => {
    expect(made({ to, value: 0 }, event)).toStrictEqual(becomes);
  });
});

describe('a constant is set nowhere', () => {
  it.each([
    { name: 'in text', to: 'text.first' },
    { name: 'at a place of text', to: 'text[0]' },
    { name: 'at each place of text', to: 'text.*' },
    { name: 'in null', to: 'list[1].body' },
    { name: 'as the length of a list', to: 'list.length' },
    { name: 'at a name in a list', to: 'list.x' },
    { name: 'below a name in a list', to: 'list.x.y' },
    { name: 'beyond the next free place', to: 'list[3]' },
    { name: 'below a place beyond that', to: 'list[9].x' },
    { name: 'at a place that no list can have', to: 'list[9999999999999999999999]' },
    { name: 'at a negative place', to: 'list.-1' },
    { name: 'at a place with a leading zero', to: 'list.00' },
    { name: 'at a place with an exponent', to: 'list.1e0' },
    { name: 'in text of a list', to: 'list[0].x' },
    { name: 'in each text of a list', to: 'list.*.x' },
    { name: 'at the second place of a new list', to: 'new[1]' },
    { name: 'below the second place of a new list', to: 'new[0][1]' },
    { name: 'at each field of nothing', to: 'new.*' },
    { name: 'in each field of nothing', to: 'new.*.x' },
  ])('$name: $to', ({ to }) => {
    const event = { text: 'x', list: ['a', null] };
    expect(made({ to, value: 0 }, event)).toBe(event);
  });
});

describe('null removes', () => {
  it.each<{ name: string; to: string; event: object; becomes: object }>([
    { name: 'a field', to: 'a.b', event: { a: { b: 1, c: 2 } }, becomes: { a: { c: 2 } } },
    { name: 'the last field of an object', to: 'a.b', event: { a: { b: 1 } }, becomes: { a: {} } },
    { name: 'an object', to: 'a', event: { a: { b: 1 } }, becomes: {} },
    { name: 'every field', to: 'a.*', event: { a: { b: 1, c: 2 } }, becomes: { a: {} } },
    {
      name: 'an element, and moves later ones up',
      to: 'a[0]',
      event: { a: [1, 2, 3] },
      becomes: { a: [2, 3] },
    },
    { name: 'an element by name', to: 'a.2', event: { a: [1, 2, 3] }, becomes: { a: [1, 2] } },
    { name: 'every element', to: 'a.*', event: { a: [1, 2, 3] }, becomes: { a: [] } },
    {
      name: 'a field of every element',
      to: 'items.*.body',
      event: { items: [{ body: 'Hi', nickname: 'Bob' }, 'text', { nickname: 'Sam' }, null] },
      becomes: { items: [{ nickname: 'Bob' }, 'text', { nickname: 'Sam' }, null] },
    },
    {
      name: 'every field of every element',
      to: 'items.*.*',
      event: { items: [{ body: 'Hi' }, 'text', ['x'], null] },
      becomes: { items: [{}, 'text', [], null] },
    },
  ])('$name: $to', ({ to, event, becomes }) => {
    expect(made({ to, value: null }, event)).toStrictEqual(becomes);
  });

  it.each([
    'new',
    'new.deep',
    'new[0]',
    'new.*',
    'a.x',
    'a.x.y',
    'list[2]',
    'list[1].x',
    'list.length',
    'list.*.x',
    'text.x',
  ])('nothing, and creates nothing, where nothing is: %s', (to) => {
    const event = { a: { b: 1 }, list: ['a', 'b'], text: 'x' };
    expect(made({ to, value: null }, event)).toBe(event);
  });
});

describe('an edit in place', () => {
  const shout = (value: string) => `${value}!`;

  it.each<{ name: string; rule: MappingRule; event: object; becomes: object }>([
    { name: 'changes a field', rule: { to: 'a', via: shout }, event: { a: 'x' }, becomes: { a: 'x!' } },
    {
      name: 'changes every element',
      rule: { to: 'a.*', via: shout },
      event: { a: ['x', 'y'] },
      becomes: { a: ['x!', 'y!'] },
    },
    {
      name: 'removes the elements for which it gives null',
      rule: { to: 'a.*', via: (value: string) => (value === 'y' ? null : value) },
      event: { a: ['x', 'y', 'z'] },
      becomes: { a: ['x', 'z'] },
    },
    {
      name: 'changes a whole list',
      rule: { to: 'a', via: (list: string[]) => list.slice(1) },
      event: { a: ['x', 'y', 'z'] },
      becomes: { a: ['y', 'z'] },
    },
    {
      name: 'changes a field of the elements that have it',
      rule: { to: 'items.*.body', via: shout },
      event: { items: [{ body: 'Hi', nickname: 'Bob' }, 'text', { nickname: 'Sam' }, null] },
      becomes: { items: [{ body: 'Hi!', nickname: 'Bob' }, 'text', { nickname: 'Sam' }, null] },
    },
    {
      name: 'can leave an empty object',
      rule: { to: 'a.b', via: () => ({}) },
      event: { a: { b: 1 } },
      becomes: { a: { b: {} } },
    },
  ])('$name', ({ rule, event, becomes }) => {
    expect(made(rule, event)).toStrictEqual(becomes);
  });

  it.each<{ name: string; rule: MappingRule }>([
    { name: 'returns what it got', rule: { to: 'text', via: (value) => value } },
    { name: 'returns every field as it got it', rule: { to: 'a.*', via: (value) => value } },
    { name: 'finds no field to edit', rule: { to: 'new', via: shout } },
    { name: 'finds no field of an element to edit', rule: { to: 'list.*.x', via: shout } },
  ])('that $name leaves the event as it is', ({ rule }) => {
    const event = { text: 'x', a: { b: 1 }, list: [{ b: 1 }] };
    expect(made(rule, event)).toBe(event);
  });
});

it('shares with the event what no rule changed', () => {
  const event = { a: { b: { c: 1 }, d: 1 }, items: [{ body: 'Hi' }, { body: 'Yes' }] };
  expect((made({ to: 'a.d', value: 2 }, event)['a'] as typeof event.a).b).toBe(event.a.b);
  expect((made({ to: 'items[0].body', value: 2 }, event)['items'] as object[])[1]).toBe(event.items[1]);
});

describe('an element that writes itself with `toJSON`', () => {
  class Message {
    readonly kind = 'MessageToVisitor';
    readonly #body = 'secret';
    toJSON() {
      return { kind: this.kind, body: this.#body };
    }
  }
  const own = {
    kind: 'MessageToVisitor',
    body: 'secret',
    toJSON: () => ({ kind: 'MessageToVisitor', body: 'secret' }),
  };
  const self = {
    kind: 'MessageToVisitor',
    body: 'secret',
    toJSON() {
      return this;
    },
  };

  it.each([
    { name: 'of its class', element: new Message() },
    { name: 'of its own', element: own },
    { name: 'that returns the element itself', element: self },
  ])('$name has what it writes changed', ({ element }) => {
    const event = { items: [element] };
    expect(made({ to: 'items.*.body', value: null }, event)).toStrictEqual({
      items: [{ kind: 'MessageToVisitor' }],
    });
    expect(made({ to: 'items[0].body', value: 'x' }, event)).toStrictEqual({
      items: [{ kind: 'MessageToVisitor', body: 'x' }],
    });
    expect(made({ to: 'items.*.absent', value: null }, event)).toBe(event);
  });

  it('can be a list', () => {
    const items = Object.assign([{ body: 'secret' }], { toJSON: () => [{ body: 'secret' }] });
    expect(made({ to: 'items.*.body', value: null }, { items })).toStrictEqual({ items: [{}] });
  });

  it('can be an object whose fields others join', () => {
    const traits = { name: 'Bob', toJSON: () => ({ name: 'Bob', email: 'secret' }) };
    expect(made({ to: 'traits', value: { email: null, a: 1 } }, { traits })).toStrictEqual({
      traits: { name: 'Bob', a: 1 },
    });
  });
});

it('changeAt without steps gives the value itself', () => {
  const value = { a: 1 };
  expect(changeAt(value, [], () => expect.fail(), new Copies())).toBe(value);
});

describe('hostile events', () => {
  it.each(['list[0]', 'list.*'])('cannot direct the copy of a list at %s elsewhere', (to) => {
    const elsewhere = deepFreeze(['kept']);
    class Directed extends Array<unknown> {
      static override get [Symbol.species]() {
        return function () {
          return elsewhere;
        } as unknown as ArrayConstructor;
      }
    }
    expect(made({ to, value: 'z' }, { list: Directed.from(['a']) })['list']).toStrictEqual(['z']);
    expect(elsewhere).toStrictEqual(['kept']);
  });

  it.each(['list[0]', 'list.*'])('with a list that says it is too long are refused at %s', (to) => {
    const list: unknown[] = [];
    list.length = 4_294_967_295;
    const rules = [{ to, value: 'z' }];
    expect(refusal(() => applyRules(rules, conversationWith(), { event: { list } }))).toStrictEqual([
      'OLARK_UNSERIALIZABLE',
      undefined,
    ]);
  });

  it('keep a field named `__proto__` as a field', () => {
    const object = JSON.parse('{"own":1,"__proto__":2}') as object;
    const copy = made({ to: 'object.*', via: String }, { object })['object'];
    expect(Object.getOwnPropertyNames(copy)).toStrictEqual(['own', '__proto__']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  it('have no fields that they inherit', () => {
    const inherits = Object.create({ secret: { a: 1 } }) as object;
    expect(made({ to: 'inherits.secret.x', value: 1 }, { inherits })).toStrictEqual({
      inherits: { secret: { x: 1 } },
    });
  });
});
