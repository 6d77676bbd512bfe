import { describe, expect, it, vi } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../../../src/index.js';
import { conversationWith, deepFreeze, thrownBy } from '../../support/values.js';

const conversation = deepFreeze(
  conversationWith(
    {
      ...{ id: 'c1', group: { name: 'own' }, 'visitor.fullName': 'Dot', nothing: null, empty: '' },
      ...{ items: [{ body: 'Hi' }], operators: { 98: { nickname: 'Mika' } } },
      groups: [
        { id: 'g1', name: 'Sales', meta: { tiers: [1, 2] } },
        { id: ' ', name: 'no id' },
        { id: 'g2' },
      ],
    },
    { fullName: 'Bob', organization: 'Widgets', customFields: { plan: { tier: 'gold' } }, visits: 0 },
  ),
);

/** The events that rules make of the conversation. */
function events(rules: readonly MappingRule[], options: TransformOptions = {}) {
  return transformOlark(conversation, { ids: 'none', ...options, rules });
}

const found = (rule: Omit<MappingRule, 'to'>, options?: TransformOptions) =>
  events([{ ...rule, to: 'properties.found' }], options)[0].properties['found'];

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
    ...[
      ...[
        'absent',
        'absent.toString',
        'visitor.city.length',
        'items[1].body',
        'nothing',
        'empty',
        'toString',
      ],
      ...['visitor.toString', 'items.map', 'visitor.fullName.trim', 'group', 'group.name'],
    ].map((from): [string, undefined] => [from, undefined]),
  ])('%s finds %j', (from, value) => {
    expect(found({ from })).toStrictEqual(value);
  });

  it('that finds nothing leaves the event as it is, and its `via` alone', () => {
    const via = () => {
      throw new Error('called');
    };
    for (const from of ['absent', 'nothing', 'empty', 'visitor.toString']) {
      const rules = [
        { from, to: 'context.traits.name', via },
        { from, to: 'made.up' },
      ];
      expect(events(rules)).toStrictEqual(events([]));
    }
  });

  it('reads the group at hand and the conversation in a rule for group events', () => {
    const read = (from: string) =>
      events([{ from, to: 'context.x', event: 'group' }]).map(({ context }) => context['x']);
    const [first, , third] = conversation.groups ?? [];
    expect(read('group')).toStrictEqual([undefined, first, third]);
    expect(read('group.meta.tiers[1]')).toStrictEqual([undefined, 2, undefined]);
    expect(read('group.toString')).toStrictEqual([undefined, undefined, undefined]);
    expect(read('id')).toStrictEqual([undefined, 'c1', 'c1']);
  });
});

