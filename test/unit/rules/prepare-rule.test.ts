import { expect, it } from 'vitest';

import { prepareRule } from '../../../src/rules/prepare-rule.js';
import { thrownBy } from '../../support/values.js';

const sound = { from: 'id', to: 'context.id' };
const UNSAFE = [
  '__proto__',
  'constructor',
  'prototype',
  'a.__proto__',
  '__proto__.a',
  'a.constructor.b',
  'a[0].prototype',
];
const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

const must = (requirement: string, rules: readonly unknown[]) =>
  rules.map((rule): [unknown, string] => [rule, `must ${requirement}`]);

it.each([
  ...must('have `from`, `value` or `via`', [
    undefined,
    null,
    'id',
    ['id', 'a'],
    () => sound,
    {},
    { to: 'a' },
  ]),
  ...must('not have a key `vai`', [{ ...sound, vai: String }]),
  ...must('not have both `from` and `value`', [{ ...sound, value: null }]),
  ...must('have a function in `via`', [
    { ...sound, via: 'trim' },
    { ...sound, via: null },
  ]),
  ...must(
    'have a path such as `a.b` or `a[0].b` in `to`',
    [undefined, 7, ['a'], '', 'a..b', 'a[b]'].map((to) => ({ from: 'id', to })),
  ),
  ...must(
    'have a path such as `a.b` or `a[0].b` in `from`',
    [null, ['id'], '', '.id', 'a[]'].map((from) => ({ from, to: 'a' })),
  ),
  ...must(
    'not have an unsafe step in `to`',
    UNSAFE.map((to) => ({ from: 'id', to })),
  ),
  ...must(
    'not have an unsafe step in `from`',
    UNSAFE.map((from) => ({ from, to: 'a' })),
  ),
  ...must('not have `*` in `from`', [
    { from: '*', to: 'a' },
    { from: 'visitor.*', to: 'a.*' },
  ]),
  ...must('not have `*` beside `from`', [{ from: 'id', to: 'a.*' }]),
  ...must('not have `*` as its first step', [
    { to: '*', value: 1 },
    { to: '*.a', via: String },
  ]),
  ...['type', 'messageId', 'rudderId'].flatMap((to) =>
    must(`not set \`${to}\``, [
      { from: 'id', to },
      { from: 'id', to: `${to}.a` },
      { value: null, to },
    ]),
  ),
  ...must(
    'not put anything inside an id',
    ['event.x', 'userId.x.y', 'groupId[0]', 'userId.*'].map((to) => ({ value: 1, to })),
  ),
  ...must("have 'track', 'group' or 'all' in `event`", [
    { ...sound, event: 'page' },
    { ...sound, event: null },
    { from: 'id', to: 'userId', event: 'none' },
  ]),
  ...must("have 'all' in `event`: all events of a delivery have the same user", [
    { from: 'id', to: 'userId', event: 'track' },
    { via: String, to: 'userId', event: 'group' },
  ]),
  ...must(
    'have JSON data in `value`',
    [
      () => 1,
      Symbol('x'),
      1n,
      NaN,
      new Date(),
      new Map(),
      { a: undefined },
      [NaN],
      cycle,
      { toJSON: () => 1 },
    ].map((value) => ({ to: 'a', value })),
  ),
  ...must('give an id: a string that is not blank, or a finite number', [
    { to: 'userId', value: null },
    { to: 'event', value: ' ' },
  ]),
  ...must('give a plain object', [
    { to: 'traits', value: 'x' },
    { to: 'context', value: { traits: [] } },
  ]),
])('the rule %s %s', (rule, requirement) => {
  const { to } = (rule ?? {}) as { to?: unknown };
  const named = typeof to === 'string' ? `(to \`${to}\`) ` : '';
  const error = thrownBy(() => prepareRule(rule, 1));
  expect({ ...error, message: error.message }).toStrictEqual({
    code: 'OLARK_INVALID_OPTION',
    status: 500,
    statusCode: 500,
    path: 'options.rules[1]',
    message: `\`options.rules[1]\` ${named}${requirement}.`,
  });
});

it.each<[unknown, string]>([
  [sound, 'track'],
  [{ ...sound, event: undefined, via: undefined, value: undefined }, 'track'],
  [{ ...sound, event: 'group' }, 'group'],
  [{ ...sound, event: 'all' }, 'all'],
  [{ to: 'userId', via: String }, 'all'],
  [{ to: 'userId', via: String, event: 'all' }, 'all'],
  [{ to: 'properties.*.a', value: null }, 'track'],
  [{ to: 'context.event.x', value: [{ a: [null] }] }, 'track'],
  [{ from: 'constructors.a', to: 'typed' }, 'track'],
  [{ to: 'traits', value: null }, 'track'],
])('the rule %o is for the events %s', (rule, event) => {
  expect(prepareRule(rule, 0).event).toBe(event);
});

it('a rule is read once', () => {
  const reads: string[] = [];
  const rule = new Proxy(
    { to: 'a', value: 1, via: String, event: 'track' },
    {
      get: (target, key, receiver) => {
        reads.push(String(key));
        return Reflect.get(target, key, receiver) as unknown;
      },
    },
  );
  prepareRule(rule, 0);
  expect(reads.sort()).toStrictEqual(['event', 'from', 'to', 'value', 'via']);
});
