/** A program that imports `/mappers` and nothing else. Compiled, with its declarations; never run. */
import {
  applyRules,
  contextTraits,
  conversationFacts,
  identifyCall,
  isOlarkPayloadError,
  type MappingRule,
  type OlarkConversation,
  type OlarkPayloadError,
  page,
  parseDelivery,
  properties,
  type RudderTrackEvent,
  visitorTraits,
} from 'olark-to-rudderstack/mappers';

declare module 'olark-to-rudderstack' {
  interface OlarkCustomFields {
    seats?: number;
  }
}

export const conversation = parseDelivery('');
export const { customFields } = conversation.visitor;
isSame<NonNullable<typeof customFields>['seats'], number | undefined>(true);
export const parts = {
  traits: contextTraits(conversation.visitor),
  more: visitorTraits(conversation.visitor),
  page: page(conversation.visitor),
  properties: properties(conversation),
  facts: conversationFacts(conversation.items),
};
declare const track: RudderTrackEvent<'warehouse', 'content'>;
export const identify = identifyCall(track);
export const rules: MappingRule[] = [{ to: 'context.traits.email', via: (value) => value }];
export const applied = applyRules(rules, conversation);
export const units = { contextTraits, page, parseDelivery, properties };
export function codeOf(error: unknown) {
  return isOlarkPayloadError(error) ? error.code : undefined;
}
export type Both = [OlarkConversation, OlarkPayloadError];
