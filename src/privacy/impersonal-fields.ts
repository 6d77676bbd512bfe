/**
 * The paths, in all profiles, of fields that say nothing about the visitor as a person and hold no free text: facts
 * about the conversation, kinds, times, operator ids, ratings, browser, operating system, country and groups. Pass
 * them to `keepOnly`, with the paths of other fields that you need.
 *
 * A path keeps whatever is sent at that place.
 *
 * @example
 * const rules = keepOnly([...IMPERSONAL_FIELDS, 'properties.tags']);
 * const [track] = transformOlark({ kind: 'Conversation', tags: ['vip'], visitor: { id: 'v1', city: 'Lyon', country: 'France' } }, { rules });
 * track.context.traits; // { country: 'France' }
 * track.properties; // { tags: ['vip'] }
 */
export const IMPERSONAL_FIELDS: readonly string[] = /* @__PURE__ */ Object.freeze([
  // The visitor's device and country.
  'context.browser.name',
  'context.browser.version',
  'context.os.name',
  'context.os.version',
  'context.traits.country',
  'context.traits.countryCode',
  'context.traits.kind',
  'traits.countryCode',

  // The conversation.
  'properties.conversationId',
  'properties.eventType',
  'properties.isLead',
  'properties.manuallySubmitted',
  'properties.startedAt',
  'properties.endedAt',
  'properties.durationSeconds',
  'properties.firstResponseSeconds',
  'properties.averageResponseSeconds',
  'properties.messageCount',
  'properties.visitorMessageCount',
  'properties.operatorMessageCount',
  'properties.firstResponderId',
  'properties.isOffline',

  // Who spoke when, without what was said.
  'properties.items.*.kind',
  'properties.items.*.timestamp',
  'properties.items.*.operatorId',
  'properties.operators.*.id',
  'properties.operators.*.kind',
  'traits.operators.*.id',
  'traits.operators.*.kind',

  // The ratings of the survey, without the comment.
  'properties.chat_feedback.overall_chat',
  'properties.chat_feedback.responsiveness',
  'properties.chat_feedback.knowledge',
  'properties.chat_feedback.friendliness',
  'traits.chat_feedback.overall_chat',
  'traits.chat_feedback.responsiveness',
  'traits.chat_feedback.knowledge',
  'traits.chat_feedback.friendliness',

  // Groups of operators: in the conversation, and in their own events.
  'properties.groups.*.id',
  'properties.groups.*.kind',
  'properties.groups.*.name',
  'context.conversationId',
  'properties.kind',
  'traits.kind',
  'traits.name',
  'name',
]);
