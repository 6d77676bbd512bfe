import { expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { conversationWith, deepFreeze, refusal } from '../../support/values.js';

type Fields = Record<string, unknown>;

const SOURCE = { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } };
const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';

/** The facts about a conversation without messages. */
const NO_MESSAGES = { messageCount: 0, visitorMessageCount: 0, operatorMessageCount: 0, isOffline: false };

function eventsOf(fields: Fields, visitor: Fields = {}) {
  return transformOlark(deepFreeze(conversationWith(fields, visitor)), { profile: 'warehouse', ids: 'none' });
}

it('warehouse makes a track event and a group event of fixed columns', () => {
  const items = [
    { kind: 'MessageToOperator', timestamp: '1473774819.263083' },
    { kind: 'MessageToVisitor', timestamp: '1473774821.411154', operatorId: '98' },
  ];
  const groups = [{ id: 'g1', kind: 'Group', name: 'Sales', queue: 'vip' }];
  const fields = {
    id: 'c1',
    eventType: 'start',
    isLead: true,
    manuallySubmitted: false,
    items,
    tags: ['billing'],
    operators: { 98: { nickname: 'Mika' } },
    groups,
    ip: '203.0.113.8',
    channel: 'web',
  };
  const visitor = {
    kind: 'Visitor',
    fullName: 'Bob Doe',
    phoneNumber: '(222) 222-2222',
    emailAddress: 'bob@example.com',
    city: 'San Francisco',
    region: 'CA',
    country: 'United States',
    countryCode: 'US',
    organization: 'Widgets Inc.',
    ip: '203.0.113.9',
    browser: 'Chrome 105.0.0.0',
    operatingSystem: 'Windows 10',
    referrer: 'https://www.example.com/',
    conversationBeginPage: 'https://www.example.com/prices',
    chat_feedback: { overall_chat: 5, comments: 'Thanks', nps: 8 },
    customFields: { plan: 'gold' },
    visits: 3,
  };
  expect(eventsOf(fields, visitor)).toStrictEqual([
    {
      type: 'track',
      event: 'Conversation',
      userId: 'v1',
      context: {
        ...SOURCE,
        traits: {
          name: 'Bob Doe',
          phone: '(222) 222-2222',
          email: 'bob@example.com',
          city: 'San Francisco',
          region: 'CA',
          country: 'United States',
          countryCode: 'US',
          organization: 'Widgets Inc.',
          kind: 'Visitor',
          customFields: '{"plan":"gold"}',
          otherFields: '{"chat_feedback":{"nps":8},"visits":3}',
        },
        browser: { name: 'Chrome', version: '105.0.0.0' },
        os: { name: 'Windows', version: '10' },
        page: { referrer: 'https://www.example.com/', url: 'https://www.example.com/prices' },
        ip: '203.0.113.9',
      },
      traits: {},
      properties: {
        messageCount: 2,
        visitorMessageCount: 1,
        operatorMessageCount: 1,
        isOffline: false,
        startedAt: '2016-09-13T13:53:39.263Z',
        endedAt: '2016-09-13T13:53:41.411Z',
        durationSeconds: 2,
        firstResponderId: '98',
        firstResponseSeconds: 2,
        averageResponseSeconds: 2,
        conversationId: 'c1',
        eventType: 'start',
        isLead: true,
        manuallySubmitted: false,
        items,
        groups,
        tags: ['billing'],
        operators: [{ nickname: 'Mika', id: '98' }],
        chat_feedback: { overall_chat: 5, comments: 'Thanks' },
        otherFields: '{"ip":"203.0.113.8","channel":"web"}',
      },
      integrations: {
        Olark: false,
        DATA_WAREHOUSE: {
          options: {
            jsonPaths: [
              'track.properties.items',
              'track.properties.operators',
              'track.properties.groups',
              'track.properties.tags',
            ],
          },
        },
      },
      timestamp: '2016-09-13T13:53:41.411Z',
      originalTimestamp: '2016-09-13T13:53:41.411Z',
    },
    {
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: { ...SOURCE, conversationId: 'c1' },
      traits: { name: 'Sales', kind: 'Group', otherFields: '{"queue":"vip"}' },
      integrations: { Olark: false },
      timestamp: '2016-09-13T13:53:41.411Z',
      originalTimestamp: '2016-09-13T13:53:41.411Z',
    },
  ]);
});

