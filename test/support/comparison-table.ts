import get from 'lodash.get';

import {
  type OlarkConversation,
  type OlarkPayloadError,
  type Profile,
  transformOlark,
} from '../../src/index.js';
import { type LoadedEvent, rowOf } from '../warehouse/loader.js';
import { mapByHand } from './by-hand.js';
import { fixture } from './fixtures.js';
import { code, table } from './mapping-table.js';

/** The events that a delivery becomes. */
type Way = (delivery: unknown) => readonly object[];

interface Row {
  /** What comes in. */
  readonly sent: string;
  /** What one way makes of it. */
  readonly outcome: (way: Way) => string;
  /** The profile that does best; `documented` unless given. */
  readonly profile?: Profile;
  /** What RudderStack's transformer does, where the profile of its name differs from it on purpose. */
  readonly transformer?: string;
}

const transcript = fixture('conversation-transcript').payload as OlarkConversation;

/** RudderStack takes no track event without `userId`, and no group event without `groupId`. */
const REFUSED = 'an event that RudderStack refuses';

/** The transcript, with other fields of the visitor. */
function withVisitor(fields: object): OlarkConversation {
  return { ...transcript, visitor: { ...transcript.visitor, ...fields } };
}

const rows: readonly Row[] = [
  {
    sent: 'the form post as rudder-server passes it on, `{"data":["…"]}`',
    outcome: reading(JSON.stringify({ data: [JSON.stringify(transcript)] })),
    transformer: 'not understood',
  },
  {
    sent: 'a browser of two words, `Internet Explorer 8.0`',
    outcome: nameAndVersion('context.browser', fixture('old-delivery').payload),
  },
  {
    sent: 'a browser without a version, `Mobile Safari`',
    outcome: nameAndVersion('context.browser', fixture('anonymous-visitor').payload),
    transformer: '`Mobile`, version `Safari`',
  },
  {
    sent: 'a system with a version, `Windows 10`',
    outcome: nameAndVersion('context.os', withVisitor({ operatingSystem: 'Windows 10' })),
  },
  { sent: 'a visitor without `browser`', outcome: reading(withVisitor({ browser: undefined })) },
  {
    sent: 'a conversation that starts, without items',
    outcome: reading(fixture('conversation-start').payload),
  },
  { sent: '`visitor.countryCode`', outcome: field('traits.countryCode') },
  { sent: '`visitor.ip`', outcome: field('context.ip') },
  { sent: '`operators`', outcome: field('properties.operators') },
  { sent: 'the conversation’s `id`', outcome: field('properties.conversationId'), profile: 'complete' },
  { sent: '`visitor.customFields`', outcome: field('context.traits.customFields'), profile: 'complete' },
  { sent: '`isLead`, and what Olark adds next', outcome: field('properties.isLead'), profile: 'complete' },
  { sent: 'when it happened', outcome: field('timestamp'), profile: 'complete' },
  { sent: 'an empty `visitor.phoneNumber`', outcome: emptyString },
  { sent: 'a group without an id', outcome: idlessGroup },
  {
    sent: 'a delivery sent again',
    outcome: secondMessageId(transcript, 'known by its `messageId`'),
  },
  {
    sent: 'a conversation that goes on',
    outcome: secondMessageId(fixture('conversation-goes-on').payload, 'taken for a duplicate'),
  },
  {
    sent: 'no `visitor.id`',
    outcome: (way) =>
      at(way(withVisitor({ id: undefined })), '[0].userId') === undefined ? REFUSED : 'read',
    transformer: REFUSED,
  },
  { sent: 'a body cut short', outcome: reading('data={"visitor":{"fullName":Bob'), transformer: '—' },
  { sent: 'ratings, in a warehouse', outcome: columns(/chat_feedback/), profile: 'warehouse' },
  { sent: 'ten operators, in a warehouse', outcome: columns(/^operators/), profile: 'warehouse' },
  { sent: 'response time, in a warehouse', outcome: columns(/^first_response/), profile: 'warehouse' },
];

/** What RudderStack’s own transformer, a mapping by hand and the library make of what Olark sends. */
export function comparisonTable(): string {
  return table([
    ['Olark sends', 'RudderStack’s transformer', 'A mapping by hand', 'This library'],
    ...rows.map(({ sent, outcome, profile = 'documented', transformer }) => {
      const theirs = transformer ?? outcomeOf(outcome, withProfile('rudder-transformer'));
      const ours = outcomeOf(outcome, withProfile(profile));
      const note = profile === 'documented' ? '' : ` (${code(profile)})`;
      return [sent, theirs, outcomeOf(outcome, byHand), ours + note];
    }),
  ]);
}

function withProfile(profile: Profile): Way {
  return (delivery) => transformOlark(delivery, { profile });
}

function byHand(delivery: unknown): readonly object[] {
  return mapByHand(
    typeof delivery === 'string' ? delivery : `data=${encodeURIComponent(JSON.stringify(delivery))}`,
  );
}

function outcomeOf(outcome: Row['outcome'], way: Way): string {
  try {
    return outcome(way);
  } catch (error) {
    const { name, code: known, message } = error as Error & Partial<OlarkPayloadError>;
    const quotes = message.includes('Bob') ? ' that quotes the visitor' : '';
    return `throws ${code(known ?? name)}${quotes}`;
  }
}

function reading(delivery: unknown): Row['outcome'] {
  return (way) => (way(delivery).length > 0 ? 'read' : 'no event');
}

function field(path: string): Row['outcome'] {
  return (way) => (at(way(transcript), `[0].${path}`) === undefined ? 'dropped' : code(path));
}

function nameAndVersion(path: string, delivery: unknown): Row['outcome'] {
  return (way) => {
    const { name, version } = at(way(delivery), `[0].${path}`) as { name: string; version?: string };
    return code(name) + (version === undefined ? '' : `, version ${code(version)}`);
  };
}

function emptyString(way: Way): string {
  return at(way(transcript), '[0].context.traits.phone') === '' ? 'an empty trait' : 'left out';
}

function idlessGroup(way: Way): string {
  const events = way({ ...transcript, groups: [{ kind: 'Group', name: 'Support' }] });
  return events.length > 1 ? REFUSED : 'no `group` event';
}

/** What RudderStack can tell of a second delivery, which has the `messageId` of the first or another. */
function secondMessageId(delivery: unknown, ifSame: string): Row['outcome'] {
  return (way) => {
    const [first, second] = [transcript, delivery].map((sent) => at(way(sent), '[0].messageId'));
    if (first === undefined) return 'no `messageId`';
    return first === second ? ifSame : 'a `messageId` of its own';
  };
}

function at(events: unknown, path: string): unknown {
  return get(events, path) as unknown;
}

/** The columns that ten operators and a survey make. */
function columns(name: RegExp): Row['outcome'] {
  const operator = transcript.operators?.['4821'] ?? {};
  const operators = Object.fromEntries(Array.from({ length: 10 }, (_, id) => [String(4821 + id), operator]));
  return (way) => {
    const { cells } = rowOf(way({ ...transcript, operators })[0] as LoadedEvent);
    const found = [...cells].filter(([column]) => name.test(column));
    if (found.length === 0) return 'no column';
    const isJson = found.some(([, { type }]) => type === 'jsonb');
    return `${String(found.length)} ${isJson ? 'JSON ' : ''}column${found.length > 1 ? 's' : ''}`;
  };
}
