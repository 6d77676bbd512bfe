import type { MappingRule } from '../options.js';

/** Who the visitor is. Part of every profile. */
export const visitorTraits: readonly MappingRule[] = [
  { from: 'visitor.id', to: 'userId' },
  { from: 'visitor.fullName', to: 'context.traits.name' },
  { from: 'visitor.phoneNumber', to: 'context.traits.phone' },
  { from: 'visitor.emailAddress', to: 'context.traits.email' },
  { from: 'visitor.city', to: 'context.traits.city' },
  { from: 'visitor.region', to: 'context.traits.region' },
  { from: 'visitor.country', to: 'context.traits.country' },
  { from: 'visitor.organization', to: 'traits.organization' },
  { from: 'visitor.chat_feedback', to: 'traits.chat_feedback' },
];

/** What RudderStack documents of the visitor and its transformer drops. */
export const documentedVisitorTraits: readonly MappingRule[] = [
  { from: 'visitor.countryCode', to: 'traits.countryCode' },
  { from: 'visitor.kind', to: 'traits.kind' },
  { from: 'visitor.ip', to: 'context.ip' },
];

/** Every other field of the visitor, `customFields` among them. Profile `complete`. */
export const remainingVisitorFields: readonly MappingRule[] = [{ from: 'visitor.*', to: 'context.traits.*' }];
