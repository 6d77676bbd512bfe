import { has, isRecord } from '../common/values.js';
import { conversationFacts } from '../mappers/conversation-facts.js';
import { operatorList } from '../mappers/operators.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { RudderGroupCall, RudderTrackCall } from '../rudder.js';
import { addEverythingElse, complete, setTimestamp } from './complete.js';
import { documented } from './documented.js';
import type { ProfileMapping } from './profile.js';

/** Everything of `complete`, laid out so that it lands in columns, and the columns stay the same. */
export const warehouse: ProfileMapping = { ...complete, track, group };

function track(conversation: OlarkConversation): RudderTrackCall {
  const { visitor, operators } = conversation;
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

  addEverythingElse(event, conversation, isOwnColumn);
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

/** The columns of these properties hold what the profile says and nothing else, whatever the payload's keys. */
const COLUMNS = new Set(
  [
    ...['conversationId', 'items', 'tags', 'operators', 'groups', 'chat_feedback'],
    ...['startedAt', 'endedAt', 'durationSeconds', 'firstResponseSeconds'],
    ...['messageCount', 'visitorMessageCount', 'operatorMessageCount', 'isOffline'],
  ].map(columnOf),
);

function isOwnColumn(property: string): boolean {
  return COLUMNS.has(columnOf(property));
}

/** Properties that RudderStack gives the same column have the same one here: `startedAt` and `started_at`. */
function columnOf(property: string): string {
  return property.replaceAll('_', '').toLowerCase();
}
