/** Where the profile `rudder-transformer` differs from RudderStack's transformer on purpose. */
export interface Difference {
  /** What Olark sends. */
  readonly sent: string;
  readonly payload: unknown;
  /** What RudderStack's transformer (1.145.0) makes of it, as was seen. */
  readonly theirs: string;
  /** What the profile makes of it: a field, no group event, or an error's code. */
  readonly ours: Field | 'no `group` event' | `OLARK_${string}`;
}

/** A field of an event, by its path, and its value; `undefined` where there is none. */
export interface Field {
  readonly event: 'track' | 'group';
  readonly path: string;
  readonly value?: unknown;
}

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36';
const REFUSED = 'an event that RudderStack refuses';
const BATCH_REFUSED = 'passes it on; RudderStack refuses the batch';

const conversation = (fields: object, visitor: object = {}) => ({
  kind: 'Conversation',
  ...fields,
  visitor: { id: 'v1', ...visitor },
});
const visitor = (fields: object) => conversation({}, fields);
const groups = (list: unknown) => conversation({ groups: list });
const track = (path: string, value?: unknown): Field => ({ event: 'track', path, value });
const group = (path: string, value?: unknown): Field => ({ event: 'group', path, value });
const difference = (
  sent: string,
  payload: unknown,
  theirs: string,
  ours: Difference['ours'],
): Difference => ({
  ...{ sent, payload, theirs, ours },
});

export const differences: readonly Difference[] = [
  difference(
    'a browser label without a version, `Mobile Safari`',
    visitor({ browser: 'Mobile Safari' }),
    'splits it anyway',
    track('context.browser', { name: 'Mobile Safari' }),
  ),
  difference(
    'extra white space in a browser label',
    visitor({ browser: ' Opera  Mini\t7.1 ' }),
    'keeps it',
    track('context.browser', { name: 'Opera Mini', version: '7.1' }),
  ),
  difference(
    'a blank browser label',
    visitor({ browser: ' ' }),
    'an empty name and version',
    track('context.browser'),
  ),
  difference(
    'a raw user-agent string in `visitor.browser`',
    visitor({ browser: USER_AGENT }),
    'takes it for a label',
    track('context.browser', { name: 'Chrome', version: '105.0.0.0' }),
  ),
  difference(
    'a raw user-agent string and no `visitor.operatingSystem`',
    visitor({ browser: USER_AGENT }),
    'no `context.os`',
    track('context.os', { name: 'Windows', version: '10' }),
  ),
  difference(
    'a browser that is not a string',
    visitor({ browser: 11 }),
    'error 500',
    track('context.browser'),
  ),
  difference(
    'an operating system that is not a string',
    visitor({ operatingSystem: 10 }),
    '`context.os.name` `10`',
    track('context.os'),
  ),
  difference(
    'a number in `visitor.id`',
    visitor({ id: 12345 }),
    'keeps the number',
    track('userId', '12345'),
  ),
  difference('a number in a group’s `id`', groups([{ id: 7 }]), 'keeps the number', group('groupId', '7')),
  difference(
    'the number `0` in a group’s `id`',
    groups([{ id: 0 }]),
    'no `group` event',
    group('groupId', '0'),
  ),
  difference(
    'a `visitor.id` of white space only',
    visitor({ id: ' ' }),
    BATCH_REFUSED,
    'OLARK_MISSING_FIELD',
  ),
  difference(
    'a group’s `id` of zero-width characters only',
    groups([{ id: '\u200B' }]),
    BATCH_REFUSED,
    'no `group` event',
  ),
  difference('a `visitor.id` of another type', visitor({ id: true }), 'passes it on', 'OLARK_MISSING_FIELD'),
  difference('a group’s `id` of another type', groups([{ id: true }]), 'passes it on', 'no `group` event'),
  difference('a group’s `name` that is `null`', groups([{ id: 'g1', name: null }]), '`null`', group('name')),
  difference(
    'a field with a dot in its name, `"visitor.city": "Lyon"`',
    conversation({ 'visitor.city': 'Lyon' }),
    'takes it for a path',
    track('context.traits.city'),
  ),
  difference(
    'no `kind`, or one that is not a string',
    { visitor: { id: 'v1' } },
    REFUSED,
    'OLARK_MISSING_FIELD',
  ),
  difference('no `visitor.id`', visitor({ id: undefined }), REFUSED, 'OLARK_MISSING_FIELD'),
  difference(
    'a `visitor` that is not an object',
    { kind: 'Conversation', visitor: 'v1' },
    REFUSED,
    'OLARK_INVALID_FIELD',
  ),
  difference(
    'a body that is not an object',
    { request: { body: '[1]' } },
    REFUSED,
    'OLARK_NOT_A_CONVERSATION',
  ),
  difference('`groups` that is not a list', groups({ id: 'g1' }), 'error 500', 'no `group` event'),
  difference(
    '`null` in `groups`, before the group `g1`',
    groups([null, { id: 'g1' }]),
    'error 500',
    group('groupId', 'g1'),
  ),
  difference('a body cut short', { request: { body: '{"kind":"Conv' } }, 'error 400', 'OLARK_INVALID_JSON'),
  difference(
    'a form whose JSON is cut short',
    { request: { body: '{"data":["{\\"kind\\":\\"Conv"]}' } },
    REFUSED,
    'OLARK_INVALID_JSON',
  ),
  difference(
    'a form body, as rudder-server passes it on',
    { request: { body: JSON.stringify({ data: [JSON.stringify(conversation({}))] }) } },
    REFUSED,
    track('event', 'Conversation'),
  ),
  difference(
    'a body with a byte-order mark',
    { request: { body: `\uFEFF${JSON.stringify(conversation({}))}` } },
    'error 400',
    track('event', 'Conversation'),
  ),
];

/** The differences as a Markdown table. */
export function differencesTable(): string {
  const rows = differences.map(({ sent, theirs, ours }) => [sent, theirs, outcomeOf(ours)]);
  const head = ['Olark sends', 'RudderStack’s transformer', '`rudder-transformer`'];
  return [head, ['---', '---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function outcomeOf(ours: Difference['ours']): string {
  if (typeof ours === 'string') return ours.startsWith('OLARK') ? `\`${ours}\`` : ours;
  const { path, value } = ours;
  return value === undefined ? `no \`${path}\`` : `\`${path}\` \`${JSON.stringify(value)}\``;
}
