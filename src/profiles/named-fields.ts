import type { NamedField } from '../common/types.js';
import { isObject, isRecord } from '../common/values.js';
import { isRawUserAgent } from '../units/browser-os.js';
import type { OlarkChatFeedback, OlarkConversation, OlarkGroup, OlarkVisitor } from '../olark.js';
import { type LeftOver, type LeftOvers, type NamedFields, otherFields } from './other-fields.js';
import { isBoolean, isLabel, isList, isText, isWholeNumber } from './predicates.js';

/** Says what is left of every field that a type names: if a field is added, the compiler asks for it. */
function namedFields<T>(fields: Readonly<Record<NamedField<T>, LeftOvers>>): NamedFields {
  return new Map(Object.entries<LeftOvers>(fields));
}

function nothing(): undefined {
  return undefined;
}

function everything(value: unknown): unknown {
  return value;
}

/** For a place that takes a value whole or not at all. */
function unless(fits: (value: unknown) => boolean): LeftOver {
  return (value) => (fits(value) ? undefined : value);
}

const unlessText = /* @__PURE__ */ unless(isText);
const unlessBoolean = /* @__PURE__ */ unless(isBoolean);
const unlessWholeNumber = /* @__PURE__ */ unless(isWholeNumber);
const unlessList = /* @__PURE__ */ unless(isList);
const unlessObject = /* @__PURE__ */ unless(isObject);
const unlessLabel = /* @__PURE__ */ unless(isLabel);
/** `context.os` has only parts of a raw user-agent string. */
const unlessPlainLabel = /* @__PURE__ */ unless((value) => isLabel(value) && !isRawUserAgent(value));

export const CONVERSATION_FIELDS = /* @__PURE__ */ namedFields<OlarkConversation>({
  kind: { complete: nothing, warehouse: nothing },
  id: { complete: nothing, warehouse: unlessText },
  eventType: { complete: everything, warehouse: unlessText },
  isLead: { complete: everything, warehouse: unlessBoolean },
  manuallySubmitted: { complete: everything, warehouse: unlessBoolean },
  items: { complete: nothing, warehouse: unlessList },
  tags: { complete: nothing, warehouse: unlessList },
  operators: { complete: nothing, warehouse: unlessObject },
  groups: { complete: nothing, warehouse: unlessList },
  visitor: { complete: nothing, warehouse: nothing },
  ip: { complete: everything, warehouse: everything },
});

export const VISITOR_FIELDS = /* @__PURE__ */ namedFields<OlarkVisitor>({
  kind: { complete: nothing, warehouse: unlessText },
  id: { complete: nothing, warehouse: nothing },
  fullName: { complete: nothing, warehouse: unlessText },
  phoneNumber: { complete: nothing, warehouse: unlessText },
  emailAddress: { complete: nothing, warehouse: unlessText },
  ip: { complete: nothing, warehouse: unlessText },
  city: { complete: nothing, warehouse: unlessText },
  region: { complete: nothing, warehouse: unlessText },
  country: { complete: nothing, warehouse: unlessText },
  countryCode: { complete: nothing, warehouse: unlessText },
  organization: { complete: nothing, warehouse: unlessText },
  browser: { complete: unlessLabel, warehouse: unlessLabel },
  operatingSystem: { complete: unlessPlainLabel, warehouse: unlessPlainLabel },
  referrer: { complete: nothing, warehouse: unlessText },
  conversationBeginPage: { complete: nothing, warehouse: unlessText },
  chat_feedback: { complete: nothing, warehouse: answersWithoutColumns },
  customFields: { complete: everything, warehouse: unlessObject },
});

/** `complete` passes the survey on whole. */
const FEEDBACK_FIELDS = /* @__PURE__ */ namedFields<OlarkChatFeedback>({
  overall_chat: { complete: nothing, warehouse: unlessWholeNumber },
  responsiveness: { complete: nothing, warehouse: unlessWholeNumber },
  knowledge: { complete: nothing, warehouse: unlessWholeNumber },
  friendliness: { complete: nothing, warehouse: unlessWholeNumber },
  comments: { complete: nothing, warehouse: unlessText },
});

function answersWithoutColumns(survey: unknown): unknown {
  return isRecord(survey) ? otherFields(survey, FEEDBACK_FIELDS) : survey;
}

export const GROUP_FIELDS = /* @__PURE__ */ namedFields<OlarkGroup>({
  kind: { complete: nothing, warehouse: unlessText },
  id: { complete: nothing, warehouse: nothing },
  name: { complete: nothing, warehouse: unlessText },
});
