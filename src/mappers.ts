/**
 * `olark-to-rudderstack/mappers`: the plain functions that the profiles are made of, and what a mapping of your own
 * needs: `parseDelivery`, `isOlarkPayloadError`, and `applyRules`, which runs only your own rules.
 */
export { isOlarkPayloadError } from './common/errors.js';
export { parseDelivery } from './parse-delivery.js';
export { applyRules, type ApplyRulesOptions } from './apply-rules.js';
export {
  isRawUserAgent,
  operatingSystemOfUserAgent,
  splitBrowser,
  splitOperatingSystem,
  wholeOperatingSystem,
} from './units/browser-os.js';
export { conversationFacts } from './units/conversation-facts.js';
export { groupProperties, groupTraits } from './units/groups.js';
export { identifyCall } from './units/identify-call.js';
export { operatorList } from './units/operators.js';
export { page } from './units/page.js';
export { properties } from './units/properties.js';
export { latestTimestamp } from './units/timestamps.js';
export { transcriptText } from './units/transcript-text.js';
export { contextTraits, visitorTraits } from './units/visitor-traits.js';

// From `index.ts` and not from where they are declared: a program that imports only this file can augment
// `OlarkCustomFields` in `olark-to-rudderstack` then, because TypeScript has read that module.
export type {
  EventPath,
  JsonConstant,
  JsonObject,
  JsonScalar,
  JsonValue,
  MappingRule,
  OlarkChatFeedback,
  OlarkConversation,
  OlarkCustomFields,
  OlarkGroup,
  OlarkInput,
  OlarkItem,
  OlarkOperator,
  OlarkPayloadError,
  OlarkPayloadErrorCode,
  OlarkVisitor,
  Profile,
  RudderIdentifyEvent,
  RudderTrackEvent,
  RuleFunction,
  RuleResult,
} from './index.js';
