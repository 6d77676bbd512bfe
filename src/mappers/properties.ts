import { type EmptyStrings, has, isRecord } from '../common/values.js';
import type { OlarkConversation } from '../olark.js';
import type { RudderConversationProperties } from '../rudder.js';

/**
 * What was said: `properties` of the track event, by reference.
 *
 * @example
 * properties({ kind: 'Conversation', visitor: { id: 'v1' }, tags: ['billing'] }); // { tags: ['billing'] }
 */
export function properties(
  conversation: OlarkConversation,
  emptyStrings?: EmptyStrings,
): RudderConversationProperties {
  const found: RudderConversationProperties = {};
  if (!isRecord(conversation)) return found;
  if (has(conversation.items, emptyStrings)) found.items = conversation.items;
  if (has(conversation.tags, emptyStrings)) found.tags = conversation.tags;
  return found;
}
