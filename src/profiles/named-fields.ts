import { isObject, isRecord, type NamedField } from '../common/values.js';
import { isRawUserAgent } from '../units/browser-os.js';
import type { OlarkChatFeedback, OlarkConversation, OlarkGroup, OlarkVisitor } from '../olark.js';
import { isBoolean, isList, isText, isWholeNumber } from './columns.js';
import { otherFields } from './other-fields.js';

/** Returns what is left of a value: all of it, nothing, or a part. */
type Rest = (value: unknown) => unknown;

/**
 * What is left of a field's value after each profile has put it into the field's own place. The rest goes elsewhere.
 */
export interface FieldPlan {
  /** `undefined` if nothing is ever left, so that the value need not be read. */
  readonly complete: Rest | undefined;
  readonly warehouse: Rest;
}

/** The plans for the named fields of an object. */
export type FieldPlans = ReadonlyMap<string, FieldPlan>;

/** A plan for every field that a type names: if a field is added, the compiler asks for its plan. */
function plansFor<T>(plans: Readonly<Record<NamedField<T>, FieldPlan>>): FieldPlans {
  return new Map(Object.entries<FieldPlan>(plans));
}

/** For a place that takes a value whole or not at all: nothing is left of a value that fits. */
function takes(fits: (value: unknown) => boolean): Rest {
  return (value) => (fits(value) ? undefined : value);
}

/** A field that `complete` has a place for. */
function placed(warehouse: Rest): FieldPlan {
  return { complete: undefined, warehouse };
}

/** A field that `complete` carries under its own name. */
function carried(warehouse: Rest): FieldPlan {
  return { complete: takesNone, warehouse };
}

/** A label: both profiles carry it elsewhere if they cannot read it. */
function read(rest: Rest): FieldPlan {
  return { complete: rest, warehouse: rest };
}

const text = /* @__PURE__ */ takes(isText);
const boolean = /* @__PURE__ */ takes(isBoolean);
const wholeNumber = /* @__PURE__ */ takes(isWholeNumber);
const list = /* @__PURE__ */ takes(isList);
const json = /* @__PURE__ */ takes(isObject);
const label = /* @__PURE__ */ takes((value) => typeof value === 'string' && value.trim() !== '');
const takesAll = /* @__PURE__ */ takes(() => true);
const takesNone = /* @__PURE__ */ takes(() => false);

export const CONVERSATION_FIELDS = /* @__PURE__ */ plansFor<OlarkConversation>({
  kind: placed(takesAll),
  id: placed(text),
  eventType: carried(text),
  isLead: carried(boolean),
  manuallySubmitted: carried(boolean),
  items: placed(list),
  tags: placed(list),
  operators: placed(json),
  groups: placed(list),
  visitor: placed(takesAll),
  ip: carried(takesNone),
});

export const VISITOR_FIELDS = /* @__PURE__ */ plansFor<OlarkVisitor>({
  kind: placed(text),
  id: placed(takesAll),
  fullName: placed(text),
  phoneNumber: placed(text),
  emailAddress: placed(text),
  ip: placed(text),
  city: placed(text),
  region: placed(text),
  country: placed(text),
  countryCode: placed(text),
  organization: placed(text),
  browser: read(label),
  operatingSystem: read((value) => (isRawUserAgent(value) ? value : label(value))),
  referrer: placed(text),
  conversationBeginPage: placed(text),
  chat_feedback: placed((value) => (isRecord(value) ? otherFields(value, FEEDBACK_FIELDS) : value)),
  customFields: carried(json),
});

const FEEDBACK_FIELDS = /* @__PURE__ */ plansFor<OlarkChatFeedback>({
  overall_chat: placed(wholeNumber),
  responsiveness: placed(wholeNumber),
  knowledge: placed(wholeNumber),
  friendliness: placed(wholeNumber),
  comments: placed(text),
});

export const GROUP_FIELDS = /* @__PURE__ */ plansFor<OlarkGroup>({
  kind: placed(text),
  id: placed(takesAll),
  name: placed(text),
});
