import type { OlarkPayloadErrorCode } from '../../src/index.js';
import { code, table } from './mapping-table.js';
import { conversationWith } from './values.js';

/** Where the profile `rudder-transformer` differs from RudderStack's transformer on purpose. */
export interface Difference {
  /** What Olark sends. */
  readonly difference: string;
  readonly payload: unknown;
  /** What RudderStack's transformer makes of it. */
  readonly transformer: string;
  /** What the profile makes of it. */
  readonly ours: Field | OlarkPayloadErrorCode;
}

/** A field of an event, by its path, and its value; `undefined` where there is none. */
export interface Field {
  readonly event: 'track' | 'group';
  readonly path: string;
  readonly value: unknown;
}

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36';

export const differences: readonly Difference[] = [
  {
    difference: 'a browser label without a version, `Mobile Safari`',
    payload: conversationWith({}, { browser: 'Mobile Safari' }),
    transformer: 'splits it anyway',
    ours: { event: 'track', path: 'context.browser', value: { name: 'Mobile Safari' } },
  },
  {
    difference: 'a browser label with extra white space',
    payload: conversationWith({}, { browser: ' Opera  Mini\t7.1 ' }),
    transformer: 'keeps the white space',
    ours: { event: 'track', path: 'context.browser', value: { name: 'Opera Mini', version: '7.1' } },
  },
  {
    difference: 'a raw user-agent string in `visitor.browser`',
    payload: conversationWith({}, { browser: USER_AGENT }),
    transformer: 'treats it as a label',
    ours: { event: 'track', path: 'context.browser', value: { name: 'Chrome', version: '105.0.0.0' } },
  },
  {
    difference: 'the same, without a `visitor.operatingSystem`',
    payload: conversationWith({}, { browser: USER_AGENT }),
    transformer: 'no `context.os`',
    ours: { event: 'track', path: 'context.os', value: { name: 'Windows', version: '10' } },
  },
  {
    difference: 'a number in `visitor.id`',
    payload: { kind: 'Conversation', visitor: { id: 12345 } },
    transformer: 'keeps the number',
    ours: { event: 'track', path: 'userId', value: '12345' },
  },
  {
    difference: 'a number in a group’s `id`',
    payload: conversationWith({ groups: [{ id: 7 }] }),
    transformer: 'keeps the number',
    ours: { event: 'group', path: 'groupId', value: '7' },
  },
  {
    difference: 'a group whose `name` is `null`',
    payload: conversationWith({ groups: [{ id: 'g1', name: null }] }),
    transformer: 'emits `null`',
    ours: { event: 'group', path: 'name', value: undefined },
  },
  {
    difference: 'a field with a dot in its name, `"visitor.city": "Lyon"`',
    payload: conversationWith({ 'visitor.city': 'Lyon' }),
    transformer: 'takes it for a path',
    ours: { event: 'track', path: 'context.traits.city', value: undefined },
  },
  {
    difference: 'no `kind`',
    payload: { visitor: { id: 'v1' } },
    transformer: 'makes an event that RudderStack rejects',
    ours: 'OLARK_MISSING_FIELD',
  },
  {
    difference: 'no `visitor.id`',
    payload: { kind: 'Conversation', visitor: { fullName: 'Bob Doe' } },
    transformer: 'makes an event that RudderStack rejects',
    ours: 'OLARK_MISSING_FIELD',
  },
  {
    difference: 'a body cut short',
    payload: { request: { body: '{"kind":"Conv' } },
    transformer: 'crashes',
    ours: 'OLARK_INVALID_JSON',
  },
  {
    difference: '`null` in `groups`, before the group `g1`',
    payload: conversationWith({ groups: [null, { id: 'g1' }] }),
    transformer: 'crashes',
    ours: { event: 'group', path: 'groupId', value: 'g1' },
  },
  {
    difference: 'the form body, as rudder-server passes it on',
    payload: { request: { body: JSON.stringify({ data: [JSON.stringify(conversationWith())] }) } },
    transformer: 'does not understand it',
    ours: { event: 'track', path: 'event', value: 'Conversation' },
  },
];

/** The differences as a Markdown table. */
export function differencesTable(): string {
  return table([
    ['Olark sends', 'RudderStack’s transformer', code('rudder-transformer')],
    ...differences.map(({ difference, transformer, ours }) => [difference, transformer, outcomeOf(ours)]),
  ]);
}

function outcomeOf(ours: Difference['ours']): string {
  if (typeof ours === 'string') return code(ours);
  const { path, value } = ours;
  return value === undefined ? `no ${code(path)}` : `${code(path)} ${code(JSON.stringify(value))}`;
}
