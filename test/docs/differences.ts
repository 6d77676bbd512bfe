import { type OlarkPayloadError, transformOlark } from '../../src/index.js';
import { code, table } from '../support/mapping-table.js';
import { conversationWith } from '../support/values.js';

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36';
const BROWSER = 'track.context.browser';
const OS = 'track.context.os';
const REFUSED = 'an event that RudderStack refuses';
const NAMELESS = 'an event without a usable name, which some destinations take and some refuse';
const BATCH_REFUSED = 'passes it on; RudderStack refuses the batch';

const visitor = (fields: Record<string, unknown>) => conversationWith({}, fields);
const browser = (label: unknown) => visitor({ browser: label });
const groups = (list: unknown) => conversationWith({ groups: list });
const request = (body: string) => ({ request: { body } });
const json = JSON.stringify(conversationWith());

/**
 * Where the profile `rudder-transformer` differs from RudderStack's transformer on purpose: what Olark sends, what
 * RudderStack's transformer (1.145.0) makes of it, as was seen, and the field in which the profile's events show it.
 */
const DIFFERENCES: readonly (readonly [sent: string, payload: unknown, theirs: string, field?: string])[] = [
  [
    'a browser label without a version, `Mobile Safari`',
    browser('Mobile Safari'),
    'splits it anyway',
    BROWSER,
  ],
  ['extra white space in a browser label', browser(' Opera  Mini\t7.1 '), 'keeps it', BROWSER],
  ['a blank browser label', browser(' '), 'an empty name and version', BROWSER],
  ['a raw user-agent string in `visitor.browser`', browser(USER_AGENT), 'takes it for a label', BROWSER],
  ['a raw user-agent string and no `visitor.operatingSystem`', browser(USER_AGENT), 'no `context.os`', OS],
  ['a browser that is not a string', browser(11), 'error 500', BROWSER],
  [
    'an operating system that is not a string',
    visitor({ operatingSystem: 10 }),
    '`context.os.name` `10`',
    OS,
  ],
  ['a number in `visitor.id`', visitor({ id: 12345 }), 'keeps the number', 'track.userId'],
  ['a number in a group’s `id`', groups([{ id: 7 }]), 'keeps the number', 'group.groupId'],
  ['the number `0` in a group’s `id`', groups([{ id: 0 }]), 'no `group` event', 'group.groupId'],
  ['a `visitor.id` of white space only', visitor({ id: ' ' }), BATCH_REFUSED],
  ['a group’s `id` of zero-width characters only', groups([{ id: '\u200B' }]), BATCH_REFUSED, 'group'],
  ['a `visitor.id` of another type', visitor({ id: true }), 'passes it on'],
  ['a group’s `id` of another type', groups([{ id: true }]), 'passes it on', 'group'],
  ['a group’s `name` that is `null`', groups([{ id: 'g1', name: null }]), '`null`', 'group.name'],
  [
    'a field with a dot in its name, `"visitor.city": "Lyon"`',
    conversationWith({ 'visitor.city': 'Lyon' }),
    'takes it for a path',
    'track.context.traits.city',
  ],
  ['no `kind`', { visitor: { id: 'v1' } }, NAMELESS],
  ['a blank `kind`', { kind: ' ', visitor: { id: 'v1' } }, NAMELESS],
  ['a `kind` that is not a string', { kind: 7, visitor: { id: 'v1' } }, NAMELESS],
  ['no `visitor.id`', visitor({ id: undefined }), REFUSED],
  ['an empty `visitor.id`', visitor({ id: '' }), REFUSED],
  ['a `visitor` that is not an object', { kind: 'Conversation', visitor: 'v1' }, REFUSED],
  ['a body that is not an object', request('[1]'), REFUSED],
  ['`groups` that is not a list', groups({ id: 'g1' }), 'error 500', 'group'],
  ['`null` in `groups`, before the group `g1`', groups([null, { id: 'g1' }]), 'error 500', 'group.groupId'],
  ['a body cut short', request('{"kind":"Conv'), 'error 400'],
  ['a form whose JSON is cut short', request('{"data":["{\\"kind\\":\\"Conv"]}'), REFUSED],
  [
    'a form body, as rudder-server passes it on',
    request(JSON.stringify({ data: [json] })),
    REFUSED,
    'track.event',
  ],
  ['a body with a byte-order mark', request(`\uFEFF${json}`), 'error 400', 'track.event'],
];

/** The differences as a Markdown table, in which the profile itself fills its column. */
export function differencesTable(): string {
  const head = ['Olark sends', 'RudderStack’s transformer', '`rudder-transformer`'];
  return table([
    head,
    ...DIFFERENCES.map(([sent, payload, theirs, field]) => [sent, theirs, oursOf(payload, field)]),
  ]);
}

/** What the profile makes of a payload: a field, none, no such event, or an error's code. */
function oursOf(payload: unknown, field = 'track'): string {
  const [type = '', ...steps] = field.split('.');
  try {
    const event = transformOlark(payload, { profile: 'rudder-transformer' }).find((one) => one.type === type);
    if (!event) return `no ${code(type)} event`;
    let value: unknown = event;
    for (const step of steps) value = (value as Record<string, unknown> | undefined)?.[step];
    const path = code(steps.join('.'));
    return value === undefined ? `no ${path}` : `${path} ${code(JSON.stringify(value))}`;
  } catch (error) {
    return code((error as OlarkPayloadError).code);
  }
}
