import { describe, expect, it } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { isJsonData as isData } from '../../../src/rules/json-data.js';
import { conversationWith, deepFreeze, refusal, revokedProxy, thrownBy } from '../../support/values.js';

const secret = { email: 'secret' };
const event = deepFreeze({
  ...{ type: 'track', event: 'Conversation', userId: 'v1', integrations: { Olark: false } },
  context: { library: { name: 'x' }, integration: { name: 'Olark' }, traits: secret, page: { url: 'u' } },
  traits: secret,
  properties: secret,
});
const { library, integration, traits } = event.context;
const noPage = { library, integration, traits };

/** What a rule makes of an event; `fields` are those of the conversation. */
const run = (rule: MappingRule, fields: object = { id: 'c1' }, start: object = event) =>
  applyRules([rule], deepFreeze(conversationWith({ ...fields })), { event: start });
const at = (path: string, root: object) =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);

const bare: object = Object.assign(Object.create(null) as object, { a: 1 });
const unreadable = Object.defineProperty({}, 'a', { enumerable: true, get: () => expect.fail() });

class Box {
  readonly a = 1;
}

it.each<[boolean, unknown[]]>([
  [true, ['', 'x', 0, -1.5, true, false, null, [], [undefined], {}, { a: 1n }, bare]],
  [false, [undefined, NaN, -Infinity, 1n, Symbol('x'), () => 'x', Promise.resolve('x'), Buffer.from('x')]],
  [false, [new Date(0), new Map([['a', 1]]), new Box(), Object('x')]],
])('isData says %s of each of %o', (answer, values) => {
  expect(values.map(isData)).toStrictEqual(values.map(() => answer));
});

/** What a rule that failed gives: an error, and no event. */
const ERROR = Symbol('error');
/** What takes away what is there. */
const GONE = undefined;

/** What is given, and what becomes of an id, of an object that must be there and of anything else. */
const GIVEN: [name: string, given: unknown, id: unknown, object: unknown, other: unknown][] = [
  ['null', null, ERROR, {}, GONE],
  ['an empty string', '', ERROR, {}, GONE],
  ['a blank string', ' \u200b', ERROR, ERROR, ' \u200b'],
  ['a string', 'x', 'x', ERROR, 'x'],
  ['a number', 0, '0', ERROR, 0],
  ['a boolean', false, ERROR, ERROR, false],
  ['a list', [1], ERROR, ERROR, [1]],
  ['an object', { a: 1 }, ERROR, { a: 1 }, { a: 1 }],
  ['an empty object', {}, ERROR, {}, {}],
  ['an object without a prototype', bare, ERROR, { a: 1 }, bare],
  ['undefined', undefined, ERROR, ERROR, ERROR],
  ['a Promise', Promise.resolve('x'), ERROR, ERROR, ERROR],
  ['an instance of a class', new Box(), ERROR, ERROR, ERROR],
  ['what cannot be read', revokedProxy(), ERROR, ERROR, ERROR],
];

describe.each(GIVEN)('a `via` that gives %s', (_, given, id, object, other) => {
  const keeping = (result: unknown) =>
    result === ERROR || given === null || given === '' ? result : { ...secret, ...(result as object) };

  it.each<[string, MappingRule, unknown]>([
    ['userId', { to: 'userId' }, id],
    ['event', { to: 'event' }, id],
    ['traits', { to: 'traits' }, object],
    ['traits', { from: 'id', to: 'traits' }, keeping(object)],
    ['properties.email', { to: 'properties.email' }, other],
    ['properties.email', { from: 'id', to: 'properties.email' }, other],
  ])('leaves of %s in place of the secret what fits, or throws: %j', (path, rule, expected) => {
    const result = () => at(path, run({ ...rule, via: () => given as never }));
    if (expected !== ERROR) expect(result()).toStrictEqual(expected);
    else expect(refusal(result)).toStrictEqual(['OLARK_INVALID_OPTION', 'options.rules[0]']);
  });
});

it.each([
  ['userId', 'must give a non-blank string or a finite number', true],
  ['traits', 'must give a plain object', true],
  ['traits', 'must give JSON data', undefined],
  ['traits', 'has a `via` that failed', revokedProxy()],
  ['traits', 'has a `via` that failed', unreadable],
])('the error of a rule for %s says that it %s', (to, problem, given) => {
  const error = thrownBy(() => run({ to, via: () => given as never }));
  expect(error.message).toBe(`\`options.rules[0]\` (to \`${to}\`) ${problem}.`);
  expect(error.cause !== undefined).toBe(problem.endsWith('failed'));
});

it.each([true, null, {}, [], ' ', NaN, () => 'x', new Date(0), 1n, { id: 'x' }])(
  'a value of the payload that an id cannot take, %s, sets nothing',
  (id) => {
    expect(run({ from: 'id', to: 'userId' }, { id })).toStrictEqual(event);
  },
);

