import { has, isRecord, words } from '../common/values.js';
import { conversationFacts } from '../mappers/conversation-facts.js';
import { operatorList } from '../mappers/operators.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { RudderGroupCall, RudderTrackCall } from '../rudder.js';
import {
  addEverythingElse,
  complete,
  CONVERSATION_FIELDS,
  setTimestamp,
  VISITOR_FIELDS,
} from './complete.js';
import { documented } from './documented.js';
import type { ProfileMapping } from './profile.js';

/** Everything of `complete`, laid out so that it lands in columns, and the columns stay the same. */
export const warehouse: ProfileMapping = { ...complete, track, group };

function track(conversation: OlarkConversation): RudderTrackCall {
  const { visitor, operators } = conversation;
  // Not `complete.track`: the columns below must be there before Olark's other fields are added.
  const event = documented.track(conversation);
  const { context, properties } = event;

  // RudderStack's loaders drop what a track event has in its top-level `traits`.
  if (has(visitor.organization)) context.traits.organization = visitor.organization;
  if (has(visitor.countryCode)) context.traits.countryCode = visitor.countryCode;
  if (has(visitor.kind)) context.traits.kind = visitor.kind;
  if (isRated(visitor.chat_feedback)) properties.chat_feedback = visitor.chat_feedback;

  // By id, each operator would get columns of its own.
  if (has(operators)) properties.operators = operatorList(operators);

  const facts = conversationFacts(conversation.items);
  Object.assign(properties, facts);

  addEverythingElse(event, conversation, takenColumns(PROPERTY_COLUMNS), takenColumns(TRAIT_COLUMNS));
  setTimestamp(event, facts.endedAt);

  event.integrations.DATA_WAREHOUSE = {
    options: {
      jsonPaths: [
        'track.properties.items',
        'track.properties.operators',
        'track.properties.groups',
        'track.properties.tags',
        'track.context.traits.customFields',
      ],
    },
  };
  return event;
}

function group(group: OlarkGroup, track: RudderTrackCall, conversation: OlarkConversation): RudderGroupCall {
  const event = complete.group(group, track, conversation);
  // RudderStack's loaders drop what a group event has in its `properties`.
  if (has(group.kind)) event.traits.kind = group.kind;
  return event;
}

/** Whether there is an answer among a survey's; a conversation that starts has an empty one. */
function isRated<T>(feedback: T): feedback is NonNullable<T> {
  return has(feedback) && !(isRecord(feedback) && Object.keys(feedback).length === 0);
}

/** Columns that no other field may take: the profile's own and, of `properties`, those that the loaders add. */
const PROPERTY_COLUMNS = columnsOf(
  CONVERSATION_FIELDS,
  [
    'conversationId startedAt endedAt durationSeconds firstResponseSeconds messageCount visitorMessageCount',
    'operatorMessageCount isOffline event eventText userId anonymousId channel uuidTs timestamp',
    'originalTimestamp sentAt receivedAt',
  ].join(' '),
);
const TRAIT_COLUMNS = columnsOf(VISITOR_FIELDS, 'name phone email');

function columnsOf(fields: ReadonlySet<string>, others: string): ReadonlySet<string> {
  return new Set([...fields, ...words(others)].map(columnOf));
}

/**
 * Whether a key would make a column that something else has, or one inside of `context` or `chat_feedback`; one
 * that would not has its column from then on.
 */
function takenColumns(reserved: ReadonlySet<string>): (key: string) => boolean {
  const seen = new Set<string>();
  return (key) => {
    const column = columnOf(key);
    if (reserved.has(column) || seen.has(column) || /^(?:context|chatfeedback)/.test(column)) return true;
    seen.add(column);
    return false;
  };
}

/** Keys that RudderStack gives the same column are the same here: `startedAt` and `started_at`. */
function columnOf(key: string): string {
  return key.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
