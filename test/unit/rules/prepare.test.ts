import { describe, expect, it } from 'vitest';

import { type MappingRule, transformOlark } from '../../../src/index.js';
import { prepareRules } from '../../../src/rules/prepare.js';
import { conversationWith, thrownBy } from '../../support/values.js';

const sound = { from: 'id', to: 'context.id' };
const conversation = conversationWith({ id: 'c1' });

function contextWith(rules: readonly MappingRule[]) {
  return transformOlark(conversation, { rules })[0].context;
}

describe('a malformed rule', () => {
  it.each([
    [undefined, 'must have a path in both `from` and `to`'],
    [null, 'must have a path in both `from` and `to`'],
    ['id', 'must have a path in both `from` and `to`'],
    [['id', 'a'], 'must have a path in both `from` and `to`'],
    [() => sound, 'must have a path in both `from` and `to`'],
    [{}, 'must have a path in both `from` and `to`'],
    [{ to: 'a' }, '(to `a`) must have a path in both `from` and `to`'],
    [{ from: ['id'], to: 'a' }, '(to `a`) must have a path in both `from` and `to`'],
    [{ from: 'id' }, 'must have a path in both `from` and `to`'],
    [{ from: 'id', to: 7 }, 'must have a path in both `from` and `to`'],
    [{ from: 'id', to: ['a'] }, 'must have a path in both `from` and `to`'],
    [{ from: 'id', to: 'a', via: 'trim' }, '(to `a`) must have a function in `via`'],
    [{ from: 'id', to: 'a', via: null }, '(to `a`) must have a function in `via`'],
    [{ from: 'id', to: 'a', event: 'page' }, "(to `a`) must have 'track' or 'group' in `event`"],
    [{ from: 'id', to: 'a', event: null }, "(to `a`) must have 'track' or 'group' in `event`"],
    [{ from: '*', to: 'a' }, '(to `a`) must end in `*` in both `from` and `to`, or in neither'],
    [{ from: 'a.*', to: 'a' }, '(to `a`) must end in `*` in both `from` and `to`, or in neither'],
    [{ from: 'a', to: 'a.*' }, '(to `a.*`) must end in `*` in both `from` and `to`, or in neither'],
    [{ from: 'a', to: '*' }, '(to `*`) must end in `*` in both `from` and `to`, or in neither'],
    [{ from: '*', to: '*' }, '(to `*`) must not have `*` at the root of the event'],
    [{ from: 'visitor.*', to: '*' }, '(to `*`) must not have `*` at the root of the event'],
    [{ from: 'a.*', to: 'a.*', via: String }, '(to `a.*`) must not have `via` beside `*`'],
  ])('%j is refused by its position and target: %s', (rule, fault) => {
    const error = thrownBy(() => prepareRules([sound, rule]));
    expect({ ...error, message: error.message }).toStrictEqual({
      code: 'OLARK_INVALID_OPTION',
      status: 500,
      statusCode: 500,
      path: 'options.rules[1]',
      message: `\`options.rules[1]\` ${fault}.`,
    });
  });

  it.each([
    ...['', 'a..b', '.a', 'a.', '.', '.*', 'a..*', 'a[]', 'a[""]', "['']", 'a[].b'],
    ...[
      '__proto__',
      'constructor',
      'prototype',
      'a.__proto__',
      '__proto__.a',
      'a.constructor.b',
      'prototype.*',
    ],
    ...['["__proto__"]', "a['constructor']", 'a[prototype].b', 'a["__proto__"].*', '[__proto__]'],
  ])('is refused where its `from` is %j, which has an empty or unsafe step', (from) => {
    const to = from.endsWith('.*') ? 'a.*' : 'a';
    expect(thrownBy(() => prepareRules([{ from, to }])).message).toBe(
      `\`options.rules[0]\` (to \`${to}\`) must not have an empty or unsafe step in \`from\` or \`to\`.`,
    );
  });

  it.each([
    ...['', 'a..b', '.a', 'a.', '.', '.*', 'a..*'],
    ...[
      '__proto__',
      'constructor',
      'prototype',
      'a.__proto__',
      '__proto__.a',
      'a.constructor.b',
      'prototype.*',
    ],
  ])('is refused where its `to` is %j, which has an empty or unsafe step', (to) => {
    const from = to.endsWith('.*') ? 'a.*' : 'a';
    expect(thrownBy(() => prepareRules([{ from, to }])).message).toBe(
      `\`options.rules[0]\` (to \`${to}\`) must not have an empty or unsafe step in \`from\` or \`to\`.`,
    );
  });

  it.each(['type', 'type.a', 'type.*'])('is refused where it sets %s', (to) => {
    const from = to.endsWith('.*') ? 'visitor.*' : 'id';
    expect(thrownBy(() => prepareRules([{ from, to }])).message).toBe(
      `\`options.rules[0]\` (to \`${to}\`) must not overwrite \`type\`.`,
    );
  });

  it.each(
    ['event', 'userId', 'groupId', 'messageId', 'rudderId'].flatMap((id) => [
      `${id}.x`,
      `${id}.x.y`,
      `${id}.*`,
    ]),
  )('is refused where it goes inside of an id: %s', (to) => {
    const from = to.endsWith('.*') ? 'visitor.*' : 'id';
    expect(thrownBy(() => prepareRules([{ from, to }])).message).toBe(
      `\`options.rules[0]\` (to \`${to}\`) must not put anything inside an id.`,
    );
  });

  it('is refused where a list has a hole', () => {
    // eslint-disable-next-line no-sparse-arrays -- a hole is what this is about
    expect(thrownBy(() => prepareRules([, sound])).path).toBe('options.rules[0]');
  });

  it('is refused each time', () => {
    const rules = [{ from: 'id', to: 'type' }];
    for (let time = 0; time < 2; time += 1) {
      expect(thrownBy(() => prepareRules(rules)).code).toBe('OLARK_INVALID_OPTION');
    }
  });
});

