import { describe, expect, it, vi } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../../../src/index.js';
import { conversationWith, deepFreeze, revokedProxy, thrownBy } from '../../support/values.js';

const groups = [{ id: 'g1', name: 'Sales', meta: { tiers: [1, 2] } }, { id: ' ' }, { id: 'g2' }] as const;
const conversation = deepFreeze(
  conversationWith(
    {
      ...{ id: 'c1', group: { name: 'own' }, 'visitor.fullName': 'Dot', nothing: null, empty: '' },
      ...{ items: [{ body: 'Hi' }], operators: { 98: { nickname: 'Mika' } }, groups },
    },
    { fullName: 'Bob', organization: 'Widgets', customFields: { plan: { tier: 'gold' } }, visits: 0 },
  ),
);

/** The events that rules make of the conversation. */
function events(rules: readonly MappingRule[], options: TransformOptions = {}) {
  return transformOlark(conversation, { ids: 'none', ...options, rules });
}

/** What a rule sets in the track event. */
const found = (rule: Omit<MappingRule, 'to'>) =>
  events([{ ...rule, to: 'properties.found' }])[0].properties['found'];

/** What a rule sets in each event. */
const inEach = (rule: Omit<MappingRule, 'to'>) =>
  events([{ ...rule, to: 'context.x' }]).map(({ context }) => context['x']);

describe('`from`', () => {
  it.each([
    ['id', 'c1'],
    ['visitor.customFields.plan.tier', 'gold'],
    ['visitor.visits', 0],
    ['items[0].body', 'Hi'],
    ['items.0.body', 'Hi'],
    ['operators.98.nickname', 'Mika'],
    ['operators[98].nickname', 'Mika'],
    // `lodash.get` would give the field with this name, and keep the path, if it were handed over as text.
    ['visitor.fullName', 'Bob'],
    ['visitor.fullName.length', 3],
    ['visitor.fullName.1', 'o'],
    ['items.length', 1],
  ])('%s finds %j', (from, value) => {
    expect(found({ from })).toBe(value);
  });

  const NOTHING = `absent absent.toString visitor.city.length items[1].body nothing empty toString visitor.toString
    items.map visitor.fullName.trim group group.name`;

  it.each(NOTHING.split(/\s+/))('%s finds nothing, leaves the event as it is, and `via` alone', (from) => {
    const rules: MappingRule[] = [
      { from, to: 'context.traits.name', via: () => expect.fail() },
      { from, to: 'made.up' },
    ];
    expect(events(rules)).toStrictEqual(events([]));
  });

  it.each([
    ['group', groups[0], groups[2]],
    ['group.meta.tiers[1]', 2, undefined],
    ['group.toString', undefined, undefined],
    ['id', 'c1', 'c1'],
  ])('%s reads the group at hand and the conversation in a rule for group events', (from, ...values) => {
    expect(inEach({ from, event: 'group' })).toStrictEqual([undefined, ...values]);
  });
});

describe('`via`', () => {
  it('gets the value, the conversation and the group at hand, once for each event', () => {
    const via = vi.fn(() => 'x');
    expect(inEach({ from: 'id', via, event: 'all' })).toStrictEqual(['x', 'x', 'x']);
    const expected = [undefined, groups[0], groups[2]].map((group) => ['c1', conversation, group]);
    expect(via.mock.calls).toStrictEqual(expected);
  });

  it.each<[string, Omit<MappingRule, 'to'>, unknown]>([
    ['a constant', { value: 'a', via: (value: string) => `${value}b` }, 'ab'],
    ['a falsy value', { from: 'visitor.visits', via: (visits: number) => visits - 1 }, -1],
    ['no constant that is null', { value: null, via: () => 'called' }, undefined],
  ])('gets %s', (_, rule, expected) => {
    expect(found(rule)).toBe(expected);
  });

  it.each<[string, unknown]>([
    ['an error', new Error('secret')],
    ['an error of this library', thrownBy(() => transformOlark(''))],
    ['what cannot be read', revokedProxy()],
  ])('that throws %s is named by its rule, with what it threw as the cause', (_, thrown) => {
    const via = () => {
      throw thrown;
    };
    const { code, path, message, cause } = thrownBy(() =>
      events([
        { to: 'a', value: 1 },
        { to: 'event', via },
      ]),
    );
    expect([code, path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules[1]']);
    expect(message).toBe('`options.rules[1]` (to `event`) has a `via` that failed.');
    expect(cause).toBe(thrown);
  });

  it('that gives a Promise which rejects fails, and leaves no rejection that nobody handles', async () => {
    const unhandled = vi.fn();
    process.once('unhandledRejection', unhandled);
    const via = () => Promise.reject(new Error('secret')) as unknown as string;
    expect(thrownBy(() => found({ from: 'id', via })).code).toBe('OLARK_INVALID_OPTION');
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled);
  });
});

it('a `value` is copied into each event', () => {
  const value = { a: [1] };
  const values = inEach({ value, event: 'all' });
  expect(values).toStrictEqual([value, value, value]);
  expect(new Set([value, ...values]).size).toBe(4);
});

it.each<[NonNullable<TransformOptions['profile']>, object]>([
  ['documented', { items: conversation.items }],
  ['rudder-transformer', { found: '', constant: '', given: '', items: '' }],
])('an empty string is for the profile %s a value or none', (profile, expected) => {
  const rules: MappingRule[] = [
    { to: 'properties.operators', value: null },
    { from: 'empty', to: 'properties.found' },
    { to: 'properties.constant', value: '' },
    { from: 'id', to: 'properties.given', via: () => '' },
    { from: 'empty', to: 'properties.items' },
  ];
  expect(events(rules, { profile })[0].properties).toStrictEqual(expected);
});

describe('rules', () => {
  it('run in order after the profile, over what earlier ones left', () => {
    const rules: MappingRule[] = [
      { from: 'id', to: 'context.traits.name' },
      { to: 'context.traits.name', via: (name: string) => `${name}!` },
      { from: 'visitor.organization', to: 'context.traits.name.first' },
    ];
    expect(events(rules)[0].context.traits.name).toBe('c1!');
    expect(events([...rules].reverse())[0].context.traits.name).toBe('c1');
  });

  it('for the track event do not reach into the group events', () => {
    const [track, group] = events([{ to: 'timestamp', value: 'x' }], { profile: 'complete' });
    expect(track.timestamp).toBe('x');
    expect(group).toStrictEqual(events([], { profile: 'complete' })[1]);
  });

  it('change copies, where one value stands in two places and in the conversation', () => {
    const rules: MappingRule[] = [
      { from: 'visitor.customFields', to: 'properties.a' },
      { from: 'visitor.customFields', to: 'properties.b' },
      { to: 'properties.a.plan.tier', value: 'x' },
      { from: 'id', to: 'properties.items[0].of' },
    ];
    const [{ properties }] = events(rules);
    expect(properties).toMatchObject({ a: { plan: { tier: 'x' } }, items: [{ body: 'Hi', of: 'c1' }] });
    expect(properties['b']).toBe(conversation.visitor.customFields);
  });
});
