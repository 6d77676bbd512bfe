import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith, deepFreeze, refusal } from '../../support/values.js';

type Fields = Record<string, unknown>;

const { MAX_SAFE_INTEGER } = Number;
const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const FACTS = ['messageCount', 'visitorMessageCount', 'operatorMessageCount', 'isOffline'];
const WINDOWS = { name: 'Windows', version: '10' };

/** The columns of an event's part, except the facts that are always there, and `otherFields` taken apart. */
function columns(part: object): Fields {
  const { otherFields, ...fields } = part as Fields;
  const entries = Object.entries(fields).filter(([name]) => !FACTS.includes(name));
  const rest = typeof otherFields === 'string' ? { otherFields: JSON.parse(otherFields) as unknown } : {};
  return { ...Object.fromEntries(entries), ...rest };
}

function eventsOf(fields: Fields, visitor: Fields = {}) {
  return transformOlark(deepFreeze(conversationWith(fields, visitor)), { profile: 'warehouse', ids: 'none' });
}

const traitsOf = (visitor: Fields) => columns(eventsOf({}, visitor)[0].context.traits);
const propertiesOf = (fields: Fields, visitor: Fields = {}) =>
  columns(eventsOf(fields, visitor)[0].properties);

/** A value and what a column holds of it; `undefined` where it goes to `otherFields`. */
type Held = [value: unknown, held: unknown];
const left = (...values: unknown[]) => values.map((value): Held => [value, undefined]);
const same = (...values: unknown[]) => values.map((value): Held => [value, value]);

const TEXT = [...same('x', ' '), ...left(true, ['x'], { a: 1 }), [7, '7'], [0.5, '0.5']] as Held[];
const WHOLE = [...same(5, 0, -1, MAX_SAFE_INTEGER), ...left(0.5, MAX_SAFE_INTEGER + 1, '5', true, [5])];
const BOOLEAN = [...same(true, false), ...left(0, 'true', [true])];
const LIST = [...same(['x', null]), ...left('x', 7, true, { a: 1 })];
const JSON_TEXT = [...left('x', 7, false), [{ a: { b: null } }, '{"a":{"b":null}}'], [[1], '[1]']] as Held[];
const OPERATORS = [
  ...same([{ id: 1 }, 'x']),
  ...left('sam'),
  [{ 98: { a: 1 } }, [{ a: 1, id: '98' }]],
] as Held[];
const ABSENT = [null, '', [], {}];

describe.each([
  ['conversation', 'id', 'conversationId', TEXT],
  ['conversation', 'eventType', 'eventType', TEXT],
  ['conversation', 'isLead', 'isLead', BOOLEAN],
  ['conversation', 'manuallySubmitted', 'manuallySubmitted', BOOLEAN],
  ['conversation', 'items', 'items', LIST],
  ['conversation', 'operators', 'operators', OPERATORS],
  ['conversation', 'groups', 'groups', LIST],
  ['conversation', 'tags', 'tags', LIST],
  ['visitor', 'fullName', 'name', TEXT],
  ['visitor', 'phoneNumber', 'phone', TEXT],
  ['visitor', 'emailAddress', 'email', TEXT],
  ['visitor', 'city', 'city', TEXT],
  ['visitor', 'region', 'region', TEXT],
  ['visitor', 'country', 'country', TEXT],
  ['visitor', 'countryCode', 'countryCode', TEXT],
  ['visitor', 'organization', 'organization', TEXT],
  ['visitor', 'kind', 'kind', TEXT],
  ['visitor', 'customFields', 'customFields', JSON_TEXT],
  ['group', 'name', 'name', TEXT],
  ['group', 'kind', 'kind', TEXT],
] as const)('the column of a %s’s %s', (source, field, column, values) => {
  const columnsWith = (value: unknown) => {
    if (source === 'visitor') return traitsOf({ [field]: value });
    if (source === 'conversation') return propertiesOf({ [field]: value });
    return columns(eventsOf({ groups: [{ id: 'g1', [field]: value }] })[1]?.traits ?? {});
  };

  it.each(values)('holds of %j %j', (value, held) => {
    expect(columnsWith(value)).toStrictEqual(
      held === undefined ? { otherFields: { [field]: value } } : { [column]: held },
    );
  });

  it('is not there for what is absent or empty', () => {
    for (const value of ABSENT) expect(columnsWith(value)).toStrictEqual({});
  });
});