describe('a sound rule', () => {
  it.each([
    ['a', 'a'],
    ['visitor["*"]', 'traits.star'],
    ['a.*b', 'a*'],
    ['*.a', '*.a'],
    ['a.*.b', 'a.*.b'],
    ['a.*', 'a.b.*'],
    ['*', 'properties.*'],
    ['a["b.*"]', 'a'],
    ['constructors.a', 'prototypes'],
    ['typed', 'types'],
    ['event.x', 'context.event.x'],
    ['userId.x', 'userIds.x'],
  ])('is one from %s to %s', (from, to) => {
    expect(prepareRules([{ from, to }]).track).toHaveLength(1);
  });

  it('has a property `undefined` as if it were not there', () => {
    const rules = [{ ...sound, via: undefined, event: undefined }];
    expect(contextWith(rules)).toStrictEqual(contextWith([sound]));
  });
});

describe('a list of rules', () => {
  it.each([undefined, null, 7, 'a.b', {}, { length: 1, 0: sound }, () => [sound]])(
    'is refused when it is no array: %s',
    (rules) => {
      const error = thrownBy(() => prepareRules(rules));
      expect(error).toMatchObject({
        code: 'OLARK_INVALID_OPTION',
        path: 'options.rules',
        message: '`options.rules` must be an array.',
      });
    },
  );

  it('is prepared once, and each property of its rules is read once', () => {
    const reads: string[] = [];
    const rule = new Proxy({ ...sound, via: String, event: 'track' } as const, {
      get: (target, key, receiver) => {
        reads.push(String(key));
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    const rules = [rule];
    expect(contextWith(rules)['id']).toBe('c1');
    expect(reads.sort()).toStrictEqual(['event', 'from', 'to', 'via']);
    const prepared = prepareRules(rules);
    expect(contextWith(rules)['id']).toBe('c1');
    expect(transformOlark(conversation, { rules, profile: 'complete' })[0].context['id']).toBe('c1');
    expect(prepareRules(rules)).toBe(prepared);
    expect(reads).toHaveLength(4);
    expect(prepareRules([...rules])).not.toBe(prepared);
  });

  it('uses the target that it has checked, whatever is read after', () => {
    const targets = ['context.externalId', 'type', '__proto__.polluted'];
    const rule = {
      from: 'id',
      get to() {
        return targets.shift() ?? 'type';
      },
    };
    const [event] = transformOlark(conversation, { rules: [rule] });
    expect(event).toMatchObject({ type: 'track', context: { externalId: 'c1' } });
    expect({}).not.toHaveProperty('polluted');
  });

  it('keeps the order of the rules of each event', () => {
    const rules: MappingRule[] = [
      { from: 'a', to: 'a' },
      { from: 'b', to: 'b', event: 'group' },
      { from: 'c', to: 'c', event: 'track' },
      { from: 'd', to: 'd', event: 'group' },
    ];
    const { track, group } = prepareRules(rules);
    expect(
      [track, group].map((list) => list.map(({ from, error }) => [from, error('x').path])),
    ).toStrictEqual([
      [
        ['a', 'options.rules[0]'],
        ['c', 'options.rules[2]'],
      ],
      [
        ['b', 'options.rules[1]'],
        ['d', 'options.rules[3]'],
      ],
    ]);
  });

  it('may be empty, frozen, or written where it is used', () => {
    expect(contextWith([])).toStrictEqual(transformOlark(conversation)[0].context);
    expect(contextWith(Object.freeze([Object.freeze({ ...sound })]))['id']).toBe('c1');
    for (const id of ['a', 'b']) {
      expect(contextWith([{ from: 'id', to: 'context.id', via: () => id }])['id']).toBe(id);
    }
  });

  it('may be long', () => {
    const rules = Array.from({ length: 2000 }, (_, index) => ({
      from: 'id',
      to: `properties.p${String(index)}.id`,
    }));
    const [{ properties }] = transformOlark(conversation, { rules });
    expect(Object.keys(properties)).toHaveLength(2000);
    expect(properties['p1999']).toStrictEqual({ id: 'c1' });
  });

  it('may hold one rule more than once', () => {
    const append: MappingRule = { from: 'id', to: 'properties.ids', via: (id) => [id] };
    expect(
      transformOlark(conversation, { rules: [append, sound, append] })[0].properties['ids'],
    ).toStrictEqual(['c1']);
  });
});
