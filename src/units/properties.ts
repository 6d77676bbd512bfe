import { isPresent, isRecord } from '../common/values.js';
import type { OlarkConversation, OlarkInput } from '../olark.js';
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
  const { items, tags, operators } = conversation as OlarkConversation;
  if (isPresent(items)) found.items = items;
  if (isPresent(tags)) found.tags = tags;
  if (isPresent(operators)) found.operators = operators;
  return found;
}
