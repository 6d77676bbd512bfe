import { describe, expect, it } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../../src/index.js';
import { conversationWith, deepFreeze, thrownBy } from '../support/values.js';

function events(rules: readonly MappingRule[], payload: unknown, options: TransformOptions = {}) {
  return transformOlark(payload, { ids: 'none', ...options, rules });
}

function track(rules: readonly MappingRule[], payload: unknown, options?: TransformOptions) {
  return events(rules, payload, options)[0];
}

const payload = deepFreeze(
  conversationWith(
    { id: 'c1', operators: { 98: { nickname: 'Mika' } }, items: [{ body: 'Hi' }] },
    {
      fullName: 'Bob',
      organization: 'Widgets',
      chat_feedback: { overall_chat: 5 },
      customFields: { myInternalCustomerId: '12341234', organization: 'Custom', empty: '' },
    },
  ),
);

describe('a rule of the caller’s', () => {
  it('puts a value where it says', () => {
    const rules = [{ from: 'visitor.customFields.myInternalCustomerId', to: 'context.externalId' }];
    expect(track(rules, payload).context['externalId']).toBe('12341234');
  });

  it('makes the objects on its way', () => {
    expect(track([{ from: 'id', to: 'context.campaign.source.id' }], payload).context).toMatchObject({
      campaign: { source: { id: 'c1' } },
    });
  });

  it('reads any path of lodash.get', () => {
    const rules = [
      { from: 'items[0].body', to: 'properties.first' },
      { from: 'operators["98"].nickname', to: 'properties.mika' },
    ];
    expect(track(rules, payload).properties).toMatchObject({ first: 'Hi', mika: 'Mika' });
  });

  it('reads a field of what is no object, or of nothing, as lodash.get does', () => {
    const rules = [
      { from: 'visitor.fullName.length', to: 'properties.length' },
      { from: 'items.0.body.1', to: 'properties.second' },
      { from: 'absent.toString', to: 'properties.nothing' },
      { from: 'visitor.city.toString', to: 'properties.nothing' },
      { from: 'tags.toString', to: 'properties.nothing' },
    ];
    const { properties } = track(rules, { ...payload, tags: null });
    expect(properties).toMatchObject({ length: 3, second: 'i' });
    expect(properties).not.toHaveProperty('nothing');
  });

  it('is not misled by a key that looks like its path', () => {
    const odd = { ...payload, 'visitor.fullName': 'Mallory' };
    expect(track([{ from: 'visitor.fullName', to: 'context.name' }], odd).context['name']).toBe('Bob');
  });

  it('passes its value and the conversation through `via`', () => {
    const rule: MappingRule = {
      from: 'operators',
      to: 'properties.operators',
      via: (operators, conversation) => [Object.values(operators as object), conversation.id],
    };
    expect(track([rule], payload).properties.operators).toStrictEqual([[{ nickname: 'Mika' }], 'c1']);
  });

  it.each([undefined, null, ''])('sets nothing for %j, read or returned by `via`', (nothing) => {
    const odd = conversationWith({ nothing });
    const reads = { from: 'nothing', to: 'properties.a' };
    const returns = { from: 'kind', to: 'properties.b', via: () => nothing };
    expect(track([reads, returns], odd).properties).toStrictEqual({});
  });

  it('keeps an empty string in rudder-transformer', () => {
    const rules = [{ from: 'nothing', to: 'properties.a' }];
    const options = { profile: 'rudder-transformer' } as const;
    expect(track(rules, conversationWith({ nothing: '' }), options).properties).toStrictEqual({ a: '' });
  });

  it('does not call `via` for what is absent', () => {
    const via = () => 'made up';
    expect(track([{ from: 'absent', to: 'properties.a', via }], payload).properties).not.toHaveProperty('a');
  });

  it('wins over the profile’s rule with the same target, and the last of the caller’s over the first', () => {
    const rules = [
      { from: 'id', to: 'context.traits.name' },
      { from: 'visitor.organization', to: 'context.traits.name' },
    ];
    expect(track(rules, payload).context.traits.name).toBe('Widgets');
  });

  it('leaves the profile’s value where it has none itself', () => {
    const rules = [
      { from: 'visitor.nickname', to: 'context.traits.name' },
      { from: 'kind', to: 'context.traits.name', via: () => undefined },
    ];
    expect(track(rules, payload).context.traits.name).toBe('Bob');
  });

  it('can go inside another rule’s value, which is copied and not changed', () => {
    const rules = [
      { from: 'id', to: 'traits.chat_feedback.of' },
      { from: 'id', to: 'properties.operators.98.of' },
    ];
    const { traits, properties } = track(rules, payload);
    expect(traits.chat_feedback).toStrictEqual({ overall_chat: 5, of: 'c1' });
    expect(properties.operators).toStrictEqual({ 98: { nickname: 'Mika', of: 'c1' } });
    expect(payload.visitor.chat_feedback).toStrictEqual({ overall_chat: 5 });
  });

  it('replaces a value that it would have to go inside of and cannot', () => {
    const rules = [
      { from: 'id', to: 'properties.items.of' },
      { from: 'id', to: 'traits.organization.of' },
    ];
    const { traits, properties } = track(rules, payload);
    expect([properties.items, traits.organization]).toStrictEqual([{ of: 'c1' }, { of: 'c1' }]);
  });

  it('joins an object with one that every event has', () => {
    const { traits, context } = track([{ from: 'visitor.customFields', to: 'traits' }], payload);
    expect(traits).toStrictEqual({
      myInternalCustomerId: '12341234',
      organization: 'Widgets',
      chat_feedback: { overall_chat: 5 },
      empty: '',
    });
    expect(context.library).toStrictEqual({ name: 'unknown', version: 'unknown' });
    expect(payload.visitor.customFields).not.toHaveProperty('chat_feedback');
  });

  it('joins an object with one that has fields already, which stay', () => {
    const odd = conversationWith({ extra: { library: 'x', Olark: true, more: 1 } });
    const rules = [
      { from: 'extra', to: 'context' },
      { from: 'extra', to: 'integrations' },
      { from: 'extra', to: 'traits.inner' },
    ];
    const { context, integrations, traits } = track(rules, odd);
    const { context: own } = track([], odd);
    expect(context).toStrictEqual({ ...own, Olark: true, more: 1 });
    expect(integrations).toStrictEqual({ library: 'x', Olark: false, more: 1 });
    expect(traits).toStrictEqual({ inner: odd['extra' as keyof typeof odd] });
  });

  it('goes inside another rule’s value whichever comes first', () => {
    const odd = conversationWith({ extra: { a: 1 } });
    const inner = { from: 'kind', to: 'a.b.c' };
    const outer = { from: 'extra', to: 'a.b' };
    const expected = { b: { a: 1, c: 'Conversation' } };
    expect(track([inner, outer], odd)).toMatchObject({ a: expected });
    expect(track([outer, inner], odd)).toMatchObject({ a: expected });
  });

  it('changes neither the value that it goes inside of nor the one that it replaces there', () => {
    const odd = deepFreeze(
      conversationWith({ extra: { c: { x: 1 } } }, { chat_feedback: { overall_chat: 5 } }),
    );
    const rules = [
      { from: 'extra', to: 'a' },
      { from: 'kind', to: 'a.b' },
      { from: 'visitor.chat_feedback', to: 'a.c' },
    ];
    expect(track(rules, odd)).toMatchObject({ a: { b: 'Conversation', c: { overall_chat: 5 } } });
    expect(track(rules, odd)).not.toHaveProperty('a.c.x');
  });

  it('is not taken for another whose path has the same letters', () => {
    const rules = [
      { from: 'kind', to: 'a.bc.d' },
      { from: 'kind', to: 'ab.c.e' },
      { from: 'kind', to: 'abc.f' },
    ];
    const { event: kind } = track([], payload);
    expect(track(rules, payload)).toMatchObject({
      a: { bc: { d: kind } },
      ab: { c: { e: kind } },
      abc: { f: kind },
    });
  });

  it('may say that it is for the track event', () => {
    expect(track([{ from: 'id', to: 'context.id', event: 'track' }], payload).context['id']).toBe('c1');
  });

  it.each([
    ...['context', 'context.traits', 'context.library', 'context.integration', 'traits', 'properties'],
    'integrations',
  ])('leaves %s an object where there is nothing else in it', (to) => {
    const bare = conversationWith({ id: 'c1' });
    expect(track([{ from: 'id', to }], bare)).toStrictEqual(track([], bare));
  });

  it.each(['context', 'context.traits', 'context.library', 'traits', 'properties', 'integrations'])(
    'does not replace %s by what is no object',
    (to) => {
      const rules = [
        { from: 'id', to },
        { from: 'items', to },
      ];
      expect(track(rules, payload)).toStrictEqual(track([], payload));
    },
  );

  it.each(['userId', 'event'])('sets %s to an id or not at all', (to) => {
    const via = (id: unknown) => () => id;
    const value = (id: unknown) => track([{ from: 'id', to, via: via(id) }], payload)[to as 'userId'];
    const own = track([], payload)[to as 'userId'];
    expect([value('x'), value(7), value(''), value(NaN), value({})]).toStrictEqual(['x', '7', own, own, own]);
  });

  it.each([
    'userIdentity',
    'superuserId',
    'properties.userId',
    'properties.event',
    'properties.traits',
    'my.context.traits',
  ])('sets %s, which only resembles an id or an object of RudderStack’s, to anything', (to) => {
    for (const value of ['x', 7, true, { a: 1 }, [1]]) {
      const event = track([{ from: 'id', to, via: () => value }], payload);
      expect(event).toHaveProperty(to, value);
    }
  });

  it('reads a field named `*` where it is not the last step', () => {
    const conversation = conversationWith({}, { '*': { x: 1 } });
    expect(track([{ from: 'visitor.*.x', to: 'traits.x' }], conversation).traits).toStrictEqual({ x: 1 });
  });

  it('sets ids that are then kept', () => {
    const rules = [
      { from: 'id', to: 'messageId' },
      { from: 'id', to: 'rudderId' },
    ];
    expect(track(rules, payload, { ids: 'content' })).toMatchObject({ messageId: 'c1', rudderId: 'c1' });
    const numbered = conversationWith({ id: 7 });
    expect(track(rules, numbered, { ids: 'content' })).toMatchObject({ messageId: '7', rudderId: '7' });
  });

  it('changes the rudderId with the userId', () => {
    const rules = [{ from: 'visitor.fullName', to: 'userId' }];
    const [own] = transformOlark({ kind: 'x', visitor: { id: 'Bob' } });
    expect(track(rules, payload, { ids: 'content' }).rudderId).toBe(own.rudderId);
    const withGroups = { ...payload, groups: [{ id: 'g' }, { id: 'h' }] };
    const [first, ...others] = events(rules, withGroups, { ids: 'content' });
    const [{ rudderId }] = transformOlark(payload);
    expect([first, ...others].map((event) => event.rudderId)).toStrictEqual([
      own.rudderId,
      rudderId,
      rudderId,
    ]);
  });

  it('reaches no prototype', () => {
    const rules = [{ from: 'id', to: 'properties.toString.name' }];
    expect(track(rules, payload).properties).toMatchObject({ toString: { name: 'c1' } });
    expect({}.toString.name).toBe('toString');
  });
});

