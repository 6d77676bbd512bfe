import { describe, expect, it, vi } from 'vitest';

import { prepareRule } from '../../../src/rules/prepare-rule.js';
import { withOnPrototype } from '../../support/prototype.js';
import { thrownBy } from '../../support/values.js';

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('a malformed rule is refused', () => {
  it.each<{ rule: unknown; message: string }>([
    { rule: undefined, message: '`options.rules[1]` must have `from`, `value` or `via`.' },
    { rule: null, message: '`options.rules[1]` must have `from`, `value` or `via`.' },
    { rule: 'id', message: '`options.rules[1]` must have `from`, `value` or `via`.' },
    { rule: ['id', 'a'], message: '`options.rules[1]` must have `from`, `value` or `via`.' },
    { rule: () => 'x', message: '`options.rules[1]` must have `from`, `value` or `via`.' },
    { rule: {}, message: '`options.rules[1]` must have `from`, `value` or `via`.' },
    { rule: { to: 'a' }, message: '`options.rules[1]` (to `a`) must have `from`, `value` or `via`.' },
    {
      rule: { to: 'a', from: 'id', vai: String },
      message: '`options.rules[1]` (to `a`) must not have a key `vai`.',
    },
    {
      rule: { to: 'a', from: 'id', value: null },
      message: '`options.rules[1]` (to `a`) must not have both `from` and `value`.',
    },
    {
      rule: { to: 'a', from: 'id', via: 'trim' },
      message: '`options.rules[1]` (to `a`) must have a function in `via`.',
    },
    {
      rule: { to: 'a', from: 'id', via: null },
      message: '`options.rules[1]` (to `a`) must have a function in `via`.',
    },
    {
      rule: { value: 1 },
      message: '`options.rules[1]` must have a path such as `a[0].b` in `to`.',
    },
    {
      rule: { to: 7, value: 1 },
      message: '`options.rules[1]` must have a path such as `a[0].b` in `to`.',
    },
    {
      rule: { to: ['a'], value: 1 },
      message: '`options.rules[1]` must have a path such as `a[0].b` in `to`.',
    },
    {
      rule: { to: '', value: 1 },
      message: '`options.rules[1]` (to ``) must have a path such as `a[0].b` in `to`.',
    },
    {
      rule: { to: 'a..b', value: 1 },
      message: '`options.rules[1]` (to `a..b`) must have a path such as `a[0].b` in `to`.',
    },
    {
      rule: { to: 'a', from: null },
      message: '`options.rules[1]` (to `a`) must have a path such as `a[0].b` in `from`.',
    },
    {
      rule: { to: 'a', from: ['id'] },
      message: '`options.rules[1]` (to `a`) must have a path such as `a[0].b` in `from`.',
    },
    {
      rule: { to: 'a', from: '.id' },
      message: '`options.rules[1]` (to `a`) must have a path such as `a[0].b` in `from`.',
    },
    {
      rule: { to: '*', value: 1 },
      message: '`options.rules[1]` (to `*`) must not have `*` as its first step.',
    },
    {
      rule: { to: '*.a', value: 1 },
      message: '`options.rules[1]` (to `*.a`) must not have `*` as its first step.',
    },
    {
      rule: { to: 'a.*', from: 'id' },
      message: '`options.rules[1]` (to `a.*`) must not have both `from` and `*`.',
    },
    {
      rule: { to: 'a', from: 'visitor.*' },
      message: '`options.rules[1]` (to `a`) must not have both `from` and `*`.',
    },
    {
      rule: { to: 'type', value: 'x' },
      message: '`options.rules[1]` (to `type`) must not set `type`, `messageId` or `rudderId`.',
    },
    {
      rule: { to: 'messageId.*', value: 'x' },
      message: '`options.rules[1]` (to `messageId.*`) must not set `type`, `messageId` or `rudderId`.',
    },
    {
      rule: { to: 'rudderId[0]', value: 'x' },
      message: '`options.rules[1]` (to `rudderId[0]`) must not set `type`, `messageId` or `rudderId`.',
    },
    {
      rule: { to: 'event.x', value: 1 },
      message: '`options.rules[1]` (to `event.x`) must not put anything inside an id.',
    },
    {
      rule: { to: 'userId.*', value: 1 },
      message: '`options.rules[1]` (to `userId.*`) must not put anything inside an id.',
    },
    {
      rule: { to: 'groupId[0]', value: 1 },
      message: '`options.rules[1]` (to `groupId[0]`) must not put anything inside an id.',
    },
    {
      rule: { to: 'a', from: 'id', event: 'page' },
      message:
        "`options.rules[1]` (to `a`) must have 'track', 'group' or 'all' in `event`; for `userId`, 'all'.",
    },
    {
      rule: { to: 'a', from: 'id', event: null },
      message:
        "`options.rules[1]` (to `a`) must have 'track', 'group' or 'all' in `event`; for `userId`, 'all'.",
    },
    {
      rule: { to: 'userId', from: 'id', event: 'track' },
      message:
        "`options.rules[1]` (to `userId`) must have 'track', 'group' or 'all' in `event`; for `userId`, 'all'.",
    },
    {
      rule: { to: 'userId', from: 'id', event: 'group' },
      message:
        "`options.rules[1]` (to `userId`) must have 'track', 'group' or 'all' in `event`; for `userId`, 'all'.",
    },
  ])('$rule: $message', ({ rule, message }) => {
    const error = thrownBy(() => prepareRule(rule, 1));
    expect([error.code, error.path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules[1]']);
    expect(error.message).toBe(message);
  });

  it.each(['__proto__', 'constructor', 'a.prototype', '__proto__.a', 'a.constructor.b', 'a[0].__proto__'])(
    'if a step of its path %s could reach a prototype',
    (path) => {
      expect(thrownBy(() => prepareRule({ to: path, value: 1 }, 0)).message).toBe(
        `\`options.rules[0]\` (to \`${path}\`) must not have an unsafe step in \`to\`.`,
      );
      expect(thrownBy(() => prepareRule({ to: 'a', from: path }, 0)).message).toBe(
        '`options.rules[0]` (to `a`) must not have an unsafe step in `from`.',
      );
    },
  );

  it.each([
    { name: 'a function', value: () => 1 },
    { name: 'a BigInt', value: 1n },
    { name: 'NaN', value: NaN },
    { name: 'a Date', value: new Date() },
    { name: 'an undefined field', value: { a: undefined } },
    { name: 'NaN in a list', value: [NaN] },
    { name: 'a method `toJSON`', value: { toJSON: () => 1 } },
    { name: 'a Promise in a field', value: { a: Promise.resolve(1) } },
    { name: 'a cycle', value: cyclic },
  ])('if its constant holds $name', ({ value }) => {
    expect(thrownBy(() => prepareRule({ to: 'a', value }, 0)).message).toBe(
      '`options.rules[0]` (to `a`) must have JSON data in `value`.',
    );
  });

  it.each([
    { to: 'userId', value: '', problem: 'must give a non-blank string or a finite number' },
    { to: 'userId', value: ' ', problem: 'must give a non-blank string or a finite number' },
    { to: 'userId', value: null, problem: 'must give a non-blank string or a finite number' },
    { to: 'userId', value: true, problem: 'must give a non-blank string or a finite number' },
    { to: 'context', value: 'x', problem: 'must give a plain object' },
    { to: 'context', value: { traits: [] }, problem: 'must give a plain object' },
    { to: 'context.*', value: 'x', problem: 'must give a plain object' },
  ])('if $to cannot take its constant $value', ({ to, value, problem }) => {
    expect(thrownBy(() => prepareRule({ to, value }, 0)).message).toBe(
      `\`options.rules[0]\` (to \`${to}\`) ${problem}.`,
    );
  });
});

describe('a sound rule', () => {
  it.each([
    { rule: { to: 'a', from: 'id' }, events: 'track' },
    { rule: { to: 'a', from: 'id', value: undefined, via: undefined, event: undefined }, events: 'track' },
    { rule: { to: 'a', from: 'id', event: 'group' }, events: 'group' },
    { rule: { to: 'a', from: 'id', event: 'all' }, events: 'all' },
    { rule: { to: 'userId', via: String }, events: 'all' },
    { rule: { to: 'userId', via: String, event: 'all' }, events: 'all' },
  ])('$rule is for the events $events', ({ rule, events }) => {
    expect(prepareRule(rule, 0).event).toBe(events);
  });

  it.each([
    { name: 'removes a field of each element', rule: { to: 'properties.*.a', value: null } },
    { name: 'removes an object that stays', rule: { to: 'traits', value: null } },
    { name: 'removes each field of the context', rule: { to: 'context.*', value: null } },
    { name: 'has null inside of its constant', rule: { to: 'a', value: [{ a: [null] }] } },
    { name: 'only resembles an id', rule: { to: 'context.event.x', value: 1 } },
    { name: 'has steps that only resemble unsafe ones', rule: { to: 'typed', from: 'constructors.a' } },
    { name: 'has a hundred steps', rule: { to: `a${'.a'.repeat(99)}`, value: 1 } },
    { name: 'has a constant for its `via` to change', rule: { to: 'traits', value: 'x', via: Object } },
  ])('is accepted: it $name', ({ rule }) => {
    expect(() => prepareRule(rule, 0)).not.toThrow();
  });

  it('is read once', () => {
    const get = vi.fn(Reflect.get);
    prepareRule(new Proxy({ to: 'a', value: 1, via: String, event: 'track' }, { get }), 0);
    const keys = get.mock.calls.map(([, key]) => key);
    expect(keys.sort()).toStrictEqual(['event', 'from', 'to', 'value', 'via']);
  });

  it('can have the keys of its class', () => {
    class Rule {
      readonly #to = 'a';
      readonly from = 'id';
      get to() {
        return this.#to;
      }
    }
    expect(prepareRule(new Rule(), 0)).toMatchObject({ from: ['id'], to: [{ step: 'a' }] });
  });
});

describe.each([true, false])('keys on Object.prototype, enumerable: %s,', (enumerable) => {
  it.each<{ key: string; value: unknown }>([
    { key: 'to', value: 'b' },
    { key: 'from', value: 'kind' },
    { key: 'value', value: 'x' },
    { key: 'via', value: String },
    { key: 'event', value: 'group' },
    { key: 'vai', value: 'x' },
  ])('are no keys of a rule: $key', ({ key, value }) => {
    const own = prepareRule({ to: 'a', from: 'id' }, 0);
    const prepared = withOnPrototype(key, { value, enumerable }, () =>
      prepareRule({ to: 'a', from: 'id' }, 0),
    );
    expect({ ...prepared, fail: own.fail }).toStrictEqual(own);
    const error = withOnPrototype(key, { value, enumerable }, () => thrownBy(() => prepareRule({}, 0)));
    expect(error.message).toBe('`options.rules[0]` must have `from`, `value` or `via`.');
  });
});
