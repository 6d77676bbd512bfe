import { isEmpty, isPresent, isRecord, type Unchecked } from '../common/values.js';
import type { Delivery } from '../delivery/check.js';
import { isRawUserAgent, splitOperatingSystem } from '../units/browser-os.js';
import { conversationFacts } from '../units/conversation-facts.js';
import { operatorList } from '../units/operators.js';
import type { OlarkChatFeedback, OlarkConversation, OlarkGroup, OlarkVisitor } from '../olark.js';
import type {
  RudderFeedback,
  RudderTimes,
  RudderWarehouseContext,
  GroupOf,
  RudderWarehouseGroupTraits,
  RudderWarehouseProperties,
  TrackOf,
  RudderWarehouseTraits,
} from '../rudder.js';
import { addDevice, groupEvent, setTimes, trackEvent } from './events.js';
import { jsonText } from './json-text.js';
import { CONVERSATION_FIELDS, GROUP_FIELDS, VISITOR_FIELDS } from './named-fields.js';
import { otherFields } from './other-fields.js';
import { isBoolean, isList, isText, isWholeNumber } from './predicates.js';
import type { ProfileDefinition } from './profile.js';

/**
 * A fixed set of columns, each of one type, whatever Olark sends. A value that has no column, or does not fit its
 * column, is kept in a column of JSON text: `otherFields`.
 */
export const warehouse = {
  ids: 'content',
  isValue: isPresent,
  toTrack,
  toGroup,
} satisfies ProfileDefinition;

function toTrack(delivery: Delivery): TrackOf<'warehouse'> {
  const { visitor } = delivery.conversation;
  // RudderStack's loaders drop what a track event has in its top-level `traits`.
  const track = trackEvent(delivery, traitColumns(visitor), {}, propertyColumns(delivery.conversation));
  // Its settings for the loaders follow.
  const event = track as TrackOf<'warehouse'>;
  event.integrations.DATA_WAREHOUSE = {
    options: {
      jsonPaths: [
        'track.properties.items',
        'track.properties.operators',
        'track.properties.groups',
        'track.properties.tags',
      ],
    },
  };
  addContext(event.context, visitor);
  setTimes(event, event.properties.endedAt);
  return event;
}

function traitColumns(visitor: OlarkVisitor): RudderWarehouseTraits {
  const fields: Unchecked<OlarkVisitor> = visitor;
  const traits: RudderWarehouseTraits = {};
  if (isText(fields.fullName)) traits.name = String(fields.fullName);
  if (isText(fields.phoneNumber)) traits.phone = String(fields.phoneNumber);
  if (isText(fields.emailAddress)) traits.email = String(fields.emailAddress);
  if (isText(fields.city)) traits.city = String(fields.city);
  if (isText(fields.region)) traits.region = String(fields.region);
  if (isText(fields.country)) traits.country = String(fields.country);
  if (isText(fields.countryCode)) traits.countryCode = String(fields.countryCode);
  if (isText(fields.organization)) traits.organization = String(fields.organization);
  if (isText(fields.kind)) traits.kind = String(fields.kind);
  const customFields = jsonText(fields.customFields);
  if (customFields) traits.customFields = customFields;
  const others = jsonText(otherFields(visitor, VISITOR_FIELDS));
  if (others) traits.otherFields = others;
  return traits;
}

function addContext(context: RudderWarehouseContext, visitor: Unchecked<OlarkVisitor>): void {
  const { browser, operatingSystem, referrer, conversationBeginPage, ip } = visitor;
  addDevice(context, browser, splitOperatingSystem(operatingSystem));
  if (isText(referrer)) context.page = { referrer: String(referrer) };
  if (isText(conversationBeginPage)) (context.page ??= {}).url = String(conversationBeginPage);
  if (isText(ip)) context.ip = String(ip);
  if (isRawUserAgent(browser)) context.userAgent = String(browser);
}

function propertyColumns(conversation: OlarkConversation): RudderWarehouseProperties {
  const { items, groups, tags, operators, visitor } = conversation;
  const { id, eventType, isLead, manuallySubmitted }: Unchecked<OlarkConversation> = conversation;
  const columns: RudderWarehouseProperties = conversationFacts(items);
  if (isText(id)) columns.conversationId = String(id);
  if (isText(eventType)) columns.eventType = String(eventType);
  if (isBoolean(isLead)) columns.isLead = isLead;
  if (isBoolean(manuallySubmitted)) columns.manuallySubmitted = manuallySubmitted;
  if (isList(items)) columns.items = items;
  if (isList(groups)) columns.groups = groups;
  if (isList(tags)) columns.tags = tags;
  const listed = operatorList(operators);
  if (listed) columns.operators = listed;
  const feedback = feedbackColumns(visitor.chat_feedback);
  if (feedback) columns.chat_feedback = feedback;
  const others = jsonText(otherFields(conversation, CONVERSATION_FIELDS));
  if (others) columns.otherFields = others;
  return columns;
}

function feedbackColumns(survey: unknown): RudderFeedback | undefined {
  if (!isRecord(survey)) return undefined;
  const answers: Unchecked<OlarkChatFeedback> = survey;
  const columns: RudderFeedback = {};
  if (isWholeNumber(answers.overall_chat)) columns.overall_chat = answers.overall_chat;
  if (isWholeNumber(answers.responsiveness)) columns.responsiveness = answers.responsiveness;
  if (isWholeNumber(answers.knowledge)) columns.knowledge = answers.knowledge;
  if (isWholeNumber(answers.friendliness)) columns.friendliness = answers.friendliness;
  if (isText(answers.comments)) columns.comments = String(answers.comments);
  return isEmpty(columns) ? undefined : columns;
}

function toGroup(
  group: OlarkGroup,
  groupId: string,
  delivery: Delivery,
  timestamp: RudderTimes['timestamp'],
): GroupOf<'warehouse'> {
  const { id }: Unchecked<OlarkConversation> = delivery.conversation;
  const { name, kind }: Unchecked<OlarkGroup> = group;
  const traits: RudderWarehouseGroupTraits = {};
  // No `properties`: RudderStack's loaders drop what a group event has there.
  const event: GroupOf<'warehouse'> = groupEvent(groupId, delivery, traits);
  if (isText(id)) event.context.conversationId = String(id);
  if (isText(name)) traits.name = String(name);
  if (isText(kind)) traits.kind = String(kind);
  const others = jsonText(otherFields(group, GROUP_FIELDS));
  if (others) traits.otherFields = others;
  setTimes(event, timestamp);
  return event;
}