it.each<{ name: string; visitor: Fields; traits: Fields }>([
  {
    name: 'numbers as text',
    visitor: {
      fullName: 0,
      phoneNumber: 2222222222,
      emailAddress: 0.5,
      city: -3,
      region: 4,
      country: 5,
      countryCode: 6,
      organization: 1e21,
      kind: 8,
    },
    traits: {
      name: '0',
      phone: '2222222222',
      email: '0.5',
      city: '-3',
      region: '4',
      country: '5',
      countryCode: '6',
      organization: '1e+21',
      kind: '8',
    },
  },
  {
    name: 'nothing that is not text, but in `otherFields`',
    visitor: {
      fullName: true,
      phoneNumber: ['1'],
      emailAddress: { a: 1 },
      city: false,
      region: ['x'],
      country: [['x']],
      countryCode: { b: null },
      organization: [0],
      kind: true,
    },
    traits: {
      otherFields:
        '{"fullName":true,"phoneNumber":["1"],"emailAddress":{"a":1},"city":false,"region":["x"],' +
        '"country":[["x"]],"countryCode":{"b":null},"organization":[0],"kind":true}',
    },
  },
  {
    name: 'nothing absent or empty',
    visitor: {
      fullName: '',
      phoneNumber: null,
      city: undefined,
      region: [],
      kind: {},
      customFields: {},
      a: '',
    },
    traits: {},
  },
  {
    name: 'custom fields that are a list',
    visitor: { customFields: [{ plan: 'gold' }] },
    traits: { customFields: '[{"plan":"gold"}]' },
  },
  {
    name: 'custom fields that are text in `otherFields`',
    visitor: { customFields: 'gold' },
    traits: { otherFields: '{"customFields":"gold"}' },
  },
  {
    name: 'what Postgres refuses as U+FFFD, in `customFields` and in `otherFields`',
    visitor: { customFields: { note: 'cut \ud83d' }, 'NUL\0': '\0' },
    traits: { customFields: '{"note":"cut \ufffd"}', otherFields: '{"NUL\ufffd":"\ufffd"}' },
  },
])('the traits of warehouse hold $name', ({ visitor, traits }) => {
  expect(eventsOf({}, visitor)[0].context.traits).toStrictEqual(traits);
});

it.each<{ name: string; visitor: Fields; context: Fields }>([
  {
    name: 'an address and a page that are numbers',
    visitor: { ip: 1, referrer: 2, conversationBeginPage: 3 },
    context: { traits: {}, page: { referrer: '2', url: '3' }, ip: '1' },
  },
  {
    name: 'a page without a referrer',
    visitor: { referrer: {}, conversationBeginPage: 'https://www.example.com/' },
    context: { traits: {}, page: { url: 'https://www.example.com/' } },
  },
  {
    name: 'no address and no page of another type',
    visitor: { ip: [1], referrer: true, conversationBeginPage: { a: 1 } },
    context: { traits: { otherFields: '{"ip":[1],"referrer":true,"conversationBeginPage":{"a":1}}' } },
  },
  {
    name: 'labels',
    visitor: { browser: 'Chrome 1', operatingSystem: 'Windows' },
    context: { traits: {}, browser: { name: 'Chrome', version: '1' }, os: { name: 'Windows' } },
  },
  {
    name: 'no labels that are not strings',
    visitor: { browser: 7, operatingSystem: ['x'] },
    context: { traits: { otherFields: '{"browser":7,"operatingSystem":["x"]}' } },
  },
  {
    name: 'no blank labels',
    visitor: { browser: ' ', operatingSystem: '\t' },
    context: { traits: { otherFields: String.raw`{"browser":" ","operatingSystem":"\t"}` } },
  },
  {
    name: 'a raw user-agent string in `browser`',
    visitor: { browser: RAW },
    context: {
      traits: {},
      browser: { name: RAW },
      os: { name: 'Windows', version: '10' },
      userAgent: RAW,
    },
  },
  {
    name: 'the parts of a raw user-agent string in `operatingSystem`',
    visitor: { operatingSystem: RAW },
    context: {
      traits: { otherFields: `{"operatingSystem":"${RAW}"}` },
      os: { name: 'Windows', version: '10' },
    },
  },
])('the context of warehouse holds $name', ({ visitor, context }) => {
  expect(eventsOf({}, visitor)[0].context).toStrictEqual({ ...SOURCE, ...context });
});

