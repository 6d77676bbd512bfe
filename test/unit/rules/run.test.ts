import get from 'lodash.get';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type MappingRule, transformOlark, type TransformOptions } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers/index.js';
import { conversations, paths } from '../../support/arbitraries.js';
import { PROFILES } from '../../support/fixtures.js';
import { conversationWith, deepFreeze, thrownBy } from '../../support/values.js';

function events(rules: readonly MappingRule[], payload: unknown, options: TransformOptions = {}) {
  return transformOlark(payload, { ids: 'none', ...options, rules });
}

function track(rules: readonly MappingRule[], payload: unknown, options?: TransformOptions) {
  return events(rules, payload, options)[0];
}

/** JSON whose keys reach prototypes where they are assigned. */
function hostileFields(): Record<string, unknown> {
  return JSON.parse('{"__proto__":{"x":1},"constructor":{"x":1},"prototype":{"x":1},"a":1}') as Record<
    string,
    unknown
  >;
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

describe('a rule', () => {
  it('puts a value where it says', () => {
    const rules = [{ from: 'visitor.customFields.myInternalCustomerId', to: 'context.externalId' }];
    expect(track(rules, payload).context['externalId']).toBe('12341234');
  });

  it('makes the objects on its way', () => {
    expect(track([{ from: 'id', to: 'context.campaign.source.id' }], payload).context).toMatchObject({
      campaign: { source: { id: 'c1' } },
    });
  });

  it('may say that it is for the track event', () => {
    expect(track([{ from: 'id', to: 'context.id', event: 'track' }], payload).context['id']).toBe('c1');
  });

  it('puts one value in two places by reference', () => {
    const rules = [
      { from: 'visitor.customFields', to: 'properties.a' },
      { from: 'visitor.customFields', to: 'properties.b' },
    ];
    const { properties } = track(rules, payload);
    expect(properties['a']).toBe(payload.visitor.customFields);
    expect(properties['b']).toBe(payload.visitor.customFields);
  });

  it('wins over the profile, and a later rule over an earlier one', () => {
    const rules = [
      { from: 'id', to: 'context.traits.name' },
      { from: 'visitor.organization', to: 'context.traits.name' },
    ];
    expect(track(rules.slice(0, 1), payload).context.traits.name).toBe('c1');
    expect(track(rules, payload).context.traits.name).toBe('Widgets');
    expect(track([...rules].reverse(), payload).context.traits.name).toBe('c1');
  });

  it('is not taken for another whose path has the same letters', () => {
    const rules = ['a.bc.d', 'ab.c.e', 'abc.f'].map((to) => ({ from: 'kind', to }));
    const { event: kind } = track([], payload);
    expect(track(rules, payload)).toMatchObject({
      a: { bc: { d: kind } },
      ab: { c: { e: kind } },
      abc: { f: kind },
    });
  });

  it('may name a field `*` on the way', () => {
    const conversation = conversationWith({}, { '*': { x: 1 } });
    expect(track([{ from: 'visitor.*.x', to: 'traits.*.x' }], conversation).traits).toStrictEqual({
      '*': { x: 1 },
    });
  });

  it('reaches no prototype', () => {
    const rules = [{ from: 'id', to: 'properties.toString.name' }];
    expect(track(rules, payload).properties).toMatchObject({ toString: { name: 'c1' } });
    expect({}.toString.name).toBe('toString');
  });
});

describe('what a rule reads', () => {
  it.each([
    ['items[0].body', 'Hi'],
    ['items.0.body', 'Hi'],
    ['operators["98"].nickname', 'Mika'],
    ["visitor['fullName']", 'Bob'],
    ['["id"]', 'c1'],
    ['visitor.fullName.length', 3],
    ['items.0.body.1', 'i'],
    ['items.length', 1],
  ])('is what lodash.get finds at %s', (from, value) => {
    expect(track([{ from, to: 'properties.found' }], payload).properties['found']).toBe(value);
  });

  it.each(['absent.toString', 'visitor.city.length', 'items[1].body', 'visitor["full.Name"]', 'tags.length'])(
    'is nothing at %s, where lodash.get finds nothing',
    (from) => {
      const odd = { ...payload, tags: null };
      expect(track([{ from, to: 'properties.found' }], odd)).toStrictEqual(track([], odd));
    },
  );

  it('is a field whose name has a dot, as with lodash.get, where the conversation has one', () => {
    const odd = { ...payload, 'visitor.fullName': 'Dot' };
    expect(track([{ from: 'visitor.fullName', to: 'context.name' }], odd).context['name']).toBe('Dot');
    expect(
      track([{ from: 'visitor["a.b"]', to: 'context.name' }], conversationWith({}, { 'a.b': 1 })),
    ).toHaveProperty('context.name', 1);
  });

  it('is what lodash.get gives, whatever the path and the conversation', () => {
    fc.assert(
      fc.property(conversations, paths, (conversation, from) => {
        const isRefused = /__proto__|constructor|prototype/.test(from);
        fc.pre(!isRefused && !/^\*$|\.\*$/.test(from) && !/^$|^\.|\.$|\.\.|\.\[|\[\]|\[['"]{2}\]/.test(from));
        const found: unknown = get(conversation, from);
        const set = applyRules([{ from, to: 'found' }], conversation as typeof payload, {
          keepsEmptyStrings: true,
        });
        const expected = found === undefined || found === null ? {} : { found };
        expect(set).toStrictEqual(expected);
        if ('found' in set) expect(set['found']).toBe(found);
      }),
      { numRuns: 2000 },
    );
  });

  it('is what lodash.get gives of the group and the conversation for a rule of group events', () => {
    const group = { id: 'g', name: 'Sales', meta: { tiers: [1, 2] } };
    const conversation = conversationWith({ id: 'c1', groupies: 1, subgroup: 's' });
    const found = (from: string) =>
      applyRules([{ from, to: 'found', event: 'group' }], conversation, { group })['found'];
    expect(
      ['group', 'group.name', 'group["name"]', '["group"].meta.tiers[1]', 'id', 'groupies', 'subgroup'].map(
        found,
      ),
    ).toStrictEqual([group, 'Sales', 'Sales', 2, 'c1', 1, 's']);
  });
});

describe('a `via`', () => {
  it('gets the value and the conversation', () => {
    const rule: MappingRule = {
      from: 'operators',
      to: 'properties.operators',
      via: (operators, conversation) => [Object.values(operators as object), conversation.id],
    };
    expect(track([rule], payload).properties.operators).toStrictEqual([[{ nickname: 'Mika' }], 'c1']);
  });

  it('is called once for each rule that finds a value, in order', () => {
    const calls: unknown[] = [];
    const via = (value: unknown) => calls.push(value);
    const rules = ['kind', 'id', 'absent', 'kind'].map((from, index) => ({
      from,
      to: `traits.t${String(index)}`,
      via,
    }));
    expect(track(rules, conversationWith({ id: 'c1' })).traits).toStrictEqual({ t0: 1, t1: 2, t3: 3 });
    expect(calls).toStrictEqual(['Conversation', 'c1', 'Conversation']);
  });

  it.each([undefined, null, ''])(
    'sets nothing where %j is read or returned, so that what was there stays',
    (nothing) => {
      const odd = conversationWith({ nothing }, { fullName: 'Bob' });
      const rules: MappingRule[] = [
        { from: 'nothing', to: 'context.traits.name' },
        { from: 'nothing', to: 'context.traits.name', via: () => 'made up' },
        { from: 'kind', to: 'context.traits.name', via: () => nothing },
        { from: 'nothing', to: 'properties.made.up' },
      ];
      expect(track(rules, odd)).toStrictEqual(track([], odd));
    },
  );

  it('gets and sets empty strings in rudder-transformer', () => {
    const rules: MappingRule[] = [
      { from: 'nothing', to: 'properties.a' },
      { from: 'nothing', to: 'properties.b', via: (value) => [value] },
      { from: 'kind', to: 'properties.c', via: () => '' },
      { from: 'fields.*', to: 'properties.*' },
    ];
    const odd = conversationWith({ nothing: '', fields: { d: '' } });
    const options = { profile: 'rudder-transformer' } as const;
    expect(track(rules, odd, options).properties).toStrictEqual({ a: '', b: [''], c: '', d: '' });
  });

  it('that throws is named by its rule, with what it threw as the cause', () => {
    const cause = new Error('12341234');
    const via = () => {
      throw cause;
    };
    const sound = { from: 'id', to: 'context.id' };
    const error = thrownBy(() => events([sound, { from: 'id', to: 'a.b', via }], payload));
    expect(error).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      status: 500,
      path: 'options.rules[1]',
      message: '`options.rules[1]` (to `a.b`) has a `via` that threw.',
    });
    expect(error.cause).toBe(cause);
  });

  it('that throws is counted among all rules, also those of the other event', () => {
    const via = () => {
      throw new Error('no');
    };
    const rules: MappingRule[] = [
      { from: 'id', to: 'context.id' },
      { from: 'id', to: 'context.id', event: 'group', via },
    ];
    const error = thrownBy(() => events(rules, { ...payload, groups: [{ id: 'g' }] }));
    expect(error.path).toBe('options.rules[1]');
  });

  it('may itself turn a delivery into events, whose error is the cause', () => {
    const via = () => transformOlark('');
    const error = thrownBy(() => events([{ from: 'id', to: 'a', via }], payload));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', cause: { code: 'OLARK_EMPTY_BODY' } });
  });
});

describe('a target inside of a value', () => {
  it('changes a copy, in the event, and not the value', () => {
    const rules = [
      { from: 'id', to: 'traits.chat_feedback.of' },
      { from: 'id', to: 'properties.operators.98.of' },
      { from: 'id', to: 'properties.items.0.of' },
    ];
    const { traits, properties } = track(rules, payload);
    expect(traits.chat_feedback).toStrictEqual({ overall_chat: 5, of: 'c1' });
    expect(properties.operators).toStrictEqual({ 98: { nickname: 'Mika', of: 'c1' } });
    expect(properties.items).toStrictEqual([{ body: 'Hi', of: 'c1' }]);
    expect(payload.visitor.chat_feedback).toStrictEqual({ overall_chat: 5 });
  });

  it('leaves alone the same value in another place', () => {
    const rules = [
      { from: 'visitor.customFields', to: 'properties.a' },
      { from: 'visitor.customFields', to: 'properties.b' },
      { from: 'id', to: 'properties.a.id' },
    ];
    const { properties } = track(rules, payload);
    expect(properties['a']).toStrictEqual({ ...payload.visitor.customFields, id: 'c1' });
    expect(properties['b']).toBe(payload.visitor.customFields);
  });

  it('changes neither the value that it goes inside of nor the one that it replaces there', () => {
    const odd = deepFreeze(
      conversationWith({ extra: { c: { x: 1 } } }, { chat_feedback: { overall_chat: 5 } }),
    );
    const rules = [
      { from: 'extra', to: 'a' },
      { from: 'kind', to: 'a.b' },
      { from: 'visitor.chat_feedback', to: 'a.c' },
      { from: 'kind', to: 'a.c.d' },
    ];
    expect(track(rules, odd)).toHaveProperty('a', {
      b: 'Conversation',
      c: { overall_chat: 5, d: 'Conversation' },
    });
  });

  it('changes a copy of what a `via` returned', () => {
    const shared = Object.freeze({ inner: Object.freeze({ x: 1 }) });
    const rules: MappingRule[] = [
      { from: 'id', to: 'properties.a', via: () => shared },
      { from: 'id', to: 'properties.a.inner.y' },
      { from: 'id', to: 'properties.b', via: () => shared },
    ];
    const { properties } = track(rules, payload);
    expect(properties['a']).toStrictEqual({ inner: { x: 1, y: 'c1' } });
    expect(properties['b']).toBe(shared);
  });

  it('goes when the value around it is set after it', () => {
    const odd = conversationWith({ extra: { a: 1 } });
    const inner = { from: 'kind', to: 'x.b.c' };
    const outer = { from: 'extra', to: 'x.b' };
    expect(track([outer, inner], odd)).toHaveProperty('x', { b: { a: 1, c: 'Conversation' } });
    expect(track([inner, outer], odd)).toHaveProperty('x', { b: { a: 1 } });
  });

  it.each([
    ['a string', 'Widgets'],
    ['a number', 7],
    ['a boolean', false],
  ])('replaces %s, which has no inside', (_, organization) => {
    const odd = conversationWith({ id: 'c1' }, { organization });
    expect(track([{ from: 'id', to: 'traits.organization.of' }], odd).traits).toStrictEqual({
      organization: { of: 'c1' },
    });
  });

  it('sets the places of a list and the next one, and no other', () => {
    const rules = ['0', '1', '3', '-1', '00', '1e0', '0x0', 'of', 'length', 'of.x', '9.x'].map((step) => ({
      from: 'id',
      to: `properties.tags.${step}`,
    }));
    const odd = deepFreeze(conversationWith({ id: 'c1', tags: ['t'] }));
    expect(track(rules, odd).properties).toStrictEqual({ tags: ['c1', 'c1'] });
    expect(track([{ from: 'id', to: 'properties.tags.1.x' }], odd).properties).toStrictEqual({
      tags: ['t', { x: 'c1' }],
    });
    const long = conversationWith({ id: 'c1', tags: Array.from({ length: 12 }, () => 't') });
    const { tags = [] } = track([{ from: 'id', to: 'properties.tags.10' }], long).properties;
    expect([tags.indexOf('c1'), tags.length]).toStrictEqual([10, 12]);
  });

  it('copies an object with the same fields and nothing that it inherits', () => {
    const inherited = Object.assign(Object.create({ secret: 1 }) as object, { own: 1 });
    const odd = conversationWith({ extra: inherited, id: 'c1' });
    const rules = [
      { from: 'extra', to: 'properties.a' },
      { from: 'id', to: 'properties.a.secret.x' },
    ];
    expect(track(rules, odd).properties['a']).toStrictEqual({ own: 1, secret: { x: 'c1' } });
  });
});

describe('an id', () => {
  it.each(['userId', 'event', 'groupId', 'messageId', 'rudderId'])(
    'at %s is set to a usable one or not at all',
    (to) => {
      const withGroup = conversationWith({ id: 'c1', groups: [{ id: 'own' }] });
      const options = { ids: 'content' } as const;
      for (const event of ['track', 'group'] as const) {
        const at = (rules: readonly MappingRule[]) =>
          (
            events(rules, withGroup, options).find(({ type }) => type === event) as unknown as Record<
              string,
              unknown
            >
          )[to];
        const value = (id: unknown) => at([{ from: 'id', to, event, via: () => id }]);
        const own = at([]);
        expect([value('x'), value(7), value(0)]).toStrictEqual(['x', '7', '0']);
        for (const unusable of [
          '',
          NaN,
          Infinity,
          true,
          {},
          { id: 'x' },
          ['x'],
          () => 'x',
          Symbol('x'),
          7n,
        ]) {
          expect(value(unusable)).toBe(own);
        }
      }
    },
  );

  it('that a rule set is kept', () => {
    const rules = [
      { from: 'id', to: 'messageId' },
      { from: 'id', to: 'rudderId' },
    ];
    for (const ids of ['content', 'random', 'none'] as const) {
      expect(track(rules, payload, { ids })).toMatchObject({ messageId: 'c1', rudderId: 'c1' });
    }
  });

  it('of the user changes the rudderId of its event and of no other', () => {
    const rules = [{ from: 'visitor.fullName', to: 'userId' }];
    const withGroups = { ...payload, groups: [{ id: 'g' }, { id: 'h' }] };
    const [ofBob] = transformOlark({ kind: 'x', visitor: { id: 'Bob' } });
    const [{ rudderId }] = transformOlark(payload);
    const found = events(rules, withGroups, { ids: 'content' });
    expect(found.map((event) => event.rudderId)).toStrictEqual([ofBob.rudderId, rudderId, rudderId]);
  });

  it.each([
    'userIdentity',
    'superuserId',
    'properties.userId',
    'properties.event',
    'traits.messageId',
    'typed',
  ])('is not what %s only resembles, which takes anything', (to) => {
    for (const value of [7, true, { a: 1 }, [1]]) {
      expect(track([{ from: 'id', to, via: () => value }], payload)).toHaveProperty(to, value);
    }
  });
});

const NEEDED = [
  ...['context', 'context.traits', 'context.library', 'context.integration', 'traits', 'properties'],
  'integrations',
];

describe('an object that RudderStack needs', () => {
  it.each(NEEDED)('at %s is joined by an object’s fields, which win', (to) => {
    const fields = {
      ...{
        name: 'own',
        version: 'own',
        Olark: 'own',
        kind: 'own',
        tags: ['own'],
        ip: 'own',
        extra: { a: 1 },
      },
    };
    const odd = deepFreeze(
      conversationWith({ fields, tags: ['t'], id: 'c1' }, { kind: 'Visitor', ip: '::1' }),
    );
    const before = get(track([], odd), to) as object;
    const event = track([{ from: 'fields', to }], odd);
    expect(get(event, to)).toStrictEqual({ ...before, ...fields });
  });

  it.each(NEEDED)('at %s is left as it is by what is no object, or by an empty one', (to) => {
    for (const value of ['x', 7, true, [], [{ a: 1 }], () => 1, Symbol('x'), {}]) {
      expect(track([{ from: 'id', to, via: () => value }], payload)).toStrictEqual(track([], payload));
    }
  });

  it('inside of `context` stays an object when the whole of it is set', () => {
    const context = { traits: 7, library: 'x', integration: ['x'], page: { url: 'u' }, os: 5 };
    const odd = conversationWith({ context }, { fullName: 'Bob' });
    const own = track([], odd).context;
    expect(track([{ from: 'context', to: 'context' }], odd).context).toStrictEqual({
      ...own,
      page: { url: 'u' },
      os: 5,
    });
    const nested = conversationWith(
      { context: { traits: { name: 'Al', age: 7 } } },
      { fullName: 'Bob', city: 'X' },
    );
    expect(track([{ from: 'context', to: 'context' }], nested).context.traits).toStrictEqual({
      name: 'Al',
      city: 'X',
      age: 7,
    });
  });

  it('gets no absent field and none that reaches a prototype', () => {
    const fields = { ...hostileFields(), none: null, empty: '', missing: undefined, zero: 0 };
    for (const to of NEEDED) {
      const odd = conversationWith({ fields: JSON.parse(JSON.stringify(fields)) as unknown });
      const object = get(track([{ from: 'fields', to }], odd), to) as object;
      const before = get(track([], odd), to) as object;
      expect(Object.entries(object)).toStrictEqual([...Object.entries(before), ['a', 1], ['zero', 0]]);
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    }
  });

  it('does not share its fields with the conversation', () => {
    const rules = [
      { from: 'visitor.customFields', to: 'traits' },
      { from: 'id', to: 'traits.id' },
    ];
    expect(track(rules, payload).traits).toMatchObject({ organization: 'Custom', id: 'c1' });
    expect(payload.visitor.customFields).not.toHaveProperty('id');
  });

  it.each(['properties.traits', 'my.context.traits', 'context.page', 'context.traits.library', 'contexts'])(
    'is not what %s only resembles, which takes anything',
    (to) => {
      for (const value of ['x', 7, true, { a: 1 }, [1]]) {
        expect(get(track([{ from: 'id', to, via: () => value }], payload), to)).toBe(value);
      }
    },
  );
});

describe('a catch-all rule', () => {
  const fields = deepFreeze({ a: 1, b: { c: 2 }, none: null, empty: '', zero: 0, no: false });

  it('copies every field that is present', () => {
    const odd = conversationWith({}, { customFields: fields });
    const { traits } = track([{ from: 'visitor.customFields.*', to: 'traits.*' }], odd);
    expect(traits).toStrictEqual({ a: 1, b: { c: 2 }, zero: 0, no: false });
    expect(traits['b']).toBe(fields.b);
  });

  it('copies the fields of the conversation, also those that other rules read', () => {
    const rules = [
      { from: 'id', to: 'context.id' },
      { from: '*', to: 'properties.raw.*' },
    ];
    const odd = conversationWith({ id: 'c1', tags: ['t'] });
    expect(track(rules, odd).properties['raw']).toStrictEqual(odd);
  });

  it('never copies over a field that is there, whether the profile or a rule put it there', () => {
    const rules = [
      { from: 'kind', to: 'traits.a' },
      { from: 'visitor.customFields.*', to: 'traits.*' },
    ];
    const odd = conversationWith(
      {},
      { organization: 'Widgets', customFields: { ...fields, organization: 'x' } },
    );
    expect(track(rules, odd).traits).toMatchObject({ organization: 'Widgets', a: 'Conversation', zero: 0 });
    expect(track([...rules].reverse(), odd).traits['a']).toBe('Conversation');
    const first = [
      { from: 'one.*', to: 'traits.*' },
      { from: 'two.*', to: 'traits.*' },
    ];
    expect(track(first, conversationWith({ one: { x: 1 }, two: { x: 2, y: 2 } })).traits).toStrictEqual({
      x: 1,
      y: 2,
    });
  });

  it('does nothing where there is no object', () => {
    const rules = ['id', 'items', 'absent', 'visitor.city', 'visitor.empty'].flatMap((from) =>
      ['properties.*', 'properties.made.*'].map((to) => ({ from: `${from}.*`, to })),
    );
    const odd = conversationWith({ id: 'c1', items: [{ body: 'Hi' }] }, { city: 'Lyon', empty: { a: null } });
    expect(track(rules, odd)).toStrictEqual(track([], odd));
  });

  it('changes a copy of what it goes into', () => {
    const rules = [{ from: 'visitor.customFields.*', to: 'traits.chat_feedback.*' }];
    expect(track(rules, payload).traits.chat_feedback).toStrictEqual({
      overall_chat: 5,
      myInternalCustomerId: '12341234',
      organization: 'Custom',
    });
    expect(payload.visitor.chat_feedback).toStrictEqual({ overall_chat: 5 });
  });

  it('writes into no object of the conversation that the profile passed on', () => {
    const odd = {
      ...conversationWith({ meta: { src: 'x' } }, { customFields: { plan: 'gold' } }),
    };
    const options = { profile: 'complete', ids: 'content' } as const;
    const rules = [{ from: 'meta.*', to: 'context.traits.customFields.*' }];
    const [plain] = transformOlark(odd, options);
    const event = track(rules, odd, options);
    expect(event.context.traits.customFields).toStrictEqual({ plan: 'gold', src: 'x' });
    expect(odd.visitor.customFields).toStrictEqual({ plan: 'gold' });
    expect(event.messageId).toBe(plain.messageId);
    expect(track(rules, deepFreeze(odd), options)).toStrictEqual(event);
  });

  it('makes nothing that RudderStack needs as an object something else', () => {
    const odd = conversationWith({
      groups: [{ id: 'g', traits: 7, library: 'x', integration: [], more: 1 }],
      context: { traits: 7, library: 'x', more: 1 },
    });
    const rules: MappingRule[] = [
      { from: 'group.*', to: 'context.*', event: 'group' },
      { from: 'context.*', to: 'context.*' },
    ];
    const [first, second] = events(rules, odd);
    const [ownFirst, ownSecond] = events([], odd);
    expect(first.context).toStrictEqual({ ...ownFirst.context, more: 1 });
    expect(second?.context).toStrictEqual({ ...ownSecond?.context, id: 'g', more: 1 });
    const object = conversationWith({ groups: [{ id: 'g', traits: { a: 1 } }] });
    expect(events(rules, object)[1]?.context['traits']).toStrictEqual({ a: 1 });
  });

  it('copies a field with a name that every object inherits', () => {
    const odd = conversationWith({}, { customFields: { toString: 1, hasOwnProperty: 2 } });
    const rules = [{ from: 'visitor.customFields.*', to: 'properties.*' }];
    expect(Object.entries(track(rules, odd).properties)).toStrictEqual([
      ['toString', 1],
      ['hasOwnProperty', 2],
    ]);
  });

  it('copies no field that reaches a prototype, and none that is inherited', () => {
    const odd = conversationWith(
      { inherits: Object.assign(Object.create({ b: 2 }) as object, { c: 3 }) },
      { customFields: hostileFields() },
    );
    const rules = [
      { from: 'visitor.customFields.*', to: 'properties.*' },
      { from: 'inherits.*', to: 'properties.*' },
      { from: 'visitor.customFields.*', to: 'context.page.*' },
    ];
    const { properties, context } = track(rules, odd);
    expect(properties).toStrictEqual({ a: 1, c: 3 });
    expect(context.page).toStrictEqual({ a: 1 });
  });

  it('adds to a list what goes behind its end, and no other field', () => {
    const rules = [{ from: 'extra.*', to: 'properties.tags.*' }];
    const odd = conversationWith({
      tags: ['t'],
      extra: { 0: 'x', 1: 'y', 2: 'z', 9: 'no', of: 'no', length: 0 },
    });
    expect(track(rules, odd).properties.tags).toStrictEqual(['t', 'y', 'z']);
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
    expect(first).toStrictEqual(track([], withGroups));
    expect(others.map(({ traits, properties }) => [traits, properties])).toStrictEqual([
      [
        { name: 'Sales', label: 'Sales!', tier: 1, whole: withGroups.groups[0] },
        { kind: 'Group', conversationId: 'c1' },
      ],
      [{ name: 'Support', label: 'Support!', whole: withGroups.groups[1] }, { conversationId: 'c1' }],
    ]);
  });

  it('hands the conversation, and not the group, to its `via`', () => {
    const via: MappingRule['via'] = (name, conversation) => [name, conversation.id];
    const rules: MappingRule[] = [{ from: 'group.name', to: 'traits.name', event: 'group', via }];
    expect(events(rules, withGroups)[1]?.traits).toStrictEqual({ name: ['Sales', 'c1'] });
  });

  it('copies the group at hand as a catch-all', () => {
    const rules: MappingRule[] = [
      { from: 'group.meta.*', to: 'traits.meta.*', event: 'group' },
      { from: 'group.*', to: 'traits.*', event: 'group' },
      { from: '*', to: 'context.conversation.*', event: 'group' },
    ];
    const [, first] = events(rules, withGroups);
    expect(first?.traits).toStrictEqual({ id: 'a', kind: 'Group', name: 'Sales', meta: { tier: 1 } });
    expect(first?.context['conversation']).toMatchObject({ kind: 'Conversation', id: 'c1' });
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

  it('does not see what rules did to the track event', () => {
    const rules: MappingRule[] = [
      { from: 'visitor.fullName', to: 'userId' },
      { from: 'visitor.fullName', to: 'timestamp' },
    ];
    const [first, second] = events(rules, withGroups, { profile: 'complete' });
    expect(first).toMatchObject({ userId: 'Bob', timestamp: 'Bob' });
    expect(second).toMatchObject({ userId: 'v1' });
    expect(second).not.toHaveProperty('timestamp');
  });

  it('leaves the event of another group alone', () => {
    const shared = deepFreeze({ id: 'g', name: 'Sales' });
    const rules: MappingRule[] = [{ from: 'group.name', to: 'traits.deep.label', event: 'group' }];
    const [, first, second] = events(rules, conversationWith({ groups: [shared, shared] }));
    expect(first).toStrictEqual(second);
    expect(first?.traits['deep']).not.toBe(second?.traits['deep']);
  });

  it('is no rule for the track event, whose `group` is a field of the conversation', () => {
    const rules = [{ from: 'group.id', to: 'properties.group' }];
    expect(track(rules, { ...withGroups, group: { id: 'own' } }).properties['group']).toBe('own');
  });
});

describe.each(PROFILES)('rules in profile %s', (profile) => {
  it('run after it and leave the events as they are where they set nothing', () => {
    const options = { profile, ids: 'content' } as const;
    const rules = [{ from: 'absent', to: 'traits.a' }];
    expect(events(rules, payload, options)).toStrictEqual(transformOlark(payload, options));
    expect(track([{ from: 'id', to: 'event' }], payload, options).event).toBe('c1');
  });
});
