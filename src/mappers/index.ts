/**
 * `olark-to-rudderstack/mappers`: the field-mapper units that the profiles are made of, each alone, and
 * the rules of each profile as data.
 */
export { applyRules, type ApplyRulesOptions } from './apply-rules.js';
export {
  browserAndOs,
  browserAndWholeOs,
  operatingSystemOfUserAgent,
  rawUserAgents,
  splitBrowser,
  splitOperatingSystem,
  wholeLabel,
} from './browser-os.js';
export {
  conversation,
  conversationIp,
  latestTimestamp,
  remainingConversationFields,
} from './conversation.js';
export { groups, remainingGroupFields, transformerGroups } from './groups.js';
export { operators, operatorsOnGroups } from './operators.js';
export { page } from './page.js';
export { documentedVisitorTraits, remainingVisitorFields, visitorTraits } from './visitor-traits.js';
export { type ProfileDefinition, profiles } from '../profiles.js';
export type { MappingRule, Profile } from '../options.js';
export type { RudderNameVersion } from '../rudder.js';