it.each<{ name: string; fields: Fields; properties: Fields }>([
  {
    name: 'numbers as text, and false',
    fields: { id: 7, eventType: 8, isLead: false, manuallySubmitted: true },
    properties: { conversationId: '7', eventType: '8', isLead: false, manuallySubmitted: true },
  },
  {
    name: 'nothing of another type, but in `otherFields`',
    fields: {
      id: true,
      eventType: ['start'],
      isLead: 'true',
      manuallySubmitted: 0,
      items: 'x',
      operators: 'Mika',
      groups: { id: 'g1' },
      tags: 7,
    },
    properties: {
      otherFields:
        '{"id":true,"eventType":["start"],"isLead":"true","manuallySubmitted":0,"items":"x",' +
        '"operators":"Mika","groups":{"id":"g1"},"tags":7}',
    },
  },
  {
    name: 'nothing absent or empty',
    fields: {
      id: '',
      eventType: null,
      isLead: '',
      manuallySubmitted: undefined,
      items: [],
      operators: {},
      groups: [],
      tags: '',
      a: {},
    },
    properties: {},
  },
  {
    name: 'lists of anything',
    fields: { tags: ['x', null, 7], groups: ['x'], operators: [{ id: 1 }, 'x'] },
    properties: { groups: ['x'], tags: ['x', null, 7], operators: [{ id: 1 }, 'x'] },
  },
  {
    name: 'a top-level address, which has no column, in `otherFields`',
    fields: { ip: '::1' },
    properties: { otherFields: '{"ip":"::1"}' },
  },
])('the properties of warehouse hold $name', ({ fields, properties }) => {
  expect(eventsOf(fields)[0].properties).toStrictEqual({ ...NO_MESSAGES, ...properties });
});

it.each<{ name: string; survey: unknown; columns: Fields | undefined; otherFields: string | undefined }>([
  {
    name: 'whole numbers and a comment have columns',
    survey: {
      overall_chat: 5,
      responsiveness: 0,
      knowledge: -1,
      friendliness: 9007199254740991,
      comments: '!',
    },
    columns: {
      overall_chat: 5,
      responsiveness: 0,
      knowledge: -1,
      friendliness: 9007199254740991,
      comments: '!',
    },
    otherFields: undefined,
  },
  {
    name: 'other values have none',
    survey: { overall_chat: '5', responsiveness: 0.5, knowledge: true, friendliness: [5], comments: ['!'] },
    columns: undefined,
    otherFields:
      '{"chat_feedback":{"overall_chat":"5","responsiveness":0.5,"knowledge":true,"friendliness":[5],"comments":["!"]}}',
  },
  {
    name: 'a comment that is a number becomes text',
    survey: { comments: 5 },
    columns: { comments: '5' },
    otherFields: undefined,
  },
  {
    name: 'an unknown answer is kept beside columns, an empty one is not',
    survey: { overall_chat: 5, nps: 8, none: '' },
    columns: { overall_chat: 5 },
    otherFields: '{"chat_feedback":{"nps":8}}',
  },
  { name: 'a list is kept', survey: [5], columns: undefined, otherFields: '{"chat_feedback":[5]}' },
  { name: 'text is kept', survey: '5', columns: undefined, otherFields: '{"chat_feedback":"5"}' },
  { name: 'a number is kept', survey: 5, columns: undefined, otherFields: '{"chat_feedback":5}' },
  { name: 'an empty survey is left out', survey: {}, columns: undefined, otherFields: undefined },
  { name: 'an empty list is left out', survey: [], columns: undefined, otherFields: undefined },
  { name: 'null is left out', survey: null, columns: undefined, otherFields: undefined },
])('in the survey of warehouse $name', ({ survey, columns, otherFields }) => {
  const [{ properties, context }] = eventsOf({}, { chat_feedback: survey });
  expect(properties.chat_feedback).toStrictEqual(columns);
  expect(context.traits.otherFields).toBe(otherFields);
});

