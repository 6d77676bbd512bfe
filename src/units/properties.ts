import { isPresent, isRecord } from '../common/values.js';
import type { OlarkConversation, OlarkInput, OlarkItem } from '../olark.js';
import type { RudderDocumentedProperties } from '../rudder.js';

/**
 * What was said, and who answered: `properties` of the track event, by reference.
 *
 * @example
 * properties({ kind: 'Conversation', visitor: { id: 'v1' }, tags: ['billing'] }); // { tags: ['billing'] }
 */
export function properties(conversation: OlarkInput<OlarkConversation>): RudderDocumentedProperties {
  const found: RudderDocumentedProperties = {};
  if (!isRecord(conversation)) return found;
  if (isPresent(conversation.items)) found.items = conversation.items as OlarkItem[];
  if (isPresent(conversation.tags)) found.tags = conversation.tags as string[];
  if (isPresent(conversation.operators)) found.operators = conversation.operators;
  return found;
}
