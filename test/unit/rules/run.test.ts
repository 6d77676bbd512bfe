import { describe, expect, it, vi } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { withOnPrototype } from '../../support/prototype.js';
import { conversationWith, deepFreeze, revokedProxy, thrownBy } from '../../support/values.js';

const sales = { id: 'g1', name: 'Sales', meta: { tiers: [1, 2] } };
const withoutId = { id: ' ', name: 'None' };
const unnamed = { id: 'g2' };

const conversation = deepFreeze(
  conversationWith(
    {
      id: 'c1',
      group: { name: 'own' },
      'visitor.fullName': 'a field with a dot in its name',
      nothing: null,
      empty: '',
      items: [{ body: 'Hi' }],
      operators: { 98: { nickname: 'Mika' } },
      groups: [sales, withoutId, unnamed],
    },
    { fullName: 'Bob', organization: 'Widgets', customFields: { plan: { tier: 'gold' } }, visits: 0 },
  ),
);

/** The events that rules make of the conversation: one `track` event and two `group` events. */
function events(rules: readonly MappingRule[], options: TransformOptions = {}) {
  return transformOlark(conversation, { ids: 'none', ...options, rules });
}

/** What a rule sets in the track event. */
function setBy(rule: Omit<MappingRule, 'to'>): unknown {
  return events([{ ...rule, to: 'properties.found' }])[0].properties['found'];
}

/** What a rule sets in the track event and in the group events. */
function setInEach(rule: Omit<MappingRule, 'to'>): unknown[] {
  return events([{ ...rule, to: 'context.found' }]).map(({ context }) => context['found']);
}

describe('`from`', () => {
  it.each([
    { from: 'id', finds: 'c1' },
    { from: 'visitor.customFields.plan.tier', finds: 'gold' },
    { from: 'visitor.visits', finds: 0 },
    { from: 'items[0].body', finds: 'Hi' },
    { from: 'items.0.body', finds: 'Hi' },
    { from: 'operators.98.nickname', finds: 'Mika' },
    { from: 'operators[98].nickname', finds: 'Mika' },
    { from: 'visitor.fullName', finds: 'Bob' },
    { from: 'visitor.fullName.length', finds: 3 },
    { from: 'visitor.fullName.1', finds: 'o' },
    { from: 'items.length', finds: 1 },
  ])('$from finds $finds', ({ from, finds }) => {
    expect(setBy({ from })).toBe(finds);
  });

  it.each([
    { name: 'a field that is absent', from: 'absent' },
    { name: 'a field of one that is absent', from: 'absent.toString' },
    { name: 'a field of text that is absent', from: 'visitor.city.length' },
    { name: 'an element that is absent', from: 'items[1].body' },
    { name: 'null', from: 'nothing' },
    { name: 'an empty string', from: 'empty' },
    { name: 'a method of every object', from: 'toString' },
    { name: 'a method of every object, deeper', from: 'visitor.toString' },
    { name: 'a method of lists', from: 'items.map' },
    { name: 'a method of strings', from: 'visitor.fullName.trim' },
    { name: 'a group, in the track event', from: 'group' },
    { name: 'a field of the group, in the track event', from: 'group.name' },
  ])('that leads to $name leaves the event as it is, and `via` uncalled', ({ from }) => {
    const rules: MappingRule[] = [
      { from, to: 'context.traits.name', via: () => expect.fail() },
      { from, to: 'made.up' },
    ];
    expect(events(rules)).toStrictEqual(events([]));
  });

  it.each([
    { from: 'group', finds: [undefined, sales, unnamed] },
    { from: 'group.meta.tiers[1]', finds: [undefined, 2, undefined] },
    { from: 'group.toString', finds: [undefined, undefined, undefined] },
    { from: 'id', finds: [undefined, 'c1', 'c1'] },
  ])('$from finds $finds in a rule for group events', ({ from, finds }) => {
    expect(setInEach({ from, event: 'group' })).toStrictEqual(finds);
  });

  it('does not read what stands on Object.prototype, enumerable or not', () => {
    const rules: MappingRule[] = [
      { from: 'polluted', to: 'root' },
      { from: 'visitor.polluted.deep', to: 'deep' },
      { from: 'visitor.fullName.polluted', to: 'ofText' },
      { from: 'own.polluted', to: 'own' },
      { to: 'polluted', via: () => 'edited' },
      { to: 'context.polluted.deep', via: () => 'edited' },
    ];
    const sent = conversationWith({ own: { polluted: 'x' } }, { fullName: 'Bob' });
    for (const enumerable of [true, false]) {
      const polluted = { value: { deep: 'bad' }, enumerable };
      const made = withOnPrototype('polluted', polluted, () =>
        applyRules(rules, sent, { event: { context: {} } }),
      );
      expect(made).toStrictEqual({ context: {}, own: 'x' });
    }
  });

  it('reads the fields of a class, and of a Proxy that answers for its own', () => {
    class Visitor {
      get plan() {
        return 'gold';
      }
      get valueOf() {
        return 'own';
      }
    }
    const rules: MappingRule[] = [
      { from: 'visitor.plan', to: 'plan' },
      { from: 'visitor.valueOf', to: 'valueOf' },
    ];
    const becomes = { plan: 'gold', valueOf: 'own' };
    expect(applyRules(rules, { visitor: new Visitor() })).toStrictEqual(becomes);
    const answering = new Proxy({}, { get: (_, key) => (key === 'plan' ? 'gold' : undefined) });
    expect(applyRules(rules, { visitor: answering })).toStrictEqual({ plan: 'gold' });
  });
});

