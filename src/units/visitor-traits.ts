import type { IsValue } from '../common/types.js';
import { isPresent, isRecord } from '../common/values.js';
import type { OlarkInput, OlarkVisitor } from '../olark.js';
import type { RudderContextTraits, RudderVisitorTraits } from '../rudder.js';

/**
 * Who the visitor is: `context.traits` of the track event.
 *
 * @example
 * contextTraits({ id: 'v1', fullName: 'Bob Doe', region: 'CA', city: '' }); // { name: 'Bob Doe', region: 'CA' }
 */
export function contextTraits(visitor: OlarkInput<OlarkVisitor>): RudderContextTraits {
  return contextTraitsOf(visitor, isPresent);
}

/** Like {@link contextTraits}, for a profile where something else counts as a value: in `rudder-transformer`, an empty string. */
export function contextTraitsOf(visitor: OlarkInput<OlarkVisitor>, isValue: IsValue): RudderContextTraits {
  const traits: RudderContextTraits = {};
  if (!isRecord(visitor)) return traits;
  if (isValue(visitor.fullName)) traits.name = visitor.fullName;
  if (isValue(visitor.phoneNumber)) traits.phone = visitor.phoneNumber;
  if (isValue(visitor.emailAddress)) traits.email = visitor.emailAddress;
  if (isValue(visitor.city)) traits.city = visitor.city;
  if (isValue(visitor.region)) traits.region = visitor.region;
  if (isValue(visitor.country)) traits.country = visitor.country;
  return traits;
}

/**
 * What RudderStack's documentation puts outside of `context`: `traits` of the track event.
 *
 * @example
 * visitorTraits({ id: 'v1', organization: 'Widgets' }); // { organization: 'Widgets' }
 */
export function visitorTraits(visitor: OlarkInput<OlarkVisitor>): RudderVisitorTraits {
  const traits: RudderVisitorTraits = {};
  if (!isRecord(visitor)) return traits;
  if (isPresent(visitor.organization)) traits.organization = visitor.organization;
  if (isPresent(visitor.chat_feedback)) traits.chat_feedback = visitor.chat_feedback;
  if (isPresent(visitor.countryCode)) traits.countryCode = visitor.countryCode;
  if (isPresent(visitor.kind)) traits.kind = visitor.kind;
  return traits;
}