describe('rules that read one value', () => {
  it('share the result of one `via`, also where there is none, and not that of another', () => {
    const calls: unknown[] = [];
    const via = (value: unknown) => {
      calls.push(value);
      return value === 'c1' ? undefined : value;
    };
    const rules: MappingRule[] = [
      { from: 'id', to: 'traits.first', via },
      { from: 'id', to: 'traits.second', via },
      { from: 'kind', to: 'traits.third', via },
      { from: 'id', to: 'traits.fourth', via: String },
      { from: 'kind', to: 'traits.fifth', via },
    ];
    const { traits } = track(rules, conversationWith({ id: 'c1' }));
    expect(calls).toStrictEqual(['c1', 'Conversation']);
    expect(traits).toMatchObject({ third: 'Conversation', fourth: 'c1', fifth: 'Conversation' });
    expect(Object.keys(traits)).not.toEqual(expect.arrayContaining(['first']));
    expect(Object.keys(traits)).not.toEqual(expect.arrayContaining(['second']));
  });

  it('count as having read it when one of them has, be it a catch-all', () => {
    const rules: MappingRule[] = [
      { from: 'visitor.customFields', to: 'traits.none', via: () => undefined },
      { from: 'visitor.customFields.*', to: 'traits.*' },
      { from: 'visitor.*', to: 'context.rest.*' },
    ];
    for (const order of [rules, [...rules].reverse()]) {
      const { traits, context } = track(order, conversationWith({}, { customFields: { a: 1 } }));
      expect(traits).toStrictEqual({ a: 1 });
      expect(context).not.toHaveProperty('rest');
    }
  });
});

