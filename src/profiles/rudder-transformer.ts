import { isPresent } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { wholeOperatingSystem } from '../mappers/browser-os.js';
import { pageOf } from '../mappers/page.js';
import { contextTraitsOf } from '../mappers/visitor-traits.js';
import type { OlarkGroup } from '../olark.js';
import type {
  RudderRatedTraits,
  RudderTransformerGroupCall,
  RudderTransformerGroupTraits,
  RudderTransformerProperties,
  RudderTransformerTrackCall,
} from '../rudder.js';
import { addDevice, groupCall, trackCall } from './calls.js';
import type { ProfileDefinition } from './profile.js';

/** What RudderStack's own transformer emits today. */
export const rudderTransformer = {
  ids: 'none',
  keepsEmptyStrings: true,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

/** Whether there is a value; an empty string is one. */
function isSent<T>(value: T): value is NonNullable<T> {
  return isPresent(value, true);
}

function toTrack(delivery: Delivery): RudderTransformerTrackCall {
  const { items, tags, ip, visitor } = delivery.conversation;
  const traits: RudderRatedTraits = {};
  const properties: RudderTransformerProperties = {};
  const call: RudderTransformerTrackCall = trackCall(
    delivery,
    contextTraitsOf(visitor, true),
    traits,
    properties,
  );
  if (isSent(visitor.organization)) traits.organization = visitor.organization;
  if (isSent(visitor.chat_feedback)) traits.chat_feedback = visitor.chat_feedback;
  if (isSent(items)) properties.items = items;
  if (isSent(tags)) properties.tags = tags;
  if (isSent(ip)) call.context.ip = properties.ip = ip;
  addDevice(call.context, visitor.browser, wholeOperatingSystem(visitor.operatingSystem));
  const visitedPage = pageOf(visitor, true);
  if (visitedPage) call.context.page = visitedPage;
  return call;
}

function toGroup(group: OlarkGroup, groupId: string, delivery: Delivery): RudderTransformerGroupCall {
  const { operators } = delivery.conversation;
  const traits: RudderTransformerGroupTraits = {};
  const call: RudderTransformerGroupCall = groupCall(groupId, delivery, traits);
  if (isSent(group.kind)) traits.kind = group.kind;
  if (isSent(operators)) traits.operators = operators;
  if (isSent(group.name)) call.name = group.name;
  return call;
}
