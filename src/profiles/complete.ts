import { isPresent } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { isRawUserAgent } from '../mappers/browser-os.js';
import { latestTimestamp } from '../mappers/timestamps.js';
import type { OlarkGroup } from '../olark.js';
import type { RudderCompleteGroupCall, RudderCompleteTrackCall, RudderTimes } from '../rudder.js';
import { setTimes } from './calls.js';
import { documented } from './documented.js';
import { CONVERSATION_FIELDS, GROUP_FIELDS, VISITOR_FIELDS } from './named-fields.js';
import type { ProfileDefinition } from './profile.js';
import { addOtherFields } from './other-fields.js';

/** Everything of `documented`, and everything else that Olark sent. */
export const complete = {
  ids: 'content',
  keepsEmptyStrings: false,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

function toTrack(delivery: Delivery): RudderCompleteTrackCall {
  const call: RudderCompleteTrackCall = documented.toTrack(delivery);
  const { context, properties } = call;
  const { id, groups, items, visitor } = delivery.conversation;
  if (isPresent(id)) properties.conversationId = id;
  // A group without a usable id makes no event of its own.
  if (isPresent(groups)) properties.groups = groups;
  addOtherFields(properties, delivery.conversation, CONVERSATION_FIELDS, 'conversation_');

  const { browser } = visitor;
  if (isPresent(browser) && isRawUserAgent(browser)) context.userAgent = browser;
  addOtherFields(context.traits, visitor, VISITOR_FIELDS, 'visitor_');
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
  addOtherFields(call.traits, group, GROUP_FIELDS, 'group_');
  setTimes(call, timestamp);
  return call;
}
