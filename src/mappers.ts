/**
 * `olark-to-rudderstack/mappers`: the plain functions that the profiles are made of, and what a mapping of your own
 * needs: `parseDelivery`, `isOlarkPayloadError`, and `applyRules`, which runs only your own rules.
 */
export type { JsonConstant, JsonObject, JsonScalar, JsonValue } from './common/json.js';
export { isOlarkPayloadError, type OlarkPayloadError, type OlarkPayloadErrorCode } from './common/errors.js';
// The whole module, because only then can callers augment `OlarkCustomFields`.
export * from './olark.js';
export type { EventPath, MappingRule, Profile, RuleFunction, RuleResult } from './options.js';
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
export { operatorList } from './units/operators.js';
export { page } from './units/page.js';
export { properties } from './units/properties.js';
export { latestTimestamp } from './units/timestamps.js';
export { contextTraits, visitorTraits } from './units/visitor-traits.js';
