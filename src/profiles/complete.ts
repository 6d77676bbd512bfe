import { isPresent } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { isRawUserAgent } from '../units/browser-os.js';
import { latestTimestamp } from '../units/timestamps.js';
import type { OlarkGroup } from '../olark.js';
import type { GroupOf, TrackOf, RudderTimes } from '../rudder.js';
import { setTimes } from './events.js';
import { documented } from './documented.js';
import { CONVERSATION_FIELDS, GROUP_FIELDS, VISITOR_FIELDS } from './named-fields.js';
import type { ProfileDefinition } from './profile.js';
import { addOtherFields } from './other-fields.js';

/** Everything of `documented`, and everything else that Olark sent. */
export const complete = {
  ids: 'content',
  isValue: isPresent,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

function toTrack(delivery: Delivery): TrackOf<'complete'> {
  const event: TrackOf<'complete'> = documented.toTrack(delivery);
  const { context, properties } = event;
  const { id, groups, items, visitor } = delivery.conversation;
  if (isPresent(id)) properties.conversationId = id;
  // A group without a usable id makes no event of its own.
  if (isPresent(groups)) properties.groups = groups;
  addOtherFields(properties, delivery.conversation, CONVERSATION_FIELDS, 'conversation_');

  const { browser } = visitor;
  if (isPresent(browser) && isRawUserAgent(browser)) context.userAgent = browser;
  addOtherFields(context.traits, visitor, VISITOR_FIELDS, 'visitor_');
  setTimes(event, latestTimestamp(items));
  return event;
}

function toGroup(
  group: OlarkGroup,
  groupId: string,
  delivery: Delivery,
  timestamp: RudderTimes['timestamp'],
): GroupOf<'complete'> {
  const event: GroupOf<'complete'> = documented.toGroup(group, groupId, delivery);
  addOtherFields(event.traits, group, GROUP_FIELDS, 'group_');
  setTimes(event, timestamp);
  return event;
}