describe('a rule for group events', () => {
  const withGroups = deepFreeze({
    ...payload,
    groups: [
      { id: 'a', kind: 'Group', name: 'Sales', meta: { tier: 1 } },
      { id: 'b', name: 'Support' },
    ],
  });

  it('reads the group at hand, and the conversation', () => {
    const rules: MappingRule[] = [
      { from: 'group.meta.tier', to: 'traits.tier', event: 'group' },
      { from: 'group', to: 'traits.whole', event: 'group' },
      { from: 'id', to: 'properties.conversationId', event: 'group' },
      { from: 'group.name', to: 'traits.label', event: 'group', via: (name) => `${String(name)}!` },
    ];
    const [first, ...others] = events(rules, withGroups);
    expect(first.traits).not.toHaveProperty('tier');
    expect(others.map(({ traits, properties }) => [traits, properties])).toStrictEqual([
      [
        { name: 'Sales', label: 'Sales!', tier: 1, whole: withGroups.groups[0] },
        { kind: 'Group', conversationId: 'c1' },
      ],
      [{ name: 'Support', label: 'Support!', whole: withGroups.groups[1] }, { conversationId: 'c1' }],
    ]);
  });

  it('runs a `via` over the conversation once per delivery', () => {
    let calls = 0;
    const via = (id: unknown) => {
      calls += 1;
      return id === 'c1' ? undefined : id;
    };
    const rule: MappingRule = { from: 'id', to: 'traits.conversation', event: 'group', via };
    expect(events([rule], withGroups)).toHaveLength(3);
    expect(calls).toBe(1);
  });

  it('reads the group at hand by any path of lodash.get', () => {
    const rules: MappingRule[] = [
      { from: 'group["name"]', to: 'traits.label', event: 'group' },
      { from: '["id"]', to: 'traits.conversation', event: 'group' },
    ];
    expect(events(rules, withGroups)[1]?.traits).toMatchObject({ label: 'Sales', conversation: 'c1' });
  });

  it('can give a group an id', () => {
    const nameless = conversationWith({ groups: [{ name: 'Sales' }, {}] });
    const [, ...others] = events([{ from: 'group.name', to: 'groupId', event: 'group' }], nameless);
    expect(others.map(({ groupId }) => groupId)).toStrictEqual(['Sales']);
  });

  it('can give no group event to what is no object', () => {
    const odd = conversationWith({ id: 'c1', groups: ['g', null, 7, [], {}] });
    expect(events([{ from: 'id', to: 'groupId', event: 'group' }], odd)).toHaveLength(2);
  });

  it('reads the conversation where a path only resembles `group`', () => {
    const odd = conversationWith({ subgroup: { id: 's' }, groups: [{ id: 'g' }], groupies: { id: 'x' } });
    const rules: MappingRule[] = [
      { from: 'subgroup.id', to: 'traits.subgroup', event: 'group' },
      { from: 'groupies.id', to: 'traits.groupies', event: 'group' },
    ];
    expect(events(rules, odd)[1]?.traits).toStrictEqual({ subgroup: 's', groupies: 'x' });
  });

  it('is no rule for the track event, whose `group` is a field of the conversation', () => {
    const rules = [{ from: 'group.id', to: 'properties.group' }];
    expect(track(rules, { ...withGroups, group: { id: 'own' } }).properties['group']).toBe('own');
  });
});

