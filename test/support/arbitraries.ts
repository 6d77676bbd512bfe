import fc from 'fast-check';

import type { MappingRule } from '../../src/index.js';

function wordsOf(text: string): string[] {
  return text.split(/\s+/);
}

/** Keys that a conversation has, that events have, and that reach prototypes. */
const knownKeys = [
  ...wordsOf('kind id items tags operators groups visitor ip manuallySubmitted customFields'),
  ...wordsOf('fullName emailAddress phoneNumber city region country countryCode organization browser'),
  ...wordsOf('operatingSystem referrer conversationBeginPage chat_feedback name timestamp'),
  ...wordsOf('data request body group event type userId messageId context traits properties'),
  ...wordsOf('conversationId visitor_name customFields.a visitor.fullName * toString toJSON length'),
  ...wordsOf('__proto__ constructor prototype 0 98 1234'),
  '',
];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '',
        ' ',
        '0',
        'a+b',
        '100%',
        '%7B',
        'data=x',
        '&',
        '"',
        '\\',
        '\n',
        '\u2028',
        '\ud83d',
        '🚨',
        'e\u0301',
      ],
      ...[
        'Chrome 105.0.0.0',
        'Mobile Safari',
        ' Windows   10 ',
        '11',
        'Foo/1.0',
        'OS/2 4',
        '1473774819.263083',
      ],
      ...[
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/105.0.0.0 Safari/537.36',
        '{"a":1}',
        'null',
        '[]',
      ],
    ),
  },
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: word },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, false, 0, 1, -1.5, 1e21, 1473774819.25, Number.MAX_SAFE_INTEGER),
  },
);
const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...knownKeys) }, { weight: 1, arbitrary: word });

/** Objects as `JSON.parse` makes them: every key is an own one, `__proto__` too. */
function record(values: fc.Arbitrary<unknown>, maxLength: number): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .array(fc.tuple(key, values), { maxLength })
    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);
}

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 3 }),
    record(tie('json'), 3),
  ),
}));

/** Any JSON value, rich in what a conversation or an envelope has. */
export const jsonValues: fc.Arbitrary<unknown> = json;

const id = fc.oneof(
  { weight: 4, arbitrary: fc.string({ minLength: 1, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.integer() },
);
const visitorField = fc.constantFrom(
  ...['kind', 'fullName', 'phoneNumber', 'emailAddress', 'ip', 'city', 'region', 'country', 'countryCode'],
  ...['organization', 'browser', 'operatingSystem', 'referrer', 'conversationBeginPage', 'chat_feedback'],
);
const visitor = fc
  .tuple(
    fc.array(fc.tuple(visitorField, fc.oneof({ weight: 4, arbitrary: scalar }, json)), { maxLength: 8 }),
    record(json, 2),
    id,
  )
  .map(([known, other, visitorId]) => ({ ...other, ...Object.fromEntries(known), id: visitorId }));
const item = fc.record(
  { kind: word, timestamp: fc.oneof(word, fc.constantFrom('1473774821.411154', '1669288532')), body: word },
  { requiredKeys: [] },
);
const group = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(record(json, 2), id).map(([rest, groupId]) => ({ ...rest, id: groupId })),
  },
  { weight: 1, arbitrary: fc.record({ kind: word, id: scalar, name: word }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: json },
);

/** A usable conversation as Olark could send it, today or tomorrow. */
export const conversations: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    record(json, 3),
    fc.record(
      {
        id,
        manuallySubmitted: fc.boolean(),
        items: fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 3 }) }, json),
        tags: fc.oneof({ weight: 4, arbitrary: fc.array(word, { maxLength: 2 }) }, json),
        operators: fc.oneof({ weight: 4, arbitrary: record(record(scalar, 2), 2) }, json),
        groups: fc.oneof({ weight: 6, arbitrary: fc.array(group, { maxLength: 3 }) }, fc.constant(null)),
        ip: word,
      },
      { requiredKeys: [] },
    ),
    fc.string({ minLength: 1, maxLength: 12 }),
    visitor,
  )
  // `groups` of another kind than a list is an error of its own.
  .map(([other, known, kind, person]) => ({ ...other, groups: null, ...known, kind, visitor: person }));

