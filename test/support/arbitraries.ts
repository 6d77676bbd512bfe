import fc from 'fast-check';

/** Keys that a conversation has, that events have, and that reach prototypes. */
const knownKeys = [
  ...[
    'kind',
    'id',
    'items',
    'tags',
    'operators',
    'groups',
    'visitor',
    'ip',
    'manuallySubmitted',
    'customFields',
  ],
  ...['fullName', 'emailAddress', 'phoneNumber', 'city', 'region', 'country', 'countryCode', 'organization'],
  ...[
    'browser',
    'operatingSystem',
    'referrer',
    'conversationBeginPage',
    'chat_feedback',
    'name',
    'timestamp',
  ],
  ...[
    'data',
    'request',
    'body',
    'group',
    'event',
    'type',
    'userId',
    'messageId',
    'context',
    'traits',
    'properties',
  ],
  ...[
    'conversationId',
    'visitor_name',
    'customFields.a',
    'visitor.fullName',
    '*',
    '',
    'toString',
    'toJSON',
    'length',
  ],
  ...['__proto__', 'constructor', 'prototype', '0', '98', '1234'],
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
