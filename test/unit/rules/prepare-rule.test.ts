import { expect, it, vi } from 'vitest';

import { prepareRule } from '../../../src/rules/prepare-rule.js';
import { thrownBy } from '../../support/values.js';

const sound = { from: 'id', to: 'context.id' };
const UNSAFE = '__proto__ constructor a.prototype __proto__.a a.constructor.b a[0].__proto__'.split(' ');
const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
const NOT_JSON = [() => 1, 1n, NaN, new Date(), { a: undefined }, [NaN], { toJSON: () => 1 }, cycle];

const from = (...paths: unknown[]) => paths.map((path) => ({ from: path, to: 'a' }));
const to = (...paths: unknown[]) => paths.map((path) => ({ value: 1, to: path }));
const event = (place: string, ...events: unknown[]) =>
  events.map((given) => ({ ...sound, to: place, event: given }));
const value = (place: string, ...values: unknown[]) => values.map((given) => ({ to: place, value: given }));

it.each<[string, unknown[]]>([
  ['have `from`, `value` or `via`', [undefined, null, 'id', ['id', 'a'], () => sound, {}, { to: 'a' }]],
  ['not have a key `vai`', [{ ...sound, vai: String }]],
  ['not have both `from` and `value`', [{ ...sound, value: null }]],
  ['have a function in `via`', ['trim', null].map((via) => ({ ...sound, via }))],
  ['have a path such as `a[0].b` in `to`', to(undefined, 7, ['a'], '', 'a..b', `a${'.a'.repeat(100)}`)],
  ['have a path such as `a[0].b` in `from`', from(null, ['id'], '', '.id')],
  ['not have an unsafe step in `to`', to(...UNSAFE)],
  ['not have an unsafe step in `from`', from(...UNSAFE)],
  ['not have both `from` and `*`', [...from('*', 'visitor.*'), { from: 'id', to: 'a.*' }]],
  ['not have `*` as its first step', to('*', '*.a')],
  ['not set `type`, `messageId` or `rudderId`', to('type', 'type.a', 'messageId.*', 'rudderId[0]')],
  ['not put anything inside an id', to('event.x', 'userId.x.y', 'groupId[0]', 'userId.*')],
  [
    "have 'track', 'group' or 'all' in `event`; for `userId`, 'all'",
    [...event('context.id', 'page', null), ...event('userId', 'track', 'group')],
  ],
  ['have JSON data in `value`', value('a', ...NOT_JSON)],
  ['give a non-blank string or a finite number', value('userId', '', ' ', null, true)],
  ['give a plain object', value('context', 'x', { traits: [] })],
])('a rule must %s', (requirement, rules) => {
  for (const rule of rules) {
    const target = (rule as { to?: unknown } | undefined | null)?.to;
    const named = typeof target === 'string' ? `(to \`${target}\`) ` : '';
    const { code, path, message } = thrownBy(() => prepareRule(rule, 1));
    expect([code, path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules[1]']);
    expect(message).toBe(`\`options.rules[1]\` ${named}must ${requirement}.`);
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
])('the rule %o is for the events %s', (rule, events) => {
  expect(prepareRule(rule, 0).event).toBe(events);
});

it('a rule is read once', () => {
  const get = vi.fn(Reflect.get);
  prepareRule(new Proxy({ to: 'a', value: 1, via: String, event: 'track' }, { get }), 0);
  const keys = get.mock.calls.map(([, key]) => key);
  expect(keys.sort()).toStrictEqual(['event', 'from', 'to', 'value', 'via']);
});