it.each<[string, Fields, Fields, Fields]>([
  ['an ip', { ip: '::1' }, { ip: '::1' }, {}],
  ['an ip that is a number', { ip: 1 }, { ip: '1' }, {}],
  ['a page', { referrer: 'r', conversationBeginPage: 7 }, { page: { referrer: 'r', url: '7' } }, {}],
  ['half a page', { referrer: {}, conversationBeginPage: 'u' }, { page: { url: 'u' } }, {}],
  ['other types', { ip: [1], referrer: true }, {}, { ip: [1], referrer: true }],
  ['labels', { browser: 'X', operatingSystem: 'Y' }, { browser: { name: 'X' }, os: { name: 'Y' } }, {}],
  ['other labels', { browser: 7, operatingSystem: ['x'] }, {}, { browser: 7, operatingSystem: ['x'] }],
  ['blank labels', { browser: ' ', operatingSystem: '\t' }, {}, { browser: ' ', operatingSystem: '\t' }],
  ['a raw user-agent string', { browser: RAW }, { browser: { name: RAW }, os: WINDOWS, userAgent: RAW }, {}],
  ['a raw one of the system', { operatingSystem: RAW }, { os: WINDOWS }, { operatingSystem: RAW }],
])('the context has of %s what fits', (_, visitor, expected, otherFields) => {
  const { library, integration, traits, ...context } = eventsOf({}, visitor)[0].context;
  expect([library, integration]).toStrictEqual([{ name: 'unknown', version: 'unknown' }, { name: 'Olark' }]);
  expect(context).toStrictEqual(expected);
  expect(columns(traits)).toStrictEqual(Object.keys(otherFields).length > 0 ? { otherFields } : {});
});

describe('the survey', () => {
  const surveyed = (chat_feedback: unknown) => [
    propertiesOf({}, { chat_feedback })['chat_feedback'],
    traitsOf({ chat_feedback })['otherFields'],
  ];

  it.each(['overall_chat', 'responsiveness', 'knowledge', 'friendliness'])('has the column %s', (answer) => {
    for (const [value, held] of WHOLE) {
      const survey = { [answer]: value };
      expect(surveyed(survey)).toStrictEqual(
        held === undefined ? [undefined, { chat_feedback: survey }] : [survey, undefined],
      );
    }
  });

  it.each<[unknown, unknown, unknown]>([
    [{ comments: 5 }, { comments: '5' }, undefined],
    [{ comments: [1], overall_chat: 5, nps: 8, none: '' }, { overall_chat: 5 }, { comments: [1], nps: 8 }],
    [[5], undefined, [5]],
    ['5', undefined, '5'],
    [5, undefined, 5],
    ...ABSENT.map((value): [unknown, unknown, unknown] => [value, undefined, undefined]),
  ])('%j has columns with %j, and leaves %j', (survey, held, over) => {
    expect(surveyed(survey)).toStrictEqual([held, over === undefined ? over : { chat_feedback: over }]);
  });
});

it('keeps what has no column as JSON text, in the payload’s order whatever its keys', () => {
  const json = `{"z":1,"__proto__":{"a":1},"ip":"::1","kind":"Conversation","otherFields":"x","name":null,"a":{"__proto__":2},
    "groups":[{"z":1,"id":"g1","a":2}],"visitor":{"z":1,"name":"x","city":["Lyon"],"id":"v1","a":{},"prototype":1,"b":[0]}}`;
  const [track, group] = transformOlark(json, { profile: 'warehouse' });
  const parts = [track.properties, track.context.traits, group?.traits];
  expect(parts.map((part) => part?.otherFields)).toStrictEqual([
    '{"z":1,"__proto__":{"a":1},"ip":"::1","otherFields":"x","a":{"__proto__":2}}',
    '{"z":1,"name":"x","city":["Lyon"],"prototype":1,"b":[0]}',
    '{"z":1,"a":2}',
  ]);
});

it.each<[unknown, unknown]>([...left({}, ''), ['c1', 'c1'], [7, '7']])(
  'a group event of the conversation %j is joined with it by %j',
  (id, conversationId) => {
    const [, group] = eventsOf({ id, groups: [{ id: 'g1' }] });
    expect(group?.context.conversationId).toBe(conversationId);
    expect(group).not.toHaveProperty('properties');
  },
);

it('refuses what JSON cannot hold where JSON text is written', () => {
  for (const [fields, visitor] of [[{ value: 1n }], [{}, { customFields: [1n] }]] as [Fields, Fields?][]) {
    expect(refusal(() => eventsOf(fields, visitor))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
  }
});
