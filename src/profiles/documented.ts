import { isPresent } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { splitOperatingSystem } from '../mappers/browser-os.js';
import { groupProperties, groupTraits } from '../mappers/groups.js';
import { page } from '../mappers/page.js';
import { properties } from '../mappers/properties.js';
import { contextTraits, visitorTraits } from '../mappers/visitor-traits.js';
import type { OlarkGroup } from '../olark.js';
import type { RudderDocumentedGroupCall, RudderDocumentedTrackCall } from '../rudder.js';
import { addDevice, groupCall, trackCall } from './calls.js';
import type { ProfileDefinition } from './profile.js';

/** What RudderStack's documentation of its Olark source promises. */
export const documented = {
  ids: 'content',
  keepsEmptyStrings: false,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

function toTrack(delivery: Delivery): RudderDocumentedTrackCall {
  const { conversation } = delivery;
  const { visitor } = conversation;
  const call: RudderDocumentedTrackCall = trackCall(
    delivery,
    contextTraits(visitor),
    visitorTraits(visitor),
    properties(conversation),
  );
  addDevice(call.context, visitor.browser, splitOperatingSystem(visitor.operatingSystem));
  const visitedPage = page(visitor);
  if (visitedPage) call.context.page = visitedPage;
  if (isPresent(visitor.ip)) call.context.ip = visitor.ip;
  return call;
}

function toGroup(group: OlarkGroup, groupId: string, delivery: Delivery): RudderDocumentedGroupCall {
  const call: RudderDocumentedGroupCall = groupCall(groupId, delivery, groupTraits(group));
  const kind = groupProperties(group);
  if (kind) call.properties = kind;
  return call;
}
