import { has, toId } from '../common/values.js';
import { operatingSystemOfUserAgent, splitBrowser, wholeOperatingSystem } from '../mappers/browser-os.js';
import { page } from '../mappers/page.js';
import { properties } from '../mappers/properties.js';
import { contextTraits, visitorTraits } from '../mappers/visitor-traits.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { RudderGroupCall, RudderTrackCall } from '../rudder.js';
import type { ProfileMapping } from './profile.js';

/** What RudderStack's own transformer emits today. Empty strings are kept, but for an empty browser label. */
export const rudderTransformer: ProfileMapping = { ids: 'none', emptyStrings: 'kept', track, group };

function track(conversation: OlarkConversation): RudderTrackCall {
  const { visitor } = conversation;
  const event: RudderTrackCall = {
    type: 'track',
    event: conversation.kind,
    userId: String(visitor.id),
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
      traits: contextTraits(visitor, 'kept'),
    },
    traits: visitorTraits(visitor, 'kept'),
    properties: properties(conversation, 'kept'),
    integrations: { Olark: false },
  };

  const browser = splitBrowser(visitor.browser);
  if (browser) event.context.browser = browser;
  const os = wholeOperatingSystem(visitor.operatingSystem) ?? operatingSystemOfUserAgent(visitor.browser);
  if (os) event.context.os = os;
  const visitedPage = page(visitor, 'kept');
  if (visitedPage) event.context.page = visitedPage;

  if (has(conversation.ip, 'kept')) event.context.ip = event.properties.ip = conversation.ip;
  return event;
}

function group(
  group: OlarkGroup,
  { userId }: RudderTrackCall,
  { operators }: OlarkConversation,
): RudderGroupCall {
  const event: RudderGroupCall = {
    type: 'group',
    userId,
    groupId: toId(group.id) ?? '',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
    },
    traits: {},
    integrations: { Olark: false },
  };
  if (has(group.kind, 'kept')) event.traits.kind = group.kind;
  if (has(operators, 'kept')) event.traits.operators = operators;
  if (has(group.name, 'kept')) event.name = group.name;
  return event;
}
