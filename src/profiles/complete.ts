import { isPresent, type NamedField } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { isRawUserAgent, splitOperatingSystem } from '../mappers/browser-os.js';
import { addRemainingFields } from '../mappers/remaining-fields.js';
import { latestTimestamp } from '../mappers/timestamps.js';
import type { OlarkConversation, OlarkGroup, OlarkVisitor } from '../olark.js';
import type { RudderCompleteGroupCall, RudderCompleteTrackCall, RudderTimes } from '../rudder.js';
import { setTimes } from './calls.js';
import { documented } from './documented.js';
import type { ProfileDefinition } from './profile.js';

/** Everything of `documented`, and everything else that Olark sent. */
export const complete = {
  ids: 'content',
  keepsEmptyStrings: false,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

/** Says of every field that Olark's type names: `true`, it has a place; `false`, it is carried under its own name. */
type Placed<T> = Readonly<Record<NamedField<T>, boolean>>;

const CONVERSATION_FIELDS: Placed<OlarkConversation> = {
  kind: true,
  id: true,
  eventType: false,
  isLead: false,
  manuallySubmitted: false,
  items: true,
  tags: true,
  operators: true,
  groups: true,
  visitor: true,
  ip: false,
};

const VISITOR_FIELDS: Placed<OlarkVisitor> = {
  kind: true,
  id: true,
  fullName: true,
  phoneNumber: true,
  emailAddress: true,
  ip: true,
  city: true,
  region: true,
  country: true,
  countryCode: true,
  organization: true,
  browser: true,
  operatingSystem: true,
  referrer: true,
  conversationBeginPage: true,
  chat_feedback: true,
  customFields: false,
};

const GROUP_FIELDS: Placed<OlarkGroup> = { kind: true, id: true, name: true };

const PLACED_OF_CONVERSATION = /* @__PURE__ */ placedIn(CONVERSATION_FIELDS);
const PLACED_OF_VISITOR = /* @__PURE__ */ placedIn(VISITOR_FIELDS);
const PLACED_OF_GROUP = /* @__PURE__ */ placedIn(GROUP_FIELDS);

function placedIn(fields: Readonly<Record<string, boolean>>): ReadonlySet<string> {
  return new Set(Object.keys(fields).filter((name) => fields[name]));
}

function toTrack(delivery: Delivery): RudderCompleteTrackCall {
  const call: RudderCompleteTrackCall = documented.toTrack(delivery);
  const { context, properties } = call;
  const { id, groups, items, visitor } = delivery.conversation;
  if (isPresent(id)) properties.conversationId = id;
  // A group without a usable id makes no event of its own.
  if (isPresent(groups)) properties.groups = groups;
  addRemainingFields(properties, delivery.conversation, PLACED_OF_CONVERSATION, 'conversation_');

  const { browser, operatingSystem } = visitor;
  if (isPresent(browser) && isRawUserAgent(browser)) context.userAgent = browser;
  else if (isPresent(browser) && !context.browser) context.traits['browser'] = browser;
  // Kept whole if it was parsed or could not be read.
  if (
    isPresent(operatingSystem) &&
    (isRawUserAgent(operatingSystem) || !splitOperatingSystem(operatingSystem))
  ) {
    context.traits.operatingSystem = operatingSystem;
  }
  addRemainingFields(context.traits, visitor, PLACED_OF_VISITOR, 'visitor_');
  setTimes(call, latestTimestamp(items));
  return call;
}

function toGroup(
  group: OlarkGroup,
  groupId: string,
  delivery: Delivery,
  { timestamp }: RudderTimes,
): RudderCompleteGroupCall {
  const call: RudderCompleteGroupCall = documented.toGroup(group, groupId, delivery);
  addRemainingFields(call.traits, group, PLACED_OF_GROUP, 'group_');
  setTimes(call, timestamp);
  return call;
}
