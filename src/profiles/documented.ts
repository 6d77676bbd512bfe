import { isPresent } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { splitOperatingSystem } from '../units/browser-os.js';
import { groupProperties, groupTraits } from '../units/groups.js';
import { page } from '../units/page.js';
import { properties } from '../units/properties.js';
import { contextTraits, visitorTraits } from '../units/visitor-traits.js';
import type { OlarkGroup } from '../olark.js';
import type { GroupOf, TrackOf } from '../rudder.js';
import { addDevice, groupEvent, trackEvent } from './events.js';
import type { ProfileDefinition } from './profile.js';

/** What RudderStack's documentation of its Olark source promises. */
export const documented = {
  ids: 'content',
  isValue: isPresent,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

function toTrack(delivery: Delivery): TrackOf<'documented'> {
  const { conversation } = delivery;
  const { visitor } = conversation;
  const event: TrackOf<'documented'> = trackEvent(
    delivery,
    contextTraits(visitor),
    visitorTraits(visitor),
    properties(conversation),
  );
  addDevice(event.context, visitor.browser, splitOperatingSystem(visitor.operatingSystem));
  const visitedPage = page(visitor);
  if (visitedPage) event.context.page = visitedPage;
  if (isPresent(visitor.ip)) event.context.ip = visitor.ip;
  return event;
}

function toGroup(group: OlarkGroup, groupId: string, delivery: Delivery): GroupOf<'documented'> {
  const event: GroupOf<'documented'> = groupEvent(groupId, delivery, groupTraits(group));
  const kind = groupProperties(group);
  if (kind) event.properties = kind;
  return event;
}