describe('a catch-all rule', () => {
  it('copies every key that no rule reads', () => {
    const rules = [
      { from: 'visitor.customFields.myInternalCustomerId', to: 'context.externalId' },
      { from: 'visitor.customFields.*', to: 'traits.*' },
    ];
    expect(track(rules, payload)).toMatchObject({
      context: { externalId: '12341234' },
      traits: { organization: 'Widgets', customFields_organization: 'Custom' },
    });
    expect(track(rules, payload).traits).not.toHaveProperty('myInternalCustomerId');
    expect(track(rules, payload).traits).not.toHaveProperty('empty');
  });

  it('puts keys that are taken beside each other in whatever order they come', () => {
    const rules = [
      { from: 'kind', to: 'traits.a' },
      { from: 'kind', to: 'traits.customFields_a' },
      { from: 'visitor.customFields.*', to: 'traits.*' },
    ];
    for (const customFields of [
      { a: 1, customFields_a: 2 },
      { customFields_a: 2, a: 1 },
    ]) {
      expect(track(rules, conversationWith({}, { customFields })).traits).toMatchObject({
        customFields_customFields_a: 1,
        customFields_customFields_customFields_a: 2,
      });
    }
  });

  it('puts a key of the conversation that is taken under the conversation’s name', () => {
    const rules = [
      { from: 'id', to: 'properties.tags' },
      { from: 'tags', to: 'context.tags' },
      { from: '*', to: 'properties.*' },
    ];
    const odd = conversationWith({ id: 'c1', extra: 1, properties: 2 });
    expect(track(rules, { ...odd, tags: undefined }).properties).toMatchObject({ tags: 'c1', extra: 1 });
    const [{ properties }] = events([{ from: 'id', to: 'properties.extra' }, ...rules.slice(2)], odd);
    expect(properties).toMatchObject({ extra: 'c1', conversation_extra: 1 });
  });

  it('does nothing where there is no object', () => {
    const rules = [
      { from: 'id.*', to: 'properties.*' },
      { from: 'items.*', to: 'properties.*' },
      { from: 'absent.*', to: 'properties.made.*' },
    ];
    expect(track(rules, payload)).toStrictEqual(track([], payload));
  });

  it('leaves to another the keys that it reads inside of them, in whatever order they are given', () => {
    const odd = conversationWith({}, { customFields: { a: 1, b: { c: 2, d: 3 } }, other: 4 });
    const rules = [
      { from: 'visitor.*', to: 'properties.visitor.*' },
      { from: 'visitor.customFields.*', to: 'properties.fields.*' },
      { from: 'visitor.customFields.b.*', to: 'properties.b.*' },
    ];
    for (const list of [rules, [...rules].reverse()]) {
      expect(track(list, odd).properties).toStrictEqual({
        visitor: { other: 4 },
        fields: { a: 1 },
        b: { c: 2, d: 3 },
      });
    }
  });

  it('makes no object where there is nothing to copy', () => {
    const rules = [{ from: 'visitor.*', to: 'properties.visitor.*' }];
    expect(track(rules, conversationWith()).properties).toStrictEqual({});
  });

  it('leaves alone what it goes into', () => {
    const rules = [{ from: 'visitor.customFields.*', to: 'traits.chat_feedback.*' }];
    expect(track(rules, payload).traits.chat_feedback).toStrictEqual({
      overall_chat: 5,
      myInternalCustomerId: '12341234',
      organization: 'Custom',
    });
    expect(payload.visitor.chat_feedback).toStrictEqual({ overall_chat: 5 });
  });
});

