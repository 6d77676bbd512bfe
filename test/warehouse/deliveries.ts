import fc from 'fast-check';

import { fixture } from '../support/fixtures.js';

export type Fields = Record<string, unknown>;

const { visitor, ...transcript } = fixture('conversation-goes-on').payload as { visitor: Fields };

/** A whole transcript with other fields beside its own, or in their place. */
function delivery(fields: Fields, visitorFields: Fields = {}): Fields {
  return { ...transcript, ...fields, visitor: { ...visitor, ...visitorFields } };
}

const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

function many(prefix: string, make: (name: string) => unknown = (name) => `value of ${name}`): Fields {
  const names = Array.from({ length: 300 }, (_, index) => `${prefix} ${String(index)}`);
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

/** Every field that Olark documents. */
export const full: Fields = delivery(
  { eventType: 'start' },
  { phoneNumber: '(222) 222-2222', operatingSystem: 'Windows 10' },
);

/** Deliveries that cost other layouts a column, a type or the row. */
export const oddCases: Readonly<Record<string, Fields>> = {
  'every documented field': full,
  '300 custom fields': delivery({}, { customFields: many('field') }),
  '300 operators': delivery({
    operators: many('id', (id) => ({ kind: 'Operator', id, nickname: `N. ${id}` })),
  }),
  '300 unknown fields': delivery(many('field'), many('trait')),
  'objects that look like columns': delivery(
    { message: { count: 99 }, conversation: { id: 'other' }, context: { ip: '192.0.2.1' } },
    { custom: { fields: 'other' }, browserName: 'other' },
  ),
  'names outside of ASCII': delivery({ имя: 'Anna', aé: 1, aü: 2 }, { имя: 'Boris', aé: 3, aü: 4 }),
  'names that the loaders keep for themselves': delivery({
    recordId: 'r1',
    userId: 'u1',
    sentAt: 'now',
    id2: 'x',
    uuid_ts: 'y',
    otherFields: 'z',
  }),
  'a group with names of columns': delivery({
    groups: [{ id: 'g1', Name: 'Sales', name: 'Support', Kind: 1, conversationId: 'x', groupId: 'g2' }],
  }),
  'numbers as text, and halves': delivery(
    { isLead: 'true', manuallySubmitted: 1, groups: [{ id: 1, name: 2, kind: ['Group'] }] },
    { chat_feedback: { overall_chat: '5', knowledge: 4.5, comments: 12, nps: 8, friendliness: [3] } },
  ),
  'wrong types everywhere': delivery(
    { id: ['c1'], eventType: { a: 1 }, items: 'none', tags: { a: 'b' }, groups: 7, operators: 'Mika' },
    { fullName: ['Noor'], country: { code: 'DE' }, city: true, browser: 17, operatingSystem: RAW, ip: {} },
  ),
  'a raw user-agent string': delivery({}, { browser: RAW, operatingSystem: '', customFields: 'plan' }),
  'text that looks like a date': delivery({}, { fullName: '2024-07-08', city: '2024-07-08T10:00:00Z' }),
};

const word = fc.string({ minLength: 1, maxLength: 8 });
const value = fc.oneof(word, fc.integer(), fc.boolean(), fc.jsonValue({ maxDepth: 2 }));

/** Names of fields that Olark does not document, many of them like columns. */
const name = fc
  .oneof(
    fc.constantFrom('conversationId', 'message_count', 'messageCount', 'startedAt', 'id_', 'ID', 'chat'),
    fc.constantFrom('otherFields', 'name', 'customfields', 'Kind', 'timestamp', 'receivedAt', 'имя', '名'),
    word,
  )
  // These are never copied.
  .filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key));

/** An object some of whose documented fields are there; each may hold what Olark sends, or anything. */
function object(documented: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> {
  const fields = Object.entries(documented).map(([key, usual]) =>
    fc.oneof({ weight: 5, arbitrary: usual }, value).map((field) => [key, field] as const),
  );
  const unknown = fc.tuple(
    name.filter((key) => !Object.hasOwn(documented, key)),
    value,
  );
  return fc
    .tuple(
      fc.tuple(...fields).chain((all) => fc.shuffledSubarray(all)),
      fc.array(unknown, { maxLength: 4 }),
    )
    .map(([known, others]) => Object.fromEntries([...known, ...others]));
}

const kind = fc.constantFrom('MessageToOperator', 'MessageToVisitor', 'OfflineMessage', 'Transfer');
/** So few that messages have the same one. */
const time = fc.nat(60).map((quarter) => (1_720_429_200 + quarter / 4).toFixed(2));
const odd = fc.constantFrom<unknown>(
  null,
  '',
  'soon',
  '-1',
  '1e9',
  1_720_429_200.75,
  '253402300799.9996',
  '253402300800',
  '999999999999',
);
const timestamp = fc.oneof({ weight: 6, arbitrary: time }, odd);
const item = fc.record(
  { kind, timestamp, body: word, operatorId: word },
  { requiredKeys: ['kind', 'timestamp'] },
);
export const items = fc.array(item, { maxLength: 12, size: 'max' });
const operator = fc.record({ id: fc.nat(), nickname: word, seat: value }, { requiredKeys: [] });
const label = fc.constantFrom('Internet Explorer 11', 'Mobile Safari', ' Windows   10 ', ' ', RAW);

const fields = (usual: fc.Arbitrary<unknown>, ...names: string[]) =>
  Object.fromEntries(names.map((field) => [field, usual]));

/** Conversations with any fields at all. */
export const deliveries: fc.Arbitrary<Fields> = fc
  .tuple(
    object({
      ...fields(word, 'id', 'eventType'),
      isLead: fc.boolean(),
      manuallySubmitted: fc.boolean(),
      items,
      tags: fc.array(word),
      operators: fc.dictionary(word, fc.oneof(operator, word), { maxKeys: 4 }),
      groups: fc.array(object(fields(word, 'id', 'kind', 'name')), { maxLength: 3 }),
    }),
    object({
      ...fields(word, 'kind', 'fullName', 'phoneNumber', 'emailAddress', 'ip', 'city', 'region', 'country'),
      ...fields(word, 'countryCode', 'organization', 'referrer', 'conversationBeginPage'),
      browser: label,
      operatingSystem: label,
      customFields: fc.dictionary(word, value),
      chat_feedback: object({
        ...fields(fc.nat(5), 'overall_chat', 'responsiveness', 'knowledge', 'friendliness'),
        comments: word,
      }),
    }),
  )
  .map(([conversation, person]) => ({
    ...conversation,
    kind: 'Conversation',
    visitor: { ...person, id: 'v1' },
  }));
