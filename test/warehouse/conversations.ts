import fc from 'fast-check';

import type {
  OlarkChatFeedback,
  OlarkConversation,
  OlarkGroup,
  OlarkItem,
  OlarkOperator,
  OlarkVisitor,
} from '../../src/index.js';

/** Conversations with every field of the kind that Olark documents, present, empty or not there. */

type Parts = Pick<OlarkConversation, 'items' | 'tags' | 'operators' | 'groups'> &
  Pick<OlarkVisitor, 'customFields'>;

const characters = (text: string) => Array.from(text);

const word = fc.string({ unit: fc.constantFrom(...characters('abcXYZ äß緊🚨"\\\n,;&%+=-')), maxLength: 12 });
const text = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom('', null) });
const id = fc.string({
  unit: fc.constantFrom(...characters('0123456789abcdefXYZ')),
  minLength: 1,
  maxLength: 16,
});
const rating = fc.option(fc.integer({ min: 1, max: 5 }));
const keys = fc.string({ unit: fc.constantFrom(...characters('abcXYZ_12')), minLength: 1, maxLength: 6 });

/** Seconds since the epoch as Olark writes them: no fraction, one decimal, six. */
export const timestamps: fc.Arbitrary<string> = fc
  .tuple(
    fc.integer({ min: 0, max: 4_000_000_000 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.integer({ min: 0, max: 6 }),
  )
  .map(([seconds, micros, digits]) => {
    const fraction = String(micros).padStart(6, '0').slice(0, digits);
    return fraction === '' ? String(seconds) : `${String(seconds)}.${fraction}`;
  });

/** Items in any order, some without a usable timestamp. */
export const items: fc.Arbitrary<OlarkItem[]> = fc.array(
  fc.record(
    {
      kind: fc.constantFrom('MessageToOperator', 'MessageToVisitor', 'OfflineMessage', 'Transfer'),
      timestamp: fc.oneof(
        { weight: 8, arbitrary: timestamps },
        { weight: 1, arbitrary: fc.constantFrom(null, '', 'soon', '-1', '1e9', '999999999999999') },
      ),
      body: text,
      nickname: text,
      operatorId: id,
    },
    { requiredKeys: ['kind'] },
  ),
  { maxLength: 6 },
);

const operator: fc.Arbitrary<OlarkOperator> = fc.record(
  {
    kind: fc.constant('Operator'),
    id,
    nickname: text,
    emailAddress: text,
    username: text,
    seat: fc.jsonValue(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<OlarkOperator>;

const group: fc.Arbitrary<OlarkGroup> = fc.record(
  { kind: fc.constant('Group'), id, name: text },
  { requiredKeys: [] },
);

const customFields = fc.dictionary(keys, fc.jsonValue(), { maxKeys: 4 }) as fc.Arbitrary<
  NonNullable<OlarkVisitor['customFields']>
>;

/** What may not make a column outside of the JSON columns. */
export const parts: fc.Arbitrary<Parts> = fc.record(
  {
    items,
    tags: fc.array(word, { maxLength: 3 }),
    operators: fc.dictionary(id, operator, { maxKeys: 4 }),
    groups: fc.array(group, { maxLength: 3 }),
    customFields,
  },
  { requiredKeys: [] },
);

const feedback: fc.Arbitrary<OlarkChatFeedback> = fc.record(
  { overall_chat: rating, responsiveness: rating, knowledge: rating, friendliness: rating, comments: text },
  { requiredKeys: [] },
);

const label = fc.constantFrom(
  ...['Internet Explorer 11', 'Mobile Safari', ' Windows   10 ', 'Macintosh', '', null],
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36',
  'curl/8.1.2',
);

const rest: fc.Arbitrary<OlarkConversation> = fc.record(
  {
    kind: fc.constant('Conversation'),
    id,
    eventType: fc.constantFrom('start', null),
    isLead: fc.boolean(),
    manuallySubmitted: fc.boolean(),
    visitor: fc.record(
      {
        kind: fc.constant('Visitor'),
        id: fc.oneof(id, fc.nat()),
        fullName: text,
        phoneNumber: text,
        emailAddress: text,
        ip: fc.constantFrom('', '203.0.113.7', '2001:db8::1'),
        city: text,
        region: text,
        country: text,
        countryCode: fc.constantFrom('US', '', null),
        organization: text,
        browser: label,
        operatingSystem: label,
        referrer: fc.webUrl(),
        conversationBeginPage: fc.webUrl(),
        chat_feedback: feedback,
      },
      { requiredKeys: ['id'] },
    ),
  },
  { requiredKeys: ['kind', 'visitor'] },
);

/** A conversation made of everything else and these parts. */
export function withParts(
  conversation: OlarkConversation,
  { customFields, ...others }: Parts,
): OlarkConversation {
  const visitor = customFields === undefined ? {} : { customFields };
  return { ...conversation, ...others, visitor: { ...conversation.visitor, ...visitor } };
}

export { rest as conversationsWithoutParts };

export const conversations: fc.Arbitrary<OlarkConversation> = fc
  .tuple(rest, parts)
  .map(([conversation, its]) => withParts(conversation, its));
