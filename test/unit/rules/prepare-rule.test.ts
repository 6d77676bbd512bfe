import { expect, it } from 'vitest';

import { prepareRule } from '../../../src/rules/prepare-rule.js';
import { thrownBy } from '../../support/values.js';

const sound = { from: 'id', to: 'context.id' };
const UNSAFE = [
  '__proto__',
  'constructor',
  'a.prototype',
  '__proto__.a',
  'a.constructor.b',
  'a[0].__proto__',
];
const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
const NOT_JSON = [() => 1, Symbol('x'), 1n, NaN, new Date(), new Map(), { a: undefined }, [NaN], cycle];

const from = (...paths: unknown[]) => paths.map((path) => ({ from: path, to: 'a' }));
const to = (...paths: unknown[]) => paths.map((path) => ({ value: 1, to: path }));

it.each<[string, unknown[]]>([
  ['have `from`, `value` or `via`', [undefined, null, 'id', ['id', 'a'], () => sound, {}, { to: 'a' }]],
  ['not have a key `vai`', [{ ...sound, vai: String }]],
  ['not have both `from` and `value`', [{ ...sound, value: null }]],
  ['have a function in `via`', ['trim', null].map((via) => ({ ...sound, via }))],
  [
    'have a path such as `a[0].b` in `to`',
    to(undefined, 7, ['a'], '', 'a..b', 'a[b]', `a${'.a'.repeat(100)}`),
  ],
  ['have a path such as `a[0].b` in `from`', from(null, ['id'], '', '.id', 'a[]')],
  ['not have an unsafe step in `to`', to(...UNSAFE)],
  ['not have an unsafe step in `from`', from(...UNSAFE)],
  ['not have both `from` and `*`', [...from('*', 'visitor.*'), { from: 'id', to: 'a.*' }]],
  ['not have `*` as its first step', to('*', '*.a')],
  [
    'not set `type`, `messageId` or `rudderId`',
    to('type', 'type.a', 'messageId', 'messageId.*', 'rudderId', 'rudderId[0]'),
  ],
  ['not put anything inside an id', to('event.x', 'userId.x.y', 'groupId[0]', 'userId.*')],
  [
    "have 'track', 'group' or 'all' in `event`; for `userId`, 'all'",
    [
      ...['page', null].map((event) => ({ ...sound, event })),
      ...['track', 'group'].map((event) => ({ from: 'id', to: 'userId', event })),
    ],
  ],
  ['have JSON data in `value`', [...NOT_JSON, { toJSON: () => 1 }].map((value) => ({ to: 'a', value }))],
  [
    'give a non-blank string or a finite number',
    ['', ' ', null, true].map((value) => ({ to: 'userId', value })),
  ],
  ['give a plain object', ['x', { traits: [] }].map((value) => ({ to: 'context', value }))],
])('a rule must %s', (requirement, rules) => {
  for (const rule of rules) {
    const target = (rule as { to?: unknown } | undefined | null)?.to;
    const named = typeof target === 'string' ? `(to \`${target}\`) ` : '';
    const error = thrownBy(() => prepareRule(rule, 1));
    expect([error.code, error.path, error.message]).toStrictEqual([
      'OLARK_INVALID_OPTION',
      'options.rules[1]',
      `\`options.rules[1]\` ${named}must ${requirement}.`,
    ]);
  }
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
  [{ to: `a${'.a'.repeat(99)}`, value: null }, 'track'],
  [{ to: 'traits', value: 'x', via: Object }, 'track'],
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
