import { type OlarkPayloadError, transformOlark } from '../../src/index.js';
import { code, table } from '../support/mapping-table.js';
import { conversationWith } from '../support/values.js';

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36';
const REFUSED = 'an event that RudderStack refuses';
const NAMELESS = 'an event without a usable name, which some destinations take and some refuse';
const BATCH_REFUSED = 'passes it on; RudderStack refuses the batch';

const conversation = JSON.stringify(conversationWith());

interface Difference {
  /** What Olark sends, in words, and as a payload. */
  readonly sent: string;
  readonly payload: unknown;
  /** What RudderStack's transformer (1.145.0) makes of it, as was seen. */
  readonly theirs: string;
  /** Where the profile's events show what it makes of it; if there are no events, the error's code does. */
  readonly shownIn?: string;
}

/** Where the profile `rudder-transformer` differs from RudderStack's transformer on purpose. */
const DIFFERENCES: readonly Difference[] = [
  {
    sent: 'a browser label without a version, `Mobile Safari`',
    payload: conversationWith({}, { browser: 'Mobile Safari' }),
    theirs: 'splits it anyway',
    shownIn: 'track.context.browser',
  },
  {
    sent: 'extra white space in a browser label',
    payload: conversationWith({}, { browser: ' Opera  Mini\t7.1 ' }),
    theirs: 'keeps it',
    shownIn: 'track.context.browser',
  },
  {
    sent: 'a blank browser label',
    payload: conversationWith({}, { browser: ' ' }),
    theirs: 'an empty name and version',
    shownIn: 'track.context.browser',
  },
  {
    sent: 'a raw user-agent string in `visitor.browser`',
    payload: conversationWith({}, { browser: USER_AGENT }),
    theirs: 'takes it for a label',
    shownIn: 'track.context.browser',
  },
  {
    sent: 'a raw user-agent string and no `visitor.operatingSystem`',
    payload: conversationWith({}, { browser: USER_AGENT }),
    theirs: 'no `context.os`',
    shownIn: 'track.context.os',
  },
  {
    sent: 'a browser that is not a string',
    payload: conversationWith({}, { browser: 11 }),
    theirs: 'error 500',
    shownIn: 'track.context.browser',
  },
  {
    sent: 'an operating system that is not a string',
    payload: conversationWith({}, { operatingSystem: 10 }),
    theirs: '`context.os.name` `10`',
    shownIn: 'track.context.os',
  },
  {
    sent: 'a number in `visitor.id`',
    payload: conversationWith({}, { id: 12345 }),
    theirs: 'keeps the number',
    shownIn: 'track.userId',
  },
  {
    sent: 'a number in a group’s `id`',
    payload: conversationWith({ groups: [{ id: 7 }] }),
    theirs: 'keeps the number',
    shownIn: 'group.groupId',
  },
  {
    sent: 'the number `0` in a group’s `id`',
    payload: conversationWith({ groups: [{ id: 0 }] }),
    theirs: 'no `group` event',
    shownIn: 'group.groupId',
  },
  {
    sent: 'a `visitor.id` of white space only',
    payload: conversationWith({}, { id: ' ' }),
    theirs: BATCH_REFUSED,
  },
  {
    sent: 'a group’s `id` of zero-width characters only',
    payload: conversationWith({ groups: [{ id: '\u200B' }] }),
    theirs: BATCH_REFUSED,
    shownIn: 'group',
  },
  {
    sent: 'a `visitor.id` of another type',
    payload: conversationWith({}, { id: true }),
    theirs: 'passes it on',
  },
  {
    sent: 'a group’s `id` of another type',
    payload: conversationWith({ groups: [{ id: true }] }),
    theirs: 'passes it on',
    shownIn: 'group',
  },
  {
    sent: 'a group’s `name` that is `null`',
    payload: conversationWith({ groups: [{ id: 'g1', name: null }] }),
    theirs: '`null`',
    shownIn: 'group.name',
  },
  {
    sent: 'a field with a dot in its name, `"visitor.city": "Lyon"`',
    payload: conversationWith({ 'visitor.city': 'Lyon' }),
    theirs: 'takes it for a path',
    shownIn: 'track.context.traits.city',
  },
  { sent: 'no `kind`', payload: { visitor: { id: 'v1' } }, theirs: NAMELESS },
  { sent: 'a blank `kind`', payload: { kind: ' ', visitor: { id: 'v1' } }, theirs: NAMELESS },
  { sent: 'a `kind` that is not a string', payload: { kind: 7, visitor: { id: 'v1' } }, theirs: NAMELESS },
  { sent: 'no `visitor.id`', payload: { kind: 'Conversation', visitor: {} }, theirs: REFUSED },
  { sent: 'an empty `visitor.id`', payload: conversationWith({}, { id: '' }), theirs: REFUSED },
  {
    sent: 'a `visitor` that is not an object',
    payload: { kind: 'Conversation', visitor: 'v1' },
    theirs: REFUSED,
  },
  { sent: 'a body that is not an object', payload: { request: { body: '[1]' } }, theirs: REFUSED },
  {
    sent: '`groups` that is not a list',
    payload: conversationWith({ groups: { id: 'g1' } }),
    theirs: 'error 500',
    shownIn: 'group',
  },
  {
    sent: '`null` in `groups`, before the group `g1`',
    payload: conversationWith({ groups: [null, { id: 'g1' }] }),
    theirs: 'error 500',
    shownIn: 'group.groupId',
  },
  { sent: 'a body cut short', payload: { request: { body: '{"kind":"Conv' } }, theirs: 'error 400' },
  {
    sent: 'a form whose JSON is cut short',
    payload: { request: { body: '{"data":["{\\"kind\\":\\"Conv"]}' } },
    theirs: REFUSED,
  },
  {
    sent: 'a form body, as rudder-server passes it on',
    payload: { request: { body: JSON.stringify({ data: [conversation] }) } },
    theirs: REFUSED,
    shownIn: 'track.event',
  },
  {
    sent: 'a body with a byte-order mark',
    payload: { request: { body: `\uFEFF${conversation}` } },
    theirs: 'error 400',
    shownIn: 'track.event',
  },
];

/** The differences as a Markdown table, in which the profile itself fills its column. */
export function differencesTable(): string {
  const head = ['Olark sends', 'RudderStack’s transformer', '`rudder-transformer`'];
  const rows = DIFFERENCES.map(({ sent, payload, theirs, shownIn }) => [
    sent,
    theirs,
    oursOf(payload, shownIn),
  ]);
  return table([head, ...rows]);
}

/** What the profile makes of a payload: a field, no such field, no such event, or an error's code. */
function oursOf(payload: unknown, shownIn = 'track'): string {
  const [type = '', ...steps] = shownIn.split('.');
  try {
    const event = transformOlark(payload, { profile: 'rudder-transformer' }).find(
      (each) => each.type === type,
    );
    if (!event) return `no ${code(type)} event`;
    let value: unknown = event;
    for (const step of steps) value = (value as Record<string, unknown> | undefined)?.[step];
    const path = code(steps.join('.'));
    return value === undefined ? `no ${path}` : `${path} ${code(JSON.stringify(value))}`;
  } catch (error) {
    return code((error as OlarkPayloadError).code);
  }
}
