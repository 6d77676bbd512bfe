import { has, words } from '../common/values.js';
import { isRawUserAgent, splitOperatingSystem } from '../mappers/browser-os.js';
import { addRemainingFields } from '../mappers/remaining-fields.js';
import { latestTimestamp } from '../mappers/timestamps.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { RudderCommonFields, RudderGroupCall, RudderTrackCall } from '../rudder.js';
import { documented } from './documented.js';
import type { ProfileMapping } from './profile.js';

/** Everything of `documented`, and everything else that Olark sent. */
export const complete: ProfileMapping = { ...documented, track, group };

/** Olark's fields that have a place of their own in the events; every other one is carried under its own name. */
export const CONVERSATION_FIELDS = words('kind id items tags operators groups visitor');
export const VISITOR_FIELDS = words(
  'kind id fullName phoneNumber emailAddress ip city region country countryCode organization browser ' +
    'operatingSystem referrer conversationBeginPage chat_feedback customFields',
);
const GROUP_FIELDS = words('kind id name');

function track(conversation: OlarkConversation): RudderTrackCall {
  const event = documented.track(conversation);
  addEverythingElse(event, conversation);
  setTimestamp(event, latestTimestamp(conversation.items));
  return event;
}

/** Adds everything that `documented` leaves out; `groups` too, because a group without a usable id makes no event. */
export function addEverythingElse(
  event: RudderTrackCall,
  conversation: OlarkConversation,
  isPropertyTaken?: (key: string) => boolean,
  isTraitTaken?: (key: string) => boolean,
): void {
  const { context, properties } = event;
  const { id, groups, visitor } = conversation;
  if (has(id)) properties.conversationId = id;
  if (has(groups)) properties.groups = groups;
  addRemainingFields(properties, conversation, CONVERSATION_FIELDS, 'conversation_', isPropertyTaken);

  const { browser, operatingSystem } = visitor;
  if (has(browser) && isRawUserAgent(browser)) context.userAgent = browser;
  else if (has(browser) && !context.browser) context.traits['browser'] = browser;
  // Kept whole if it was parsed or could not be read.
  if (has(operatingSystem) && (isRawUserAgent(operatingSystem) || !splitOperatingSystem(operatingSystem))) {
    context.traits['operatingSystem'] = operatingSystem;
  }
  if (has(visitor.customFields)) context.traits.customFields = visitor.customFields;
  addRemainingFields(context.traits, visitor, VISITOR_FIELDS, 'visitor_', isTraitTaken);
}

/** Says when an event happened, where that is known. */
export function setTimestamp(event: RudderCommonFields, timestamp: string | undefined): void {
  if (timestamp !== undefined) event.timestamp = event.originalTimestamp = timestamp;
}

function group(group: OlarkGroup, track: RudderTrackCall, conversation: OlarkConversation): RudderGroupCall {
  const event = documented.group(group, track, conversation);
  addRemainingFields(event.traits, group, GROUP_FIELDS, 'group_');
  setTimestamp(event, track.timestamp);
  return event;
}