it.each<{ name: string; group: Fields; traits: Fields }>([
  { name: 'numbers as text', group: { name: 7, kind: 0 }, traits: { name: '7', kind: '0' } },
  {
    name: 'nothing of another type, but in `otherFields`',
    group: { name: ['Sales'], kind: true },
    traits: { otherFields: '{"name":["Sales"],"kind":true}' },
  },
  { name: 'nothing absent', group: { name: '', kind: null, queue: [] }, traits: {} },
])('the traits of a group event of warehouse hold $name', ({ group, traits }) => {
  const [, event] = eventsOf({ groups: [{ id: 'g1', ...group }] });
  expect(event?.traits).toStrictEqual(traits);
  expect(event).not.toHaveProperty('properties');
});

it.each<{ name: string; id: unknown; context: object }>([
  { name: 'text', id: 'c1', context: { ...SOURCE, conversationId: 'c1' } },
  { name: 'a number', id: 7, context: { ...SOURCE, conversationId: '7' } },
  { name: 'an object', id: {}, context: SOURCE },
  { name: 'empty text', id: '', context: SOURCE },
])('a group event can be joined with its conversation if its id is usable: $name', ({ id, context }) => {
  expect(eventsOf({ id, groups: [{ id: 'g1' }] })[1]?.context).toStrictEqual(context);
});

it('warehouse keeps what has no column as JSON text, in the payload’s order whatever its keys', () => {
  const json = `{
    "z": 1, "__proto__": { "a": 1 }, "ip": "::1", "kind": "Conversation", "otherFields": "x", "name": null,
    "a": { "__proto__": 2 },
    "groups": [{ "z": 1, "id": "g1", "a": 2 }],
    "visitor": { "z": 1, "name": "x", "city": ["Lyon"], "id": "v1", "a": {}, "prototype": 1, "b": [0] }
  }`;
  const [track, group] = transformOlark(json, { profile: 'warehouse' });
  expect(track.properties.otherFields).toBe(
    '{"z":1,"__proto__":{"a":1},"ip":"::1","otherFields":"x","a":{"__proto__":2}}',
  );
  expect(track.context.traits.otherFields).toBe('{"z":1,"name":"x","city":["Lyon"],"prototype":1,"b":[0]}');
  expect(group?.traits.otherFields).toBe('{"z":1,"a":2}');
});

it.each<{ name: string; fields: Fields; visitor: Fields }>([
  { name: 'an unknown field', fields: { value: 1n }, visitor: {} },
  { name: 'a custom field', fields: {}, visitor: { customFields: [1n] } },
])('warehouse refuses what JSON cannot hold in $name', ({ fields, visitor }) => {
  expect(refusal(() => eventsOf(fields, visitor))).toStrictEqual(['OLARK_UNSERIALIZABLE', undefined]);
});
