import fc from 'fast-check';

import type { MappingRule } from '../../src/index.js';
import { fullDelivery } from './mapping-table.js';

/** Mostly one of some texts, else something else. */
function oneOf(texts: readonly string[], other: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, other);
}

const visitorFields = Object.keys(fullDelivery.visitor);
const fieldsOfMessages = ['body', 'timestamp', 'nickname'];
const fieldsOfFeedback = ['overall_chat', 'comments'];
const fieldsOfEnvelopes = ['data', 'request', 'body'];
const fieldsOfEvents = ['event', 'type', 'userId', 'messageId', 'context', 'traits', 'properties'];
const namesInTraits = ['name', 'email'];
const namesThatProfilesMake = ['otherFields', 'conversationId', 'visitor_name', 'messageCount', 'startedAt'];
/** Names that become a column that another field has, or none. */
const namesOfColumns = ['message_count', 'ID', 'имя'];
const namesWithMeaningInPaths = ['customFields.a', '*', '0', '98', '1234'];
const namesOfPrototypes = ['toString', 'toJSON', 'length', '__proto__', 'constructor', 'prototype'];

const names = [
  ...visitorFields,
  ...Object.keys(fullDelivery),
  ...fieldsOfMessages,
  ...fieldsOfFeedback,
  ...fieldsOfEnvelopes,
  'group',
  ...fieldsOfEvents,
  ...namesInTraits,
  ...namesThatProfilesMake,
  ...namesOfColumns,
  ...namesWithMeaningInPaths,
  ...namesOfPrototypes,
];

const partsOfForms = ['a+b', '100%', '%7B', 'data=x', '&'];
const partsOfJson = ['"', '\\', 'null', '{"a":1}'];
const blankText = ['', ' ', '\n', '\u200b', '\u2028'];
const oddCharacters = ['\ud83d', '🚨', 'e\u0301'];
const labels = ['Chrome 105.0.0.0', ' Windows   10 ', '0', '11', 'Foo/1.0', 'OS/2 4'];
const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/105.0.0.0 Safari/537.36';
const oddWords = [...partsOfForms, ...partsOfJson, ...blankText, ...oddCharacters, ...labels, userAgent];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 2, arbitrary: fc.constantFrom(...oddWords) },
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.constantFrom(null, true, false, 0, 1, -1.5, 1e21, 1473774819.25, Number.MAX_SAFE_INTEGER),
);
const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('', ...names) }, word);

/** Objects as `JSON.parse` makes them: every key is an own one, `__proto__` too. */
const record = (values: fc.Arbitrary<unknown>, maxKeys: number) =>
  fc.dictionary(key, values, { maxKeys, noNullPrototype: true });

/** Any JSON value, rich in what a conversation or an envelope has. */
export const jsonValues: fc.Arbitrary<unknown> = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 3 }),
    record(tie('json'), 3),
  ),
})).json;

/** Mostly what a field should hold, else any JSON value. */
function mostly(usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: usual }, jsonValues);
}

const usableText = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => /[!-~]/.test(text));
const usableId = fc.oneof({ weight: 4, arbitrary: usableText }, fc.integer());
const someOf = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });
const survey = { overall_chat: scalar, responsiveness: fc.nat(5), knowledge: fc.nat(5), comments: scalar };
const visitor = fc
  .tuple(
    record(jsonValues, 2),
    someOf({
      ...Object.fromEntries(visitorFields.map((field) => [field, mostly(scalar)])),
      chat_feedback: mostly(someOf(survey)),
      customFields: mostly(record(jsonValues, 2)),
    }),
    usableId,
  )
  .map(([other, known, id]) => ({ ...other, ...known, id }));

/** So few times that messages have the same one. */
const time = fc.nat(60).map((quarter) => (1_720_429_200 + quarter / 4).toFixed(2));
const oddTime = oneOf(['-1', '1e9', '253402300799.9996', '253402300800', '999999999999'], word);
const item = fc.record(
  {
    kind: fc.constantFrom('MessageToVisitor', 'MessageToOperator', 'OfflineMessage', 'x'),
    timestamp: fc.oneof({ weight: 6, arbitrary: time }, oddTime, scalar),
    body: word,
    operatorId: scalar,
  },
  { requiredKeys: ['kind', 'timestamp'] },
);
/** Messages of a conversation, in any order. */
export const items = fc.array(item, { maxLength: 12, size: 'max' });
const group = mostly(fc.tuple(record(jsonValues, 2), usableId).map(([rest, id]) => ({ ...rest, id })));

