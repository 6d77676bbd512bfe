/** A program that imports `/mappers` and nothing else. Compiled, with its declarations; never run. */
import {
  applyRules,
  contextTraits,
  conversationFacts,
  isOlarkPayloadError,
  type MappingRule,
  type OlarkConversation,
  type OlarkPayloadError,
  page,
  parseDelivery,
  properties,
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
export const rules: MappingRule[] = [{ to: 'context.traits.email', via: (value) => value }];
export const applied = applyRules(rules, conversation);
export const units = { contextTraits, page, parseDelivery, properties };
export function codeOf(error: unknown) {
  return isOlarkPayloadError(error) ? error.code : undefined;
}
export type Both = [OlarkConversation, OlarkPayloadError];