/** A step of a path in each way that `lodash.get` reads one. */
const spelledStep = fc
  .tuple(
    fc.oneof(fc.constantFrom(...knownKeys.filter((name) => name !== '')), fc.nat(3).map(String)),
    fc.constantFrom(
      (step: string) => `.${step}`,
      (step: string) => `[${JSON.stringify(step)}]`,
      (step: string) => `['${step}']`,
      (step: string) => `[${step}]`,
    ),
  )
  .map(([step, spell]) => spell(step));

/** Paths for `lodash.get`: some lead into any conversation, others into none. */
export const paths: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(spelledStep, { minLength: 1, maxLength: 4 })
      .map((steps) => steps.join('').replace(/^\./, '')),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...wordsOf(`kind id visitor visitor.id visitor.fullName visitor.customFields visitor.chat_feedback
        items items[0] items[0].body tags tags[0] operators operators["98"] groups groups[0] groups[0].name
        group group.id group.kind group.name ip data properties`),
    ),
  },
  { weight: 1, arbitrary: word },
);

/** Places that events have or can have: ids, needed objects, what came from the conversation, and inside of it. */
const places = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...wordsOf(`context context.traits context.library context.integration traits properties
        integrations integrations.Olark integrations.DATA_WAREHOUSE.options.jsonPaths.0
        properties.items properties.items.0 properties.items.0.body properties.items.1.a.b
        properties.tags.0 properties.operators properties.operators.98 properties.operators.98.nickname
        properties.groups.0.id traits.chat_feedback traits.chat_feedback.a traits.organization.a
        context.page context.page.url context.os.name.a context.traits.customFields
        context.traits.customFields.a extra extra.a extra.a.b extra.0 timestamp name`),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('traits', 'properties', 'context', 'a', 'toString', 'length', '0'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((steps) => steps.join('.')),
  },
);
const idPlaces = fc.constantFrom('event', 'userId', 'groupId', 'messageId', 'rudderId');

/** Functions of JSON values that give JSON values, the very ones that they get too. */
const vias = fc.constantFrom<NonNullable<MappingRule['via']>>(
  (value) => value,
  (_, conversation) => conversation,
  (_, { visitor }) => visitor,
  (value) => [value],
  (value) => ({ value }),
  (value) => JSON.stringify(value),
  () => undefined,
  () => null,
  () => '',
  () => 7,
  () => {
    throw new Error('via');
  },
);

/** What JSON values inherit: `lodash.get` finds it too, and it is no JSON. */
const inherited = new Set(
  [Object, Array, String, Number, Boolean].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
);
inherited.delete('length');
const isOfJson = (path: string) => !path.split(/\W+/).some((step) => inherited.has(step));

const event = fc.constantFrom<MappingRule['event']>(undefined, 'track', 'group');
const rule: fc.Arbitrary<MappingRule> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      from: paths.filter(isOfJson),
      to: fc.oneof({ weight: 4, arbitrary: places }, idPlaces),
      via: fc.option(vias, { nil: undefined, freq: 2 }),
      event,
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.oneof(
          fc.constant('*'),
          paths.filter(isOfJson).map((path) => `${path}.*`),
        ),
        places,
        event,
      )
      .map(([from, place, forEvent]) => ({ from, to: `${place}.*`, event: forEvent })),
  },
);

/** Lists of rules that overlap in what they read and where they put it; most are accepted. */
export const ruleLists: fc.Arbitrary<readonly MappingRule[]> = fc.array(rule, { minLength: 1, maxLength: 6 });

/** What a caller could pass as rules and mostly should not. */
export const oddRules: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  fc.array(
    fc.oneof(
      rule,
      fc.anything(),
      fc.record(
        {
          from: fc.oneof(paths, word, fc.anything()),
          to: fc.oneof(paths, word, fc.anything()),
          via: fc.oneof(vias, fc.func(fc.anything()), fc.anything()),
          event: fc.oneof(event, word),
        },
        { requiredKeys: [] },
      ),
    ),
    { maxLength: 4 },
  ),
);