describe('`via`', () => {
  it('gets the value, the conversation and the group at hand, once for each event', () => {
    const calls: unknown[][] = [];
    const via = (...args: unknown[]) => calls.push(args);
    events([{ from: 'id', to: 'traits.x', via, event: 'all' }]);
    const [first, , third] = conversation.groups ?? [];
    expect(calls).toStrictEqual([undefined, first, third].map((group) => ['c1', conversation, group]));
  });

  it.each<[string, Omit<MappingRule, 'to'>, unknown]>([
    ['a constant', { value: 'a', via: (value: string) => `${value}b` }, 'ab'],
    ['a falsy value', { from: 'visitor.visits', via: (visits: number) => visits - 1 }, -1],
    ['no constant that is null', { value: null, via: () => 'called' }, undefined],
  ])('gets %s', (_, rule, expected) => {
    expect(found(rule)).toBe(expected);
  });

  it('that throws is named by its rule, with what it threw as the cause', () => {
    const cause = new Error('secret');
    const via = () => {
      throw cause;
    };
    const rules = [
      { to: 'traits.x', value: 1 },
      { to: 'traits.x', via },
    ];
    const error = thrownBy(() => events(rules));
    expect([error.code, error.status, error.path]).toStrictEqual([
      'OLARK_INVALID_OPTION',
      500,
      'options.rules[1]',
    ]);
    expect(error.message).toBe('`options.rules[1]` (to `traits.x`) has a `via` that failed.');
    expect(error.cause).toBe(cause);
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

  it('that throws an error of this library is named by its rule too', () => {
    const error = thrownBy(() => found({ from: 'id', via: () => transformOlark('') }));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', cause: { code: 'OLARK_EMPTY_BODY' } });
  });
});

describe('`value`', () => {
  it('is copied into each event', () => {
    const value = { a: [1] };
    const values = events([{ to: 'context.x', value, event: 'all' }]).map(({ context }) => context['x']);
    expect(values).toStrictEqual([value, value, value]);
    expect(new Set([value, ...values]).size).toBe(4);
  });
});

describe('an empty string', () => {
  it.each<[NonNullable<TransformOptions['profile']>, object]>([
    ['documented', { items: conversation.items }],
    ['rudder-transformer', { found: '', constant: '', given: '', items: '' }],
  ])('is for the profile %s a value or none', (profile, expected) => {
    const rules: MappingRule[] = [
      { to: 'properties.operators', value: null },
      { from: 'empty', to: 'properties.found' },
      { to: 'properties.constant', value: '' },
      { from: 'id', to: 'properties.given', via: () => '' },
      { from: 'empty', to: 'properties.items' },
    ];
    expect(events(rules, { profile })[0].properties).toStrictEqual(expected);
  });
});

describe('rules', () => {
  it.each<[MappingRule['event'], unknown[]]>([
    [undefined, ['x', undefined, undefined]],
    ['track', ['x', undefined, undefined]],
    ['group', [undefined, 'x', 'x']],
    ['all', ['x', 'x', 'x']],
  ])('for the event %s run over it', (event, expected) => {
    expect(events([{ to: 'context.x', value: 'x', event }]).map(({ context }) => context['x'])).toStrictEqual(
      expected,
    );
  });

  it('run in order after the profile, over what earlier ones left', () => {
    const rules: MappingRule[] = [
      { from: 'id', to: 'context.traits.name' },
      { to: 'context.traits.name', via: (name: string) => `${name}!` },
      { from: 'visitor.organization', to: 'context.traits.name.first' },
    ];
    expect(events(rules)[0].context.traits.name).toBe('c1!');
    expect(events([...rules].reverse())[0].context.traits.name).toBe('c1');
  });

  it('for userId run over all events, before the ids are computed', () => {
    const masked = events([{ to: 'userId', via: (id: string) => `masked ${id}` }], { ids: 'content' });
    const [{ rudderId }] = transformOlark({ kind: 'x', visitor: { id: 'masked v1' } });
    const plain = transformOlark(conversation);
    const expected = plain.map(({ messageId }) => ({ userId: 'masked v1', rudderId, messageId }));
    expect(masked).toMatchObject(expected);
  });

  it('for the track event do not reach into the group events', () => {
    const [track, group] = events([{ to: 'timestamp', value: 'x' }], { profile: 'complete' });
    expect(track.timestamp).toBe('x');
    expect(group).toStrictEqual(events([], { profile: 'complete' })[1]);
  });

  it('do not run for a group without a usable id', () => {
    const via = (name: string) => {
      if (name === 'no id') throw new Error('called');
      return name;
    };
    expect(
      events([{ from: 'group.name', to: 'groupId', via, event: 'group' }]).map(
        (event) => 'groupId' in event && event.groupId,
      ),
    ).toStrictEqual([false, 'Sales', 'g2']);
  });

  it('change copies, where one value stands in two places and in the conversation', () => {
    const rules: MappingRule[] = [
      { from: 'visitor.customFields', to: 'properties.a' },
      { from: 'visitor.customFields', to: 'properties.b' },
      { to: 'properties.a.plan.tier', value: 'x' },
      { from: 'id', to: 'properties.items[0].of' },
    ];
    const [{ properties }] = events(rules);
    expect(properties).toMatchObject({
      a: { plan: { tier: 'x' } },
      b: { plan: { tier: 'gold' } },
      items: [{ body: 'Hi', of: 'c1' }],
    });
    expect(properties['b']).toBe(conversation.visitor.customFields);
  });
});