describe.each([
  ...['context', 'context.traits', 'context.library', 'context.integration'],
  ...['traits', 'properties', 'integrations'],
])('%s', (to) => {
  const fields = { name: 'own', url: 'own', email: 'own', extra: { a: 1 }, zero: 0 };
  const from = (value: unknown) => run({ from: 'fields', to }, { fields: value });

  it('is joined by the fields of an object, which win, without absent and unsafe ones', () => {
    const more = '"__proto__":{"x":1},"constructor":{"x":1},"none":null,"empty":""';
    const joined = { ...(at(to, event) as object), ...fields };
    expect(at(to, from(JSON.parse(`${JSON.stringify(fields).slice(0, -1)},${more}}`)))).toStrictEqual(joined);
    expect(at(to, run({ to, value: fields }))).toStrictEqual(joined);
  });

  it('is left as it is by data of the payload that is no object', () => {
    for (const value of ['x', 7, true, [{ a: 1 }], new Box(), {}]) expect(from(value)).toStrictEqual(event);
  });

  it('is emptied where it is taken away, and stays an object', () => {
    const emptied = to === 'context' ? { traits: {}, library: {}, integration: {} } : {};
    expect(at(to, run({ to, value: null }))).toStrictEqual(emptied);
    expect(at(to, run({ to, via: () => ({}) }))).toStrictEqual(emptied);
  });

  it('is made where it is missing', () => {
    expect(at(to, run({ to, value: { a: 1 } }, {}, {}))).toStrictEqual({ a: 1 });
    expect(run({ to, value: null }, {}, {})).toStrictEqual({});
  });
});

it.each<[string, Omit<MappingRule, 'to'>, object]>([
  ['loses a field that an edit makes null', { via: (old: object) => ({ ...old, page: null }) }, noPage],
  ['loses one that an edit makes undefined', { via: (old: object) => ({ ...old, page: undefined }) }, noPage],
  ['loses a page that an edit empties', { via: (old: object) => ({ ...old, page: {} }) }, noPage],
  ['loses what `via` leaves undefined', { from: 'id', via: () => ({ page: undefined }) }, noPage],
  ['keeps its objects in an edit', { via: () => ({ traits }) }, { traits, library: {}, integration: {} }],
  ['is joined deep', { value: { traits: { a: 1 } } }, { ...event.context, traits: { ...traits, a: 1 } }],
  ['is not changed by fields that it cannot take', { from: 'odd' }, { ...event.context, os: 5 }],
])('context %s', (_, rule, context) => {
  const odd = { page: null, integration: null, a: undefined, traits: 'x', library: [], b: NaN, os: 5 };
  expect(run({ ...rule, to: 'context' }, { id: 'c1', odd })['context']).toStrictEqual(context);
});

it.each([{ traits: 'x' }, { a: NaN }, { os: new Box() }, { os: { name: NaN } }])(
  'a `via` that gives the context the field %j fails',
  (fields) => {
    const rule = { from: 'id', to: 'context', via: () => fields };
    expect(refusal(() => run(rule))[0]).toBe('OLARK_INVALID_OPTION');
  },
);

it('a field of the payload with the name of an inherited one is like any other', () => {
  const fields = { toString: null, valueOf: '', hasOwnProperty: 1 };
  const { traits: joined } = run({ from: 'fields', to: 'traits' }, { fields });
  expect(Object.entries(joined as object)).toStrictEqual(Object.entries({ ...secret, hasOwnProperty: 1 }));
});

it.each<[string, Omit<MappingRule, 'to'>, unknown]>([
  ['goes where an edit leaves nothing', { via: () => ({ url: undefined }) }, undefined],
  ['has no field that is null', { value: { url: null, title: 't' } }, { title: 't' }],
  ['is the rule’s alone', { from: 'page' }, { url: 'p' }],
])('context.page %s', (_, rule, page) => {
  const start = { context: { page: { url: 'u', extra: 1 } } };
  const made = run({ ...rule, to: 'context.page' }, { page: { url: 'p', none: null } }, start);
  expect((made['context'] as Record<string, unknown>)['page']).toStrictEqual(page);
});

it('an empty page stays where there is nothing to edit', () => {
  const start = { context: { page: {} } };
  expect(run({ to: 'context.page.url', via: String }, {}, start)).toBe(start);
});

it.each(['page', 'os', 'browser'])('context.%s goes when it became empty, and takes anything', (part) => {
  const start = { context: { [part]: { name: 'x' } }, properties: { [part]: { name: 'x' } } };
  const set = (to: string, value: string | null) => run({ to, value }, {}, start);
  for (const to of [`context.${part}.name`, `context.${part}.*`, `context.${part}`]) {
    expect(set(to, null)).toStrictEqual({ ...start, context: {} });
  }
  expect(set(`context.${part}`, 'x')).toStrictEqual({ ...start, context: { [part]: 'x' } });
  expect(set(`properties.${part}.name`, null)).toStrictEqual({ ...start, properties: { [part]: {} } });
});

it.each([
  ...['userIdentity', 'properties.userId', 'traits.messageId', 'typed', 'contexts', 'properties.traits'],
  ...['context.traits.library', 'my.context.traits'],
])('%s only resembles what RudderStack needs, and takes anything', (to) => {
  for (const value of ['x', 7, true, { a: 1 }, [1]]) {
    expect(run({ to, value })).toHaveProperty(to, value);
  }
});
