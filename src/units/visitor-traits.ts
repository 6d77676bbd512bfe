import { isPresent, isRecord } from '../common/values.js';
import type { OlarkVisitor } from '../olark.js';
import type { RudderContextTraits, RudderVisitorTraits } from '../rudder.js';

/**
 * Who the visitor is: `context.traits` of the track event.
 *
 * @example
 * contextTraits({ id: 'v1', fullName: 'Bob Doe', region: 'CA', city: '' }); // { name: 'Bob Doe', region: 'CA' }
 */
export function contextTraits(visitor: OlarkVisitor): RudderContextTraits {
  return contextTraitsOf(visitor, false);
}

/** The same for any profile: `rudder-transformer` keeps empty strings. */
export function contextTraitsOf(visitor: OlarkVisitor, keepsEmptyStrings: boolean): RudderContextTraits {
  const traits: RudderContextTraits = {};
  if (!isRecord(visitor)) return traits;
  if (isPresent(visitor.fullName, keepsEmptyStrings)) traits.name = visitor.fullName;
  if (isPresent(visitor.phoneNumber, keepsEmptyStrings)) traits.phone = visitor.phoneNumber;
  if (isPresent(visitor.emailAddress, keepsEmptyStrings)) traits.email = visitor.emailAddress;
  if (isPresent(visitor.city, keepsEmptyStrings)) traits.city = visitor.city;
  if (isPresent(visitor.region, keepsEmptyStrings)) traits.region = visitor.region;
  if (isPresent(visitor.country, keepsEmptyStrings)) traits.country = visitor.country;
  return traits;
}

/**
 * What RudderStack's documentation puts outside of `context`: `traits` of the track event.
 *
 * @example
 * visitorTraits({ id: 'v1', organization: 'Widgets' }); // { organization: 'Widgets' }
 */
export function visitorTraits(visitor: OlarkVisitor): RudderVisitorTraits {
  const traits: RudderVisitorTraits = {};
  if (!isRecord(visitor)) return traits;
  if (isPresent(visitor.organization)) traits.organization = visitor.organization;
  if (isPresent(visitor.chat_feedback)) traits.chat_feedback = visitor.chat_feedback;
  if (isPresent(visitor.countryCode)) traits.countryCode = visitor.countryCode;
  if (isPresent(visitor.kind)) traits.kind = visitor.kind;
  return traits;
}