describe('`via`', () => {
  it('gets the value, the conversation and the group at hand, once for each event', () => {
    const via = vi.fn(() => 'x');
    expect(setInEach({ from: 'id', via, event: 'all' })).toStrictEqual(['x', 'x', 'x']);
    expect(via.mock.calls).toStrictEqual([
      ['c1', conversation, undefined],
      ['c1', conversation, sales],
      ['c1', conversation, unnamed],
    ]);
  });

  it.each<{ name: string; rule: Omit<MappingRule, 'to'>; sets: unknown }>([
    { name: 'a constant', rule: { value: 'a', via: (text: string) => `${text}b` }, sets: 'ab' },
    { name: 'zero', rule: { from: 'visitor.visits', via: (visits: number) => visits - 1 }, sets: -1 },
    {
      name: 'no constant that is null',
      rule: { value: null, via: () => expect.fail() },
      sets: undefined,
    },
  ])('gets $name', ({ rule, sets }) => {
    expect(setBy(rule)).toBe(sets);
  });

  it.each<{ name: string; thrown: unknown }>([
    { name: 'an error', thrown: new Error('secret') },
    { name: 'a TypeError', thrown: new TypeError('secret') },
    { name: 'an error of this library', thrown: thrownBy(() => transformOlark('')) },
    { name: 'a value that cannot be read', thrown: revokedProxy() },
  ])('that throws $name is named by its rule, with what it threw as the cause', ({ thrown }) => {
    const rules: MappingRule[] = [
      { to: 'a', value: 1 },
      {
        to: 'event',
        via: () => {
          throw thrown;
        },
      },
    ];
    const { code, path, message, cause } = thrownBy(() => events(rules));
    expect([code, path]).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules[1]']);
    expect(message).toBe('`options.rules[1]` (to `event`) has a `via` that failed.');
    expect(cause).toBe(thrown);
  });
});

it('a constant is copied into each event', () => {
  const value = { a: [1] };
  const values = setInEach({ value, event: 'all' });
  expect(values).toStrictEqual([{ a: [1] }, { a: [1] }, { a: [1] }]);
  expect(new Set([value, ...values]).size).toBe(4);
});

it('a constant at `*` is copied into each place', () => {
  const [{ properties }] = events([
    { to: 'properties.list', value: [{}, {}] },
    { to: 'properties.list.*.a', value: { b: 1 } },
    { to: 'properties.list[0].a.b', value: 2 },
  ]);
  expect(properties['list']).toStrictEqual([{ a: { b: 2 } }, { a: { b: 1 } }]);
});

it.each<{ profile: NonNullable<TransformOptions['profile']>; properties: object }>([
  { profile: 'documented', properties: { items: conversation.items } },
  { profile: 'rudder-transformer', properties: { found: '', constant: '', given: '', items: '' } },
])(
  'with the profile $profile, an empty string makes the properties $properties',
  ({ profile, properties }) => {
    const rules: MappingRule[] = [
      { to: 'properties.operators', value: null },
      { from: 'empty', to: 'properties.found' },
      { to: 'properties.constant', value: '' },
      { from: 'id', to: 'properties.given', via: () => '' },
      { from: 'empty', to: 'properties.items' },
    ];
    expect(events(rules, { profile })[0].properties).toStrictEqual(properties);
  },
);

describe('rules', () => {
  const copied: MappingRule = { from: 'id', to: 'context.traits.name' };
  const edited: MappingRule = { to: 'context.traits.name', via: (name: string) => `${name}!` };

  it('run in order after the profile, each over what earlier ones left', () => {
    expect(events([copied, edited])[0].context.traits.name).toBe('c1!');
    expect(events([edited, copied])[0].context.traits.name).toBe('c1');
  });

  it('for `userId` run over every event', () => {
    const made = events([{ to: 'userId', via: (id: string) => `hashed ${id}` }]);
    expect(made.map(({ userId }) => userId)).toStrictEqual(['hashed v1', 'hashed v1', 'hashed v1']);
  });

  it('do not run for a group without a usable id', () => {
    const seen: unknown[] = [];
    const via = (name: string) => {
      seen.push(name);
      return name;
    };
    events([{ from: 'group.name', to: 'context.team', via, event: 'all' }]);
    expect(seen).toStrictEqual(['Sales']);
  });

  it('for the track event do not reach into the group events', () => {
    const [track, group] = events([{ to: 'timestamp', value: 'x' }], { profile: 'complete' });
    expect(track.timestamp).toBe('x');
    expect(group).toStrictEqual(events([], { profile: 'complete' })[1]);
  });

  it('change copies, where one value stands in two places and in the conversation', () => {
    const [{ properties }] = events([
      { from: 'visitor.customFields', to: 'properties.a' },
      { from: 'visitor.customFields', to: 'properties.b' },
      { to: 'properties.a.plan.tier', value: 'x' },
      { from: 'id', to: 'properties.items[0].of' },
    ]);
    expect(properties['a']).toStrictEqual({ plan: { tier: 'x' } });
    expect(properties['b']).toBe(conversation.visitor.customFields);
    expect(properties.items).toStrictEqual([{ body: 'Hi', of: 'c1' }]);
  });
});