describe('a malformed rule', () => {
  const sound = { from: 'id', to: 'context.id' };

  it.each([
    [undefined, '`options.rules[1]` must be an object with `from` and `to`.'],
    ['id', '`options.rules[1]` must be an object with `from` and `to`.'],
    [{ to: 'a' }, '`options.rules[1]` (to `a`) must have a path in `from`.'],
    [{ from: '', to: 'a' }, '`options.rules[1]` (to `a`) must have a path in `from`.'],
    [{ from: ['id'], to: 'a' }, '`options.rules[1]` (to `a`) must have a path in `from`.'],
    [{ from: 'id' }, '`options.rules[1]` must have a path in `to`.'],
    [{ from: 'id', to: 7 }, '`options.rules[1]` must have a path in `to`.'],
    [{ from: 'id', to: '' }, '`options.rules[1]` (to ``) must have a path in `to`.'],
    [{ from: 'id', to: 'a..b' }, '`options.rules[1]` (to `a..b`) has an empty step in `to`.'],
    [{ from: 'id', to: '.a' }, '`options.rules[1]` (to `.a`) has an empty step in `to`.'],
    [{ from: 'id', to: '__proto__.a' }, '`options.rules[1]` (to `__proto__.a`) has an unsafe step in `to`.'],
    [
      { from: 'id', to: 'a.constructor' },
      '`options.rules[1]` (to `a.constructor`) has an unsafe step in `to`.',
    ],
    [
      { from: 'id', to: 'a.prototype.b' },
      '`options.rules[1]` (to `a.prototype.b`) has an unsafe step in `to`.',
    ],
    [{ from: 'id', to: 'type' }, '`options.rules[1]` (to `type`) must not overwrite `type`.'],
    [{ from: 'id', to: 'type.a' }, '`options.rules[1]` (to `type.a`) must not overwrite `type`.'],
    [
      { from: '*', to: 'a' },
      '`options.rules[1]` (to `a`) must end in `*` in both `from` and `to`, or in neither.',
    ],
    [
      { from: 'a', to: 'a.*' },
      '`options.rules[1]` (to `a.*`) must end in `*` in both `from` and `to`, or in neither.',
    ],
    [
      { from: 'a.*', to: 'a.*', via: String },
      '`options.rules[1]` (to `a.*`) must not have `via` beside `*`.',
    ],
    [{ from: 'id', to: 'a', via: 'trim' }, '`options.rules[1]` (to `a`) must have a function in `via`.'],
    [
      { from: 'id', to: 'a', event: 'page' },
      "`options.rules[1]` (to `a`) must have 'track' or 'group' in `event`.",
    ],
  ])('%j is refused by its position and target', (rule, message) => {
    const rules = [sound, rule] as unknown as readonly MappingRule[];
    const error = thrownBy(() => events(rules, payload));
    const { code, path } = error;
    expect({ code, path, message: error.message }).toStrictEqual({
      code: 'OLARK_INVALID_OPTION',
      path: 'options.rules[1]',
      message,
    });
  });

  it('is refused where a list has a hole', () => {
    // eslint-disable-next-line no-sparse-arrays -- a hole is what this is about
    const rules = [, sound] as unknown as readonly MappingRule[];
    expect(thrownBy(() => events(rules, payload))).toMatchObject({ path: 'options.rules[0]' });
  });

  it('is refused when its `via` throws, with what it threw as the cause', () => {
    const cause = new Error('12341234');
    const via = () => {
      throw cause;
    };
    const error = thrownBy(() => events([sound, { from: 'id', to: 'a', via }], payload));
    expect(error).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      path: 'options.rules[1]',
      message: '`options.rules[1]` (to `a`) has a `via` that threw.',
    });
    expect(error.cause).toBe(cause);
    expect(thrownBy(() => events([{ from: 'id', to: 'a', via }], payload)).path).toBe('options.rules[0]');
  });
});
