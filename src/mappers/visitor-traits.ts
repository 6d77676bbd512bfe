import { type EmptyStrings, has, isRecord } from '../common/values.js';
import type { OlarkVisitor } from '../olark.js';
import type { RudderContextTraits, RudderVisitorTraits } from '../rudder.js';

/**
 * Who the visitor is: `context.traits` of the track event.
 *
 * @example
 * contextTraits({ id: 'v1', fullName: 'Bob Doe', region: 'CA', city: '' }); // { name: 'Bob Doe', region: 'CA' }
 */
export function contextTraits(visitor: OlarkVisitor, emptyStrings?: EmptyStrings): RudderContextTraits {
  const traits: RudderContextTraits = {};
  if (!isRecord(visitor)) return traits;
  if (has(visitor.fullName, emptyStrings)) traits.name = visitor.fullName;
  if (has(visitor.phoneNumber, emptyStrings)) traits.phone = visitor.phoneNumber;
  if (has(visitor.emailAddress, emptyStrings)) traits.email = visitor.emailAddress;
  if (has(visitor.city, emptyStrings)) traits.city = visitor.city;
  if (has(visitor.region, emptyStrings)) traits.region = visitor.region;
  if (has(visitor.country, emptyStrings)) traits.country = visitor.country;
  return traits;
}

/**
 * What RudderStack keeps of the visitor outside of `context`: `traits` of the track event.
 *
 * @example
 * visitorTraits({ id: 'v1', organization: 'Widgets' }); // { organization: 'Widgets' }
 */
export function visitorTraits(visitor: OlarkVisitor, emptyStrings?: EmptyStrings): RudderVisitorTraits {
  const traits: RudderVisitorTraits = {};
  if (!isRecord(visitor)) return traits;
  if (has(visitor.organization, emptyStrings)) traits.organization = visitor.organization;
  if (has(visitor.chat_feedback, emptyStrings)) traits.chat_feedback = visitor.chat_feedback;
  return traits;
}