/** A usable conversation as Olark could send it, today or tomorrow. */
export const conversations: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    record(jsonValues, 3),
    someOf({
      id: mostly(usableId),
      isLead: mostly(fc.boolean()),
      items: mostly(items),
      tags: mostly(fc.array(word, { maxLength: 2 })),
      operators: mostly(record(record(scalar, 2), 2)),
      groups: mostly(fc.array(group, { maxLength: 3 })),
      ip: word,
    }),
    fc.record({ kind: usableText, visitor }),
  )
  .map(([other, known, needed]) => ({ ...other, ...known, ...needed }));

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names).map((name) => `.${name}`) },
  fc.nat(3).map((place) => `[${String(place)}]`),
);
const anyPath = fc
  .tuple(fc.constantFrom(...names), fc.array(step, { maxLength: 3 }))
  .map(([first, steps]) => first + steps.join(''));

const pathsInVisitor = [
  'visitor',
  'visitor.id',
  'visitor.fullName',
  'visitor.customFields',
  'visitor.chat_feedback',
  'visitor.city',
  'visitor.toString',
];
const pathsInLists = ['items', 'items[0]', 'items.0.body', 'tags', 'tags[0]', 'operators', 'operators.98'];
const pathsInGroups = ['groups', 'groups[0].name', 'group', 'group.id', 'group.kind', 'group.name'];
const otherPaths = ['kind', 'id', 'ip', 'data', 'properties'];

/** Paths of which most lead into a conversation. */
const sources = oneOf([...pathsInVisitor, ...pathsInLists, ...pathsInGroups, ...otherPaths], anyPath);

const idsOfEvents = ['event', 'userId', 'groupId'];
const objectsThatEventsNeed = [
  'context',
  'context.traits',
  'context.library',
  'context.integration',
  'traits',
  'properties',
  'integrations',
];
const placesOfConversations = [
  'properties.items',
  'properties.items[0]',
  'properties.items.0.body',
  'properties.items[1].a.b',
  'properties.tags[0]',
  'properties.operators.98',
  'properties.otherFields',
];
const placesOfVisitors = [
  'traits.chat_feedback',
  'traits.chat_feedback.a',
  'traits.name.first',
  'context.page',
  'context.page.url',
  'context.os.name',
  'context.browser',
  'context.traits.customFields.a',
  'context.traits.email',
];
const placesOfIntegrations = ['integrations.Olark', 'integrations.DATA_WAREHOUSE.options.jsonPaths[0]'];
const placesOfRules = ['extra', 'extra.a.b', 'extra[0]', 'timestamp', 'name'];

/** Places that events have or can have. */
const places = oneOf(
  [
    ...idsOfEvents,
    ...objectsThatEventsNeed,
    ...placesOfConversations,
    ...placesOfVisitors,
    ...placesOfIntegrations,
    ...placesOfRules,
  ],
  anyPath,
);
const everyPlaces = oneOf(
  [
    'properties.*',
    'properties.*.*',
    'properties.items.*',
    'properties.items.*.body',
    'properties.operators.*.nickname',
    'context.*',
    'context.*.name',
    'context.traits.*',
    'traits.*',
    'integrations.*',
  ],
  places.map((place) => `${place}.*`),
);

/** Functions of JSON values; what some of them give no place takes. */
const vias = fc.constantFrom<NonNullable<MappingRule['via']>>(
  (value) => value,
  (_, conversation) => conversation,
  (_, conversation) => conversation.visitor,
  (value) => [value],
  (value) => ({ value }),
  (value) => JSON.stringify(value),
  () => null,
  () => '',
  () => 7,
);

const event = fc.constantFrom<MappingRule['event']>(undefined, undefined, 'track', 'group', 'all');
const via = fc.option(vias, { nil: undefined });
const rule = fc.oneof(
  { weight: 2, arbitrary: fc.record({ from: sources, to: places, via, event }) },
  fc.record({ value: jsonValues, to: fc.oneof(places, everyPlaces), event }),
  fc.record({ via: vias, to: fc.oneof(places, everyPlaces), event }),
) as fc.Arbitrary<MappingRule>;

/** Lists of rules that overlap in what they read and where they put it; most are accepted. */
export const ruleLists: fc.Arbitrary<readonly MappingRule[]> = fc.array(rule, { minLength: 1, maxLength: 4 });

const odd = fc.oneof(sources, word, fc.anything());
const oddRule = someOf({
  from: odd,
  to: fc.oneof(places, odd),
  value: odd,
  event: fc.oneof(event, word),
  extra: odd,
  via: fc.oneof(vias, fc.func(fc.anything()), fc.anything()),
});

/** What a caller could pass as rules and mostly should not. */
export const oddRules: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  fc.array(fc.oneof(rule, fc.anything(), oddRule), { maxLength: 4 }),
);
