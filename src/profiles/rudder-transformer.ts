import { isSent } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { wholeOperatingSystem } from '../units/browser-os.js';
import { pageOf } from '../units/page.js';
import { contextTraitsOf } from '../units/visitor-traits.js';
import type { OlarkGroup } from '../olark.js';
import type {
  GroupOf,
  RudderTransformerGroupTraits,
  RudderTransformerProperties,
  RudderTransformerTraits,
  TrackOf,
} from '../rudder.js';
import { addDevice, groupEvent, trackEvent } from './events.js';
import type { ProfileDefinition } from './profile.js';

/** What RudderStack's own transformer emits today. */
export const rudderTransformer = {
  ids: 'none',
  isValue: isSent,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

function toTrack(delivery: Delivery): TrackOf<'rudder-transformer'> {
  const { items, tags, ip, visitor } = delivery.conversation;
  const traits: RudderTransformerTraits = {};
  const properties: RudderTransformerProperties = {};
  const event: TrackOf<'rudder-transformer'> = trackEvent(
    delivery,
    contextTraitsOf(visitor, isSent),
    traits,
    properties,
  );
  if (isSent(visitor.organization)) traits.organization = visitor.organization;
  if (isSent(visitor.chat_feedback)) traits.chat_feedback = visitor.chat_feedback;
  if (isSent(items)) properties.items = items;
  if (isSent(tags)) properties.tags = tags;
  if (isSent(ip)) event.context.ip = properties.ip = ip;
  addDevice(event.context, visitor.browser, wholeOperatingSystem(visitor.operatingSystem));
  const visitedPage = pageOf(visitor, isSent);
  if (visitedPage) event.context.page = visitedPage;
  return event;
}

function toGroup(group: OlarkGroup, groupId: string, delivery: Delivery): GroupOf<'rudder-transformer'> {
  const { operators } = delivery.conversation;
  const traits: RudderTransformerGroupTraits = {};
  const event: GroupOf<'rudder-transformer'> = groupEvent(groupId, delivery, traits);
  if (isSent(group.kind)) traits.kind = group.kind;
  if (isSent(operators)) traits.operators = operators;
  if (isSent(group.name)) event.name = group.name;
  return event;
}
