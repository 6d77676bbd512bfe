/**
 * `olark-to-rudderstack/mappers`: the plain functions that the profiles are made of, and what a mapping of your own
 * needs: `parseDelivery`, `isOlarkPayloadError`, and `applyRules`, which runs only your own rules.
 */
export { isOlarkPayloadError } from '../common/errors.js';
export { parseDelivery } from '../delivery/parse-delivery.js';
export { applyRules, type ApplyRulesOptions } from '../rules/apply-rules.js';
export {
  isRawUserAgent,
  operatingSystemOfUserAgent,
  splitBrowser,
  splitOperatingSystem,
  wholeOperatingSystem,
} from './browser-os.js';
export { conversationFacts } from './conversation-facts.js';
export { groupProperties, groupTraits } from './groups.js';
export { operatorList } from './operators.js';
export { page } from './page.js';
export { properties } from './properties.js';
export { latestTimestamp } from './timestamps.js';
export { contextTraits, visitorTraits } from './visitor-traits.js';
