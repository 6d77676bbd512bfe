import { has, toId } from '../common/values.js';
import { operatingSystemOfUserAgent, splitBrowser, splitOperatingSystem } from '../mappers/browser-os.js';
import { groupProperties, groupTraits } from '../mappers/groups.js';
import { page } from '../mappers/page.js';
import { properties } from '../mappers/properties.js';
import { contextTraits, visitorTraits } from '../mappers/visitor-traits.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { RudderGroupCall, RudderTrackCall } from '../rudder.js';
import type { ProfileMapping } from './profile.js';

/** What RudderStack's documentation of its Olark source promises. Empty strings count as absent. */
export const documented: ProfileMapping = { ids: 'content', emptyStrings: 'absent', track, group };

function track(conversation: OlarkConversation): RudderTrackCall {
  const { visitor } = conversation;
  const event: RudderTrackCall = {
    type: 'track',
    event: conversation.kind,
    userId: String(visitor.id),
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
      traits: contextTraits(visitor),
    },
    traits: visitorTraits(visitor),
    properties: properties(conversation),
    integrations: { Olark: false },
  };

  const browser = splitBrowser(visitor.browser);
  if (browser) event.context.browser = browser;
  const os = splitOperatingSystem(visitor.operatingSystem) ?? operatingSystemOfUserAgent(visitor.browser);
  if (os) event.context.os = os;
  const visitedPage = page(visitor);
  if (visitedPage) event.context.page = visitedPage;
  if (has(visitor.ip)) event.context.ip = visitor.ip;

  // Not in the units above: RudderStack's own transformer, which shares them, leaves these out.
  if (has(visitor.countryCode)) event.traits.countryCode = visitor.countryCode;
  if (has(visitor.kind)) event.traits.kind = visitor.kind;

  if (has(conversation.operators)) event.properties.operators = conversation.operators;
  return event;
}

function group(group: OlarkGroup, { userId }: RudderTrackCall): RudderGroupCall {
  const event: RudderGroupCall = {
    type: 'group',
    userId,
    groupId: toId(group.id) ?? '',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
    },
    traits: groupTraits(group),
    integrations: { Olark: false },
  };
  const properties = groupProperties(group);
  if (properties) event.properties = properties;
  return event;
}
