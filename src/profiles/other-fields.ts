import {
  isObject,
  isPresent,
  isRecord,
  type NamedField,
  UNSAFE_KEYS,
  type UnknownRecord,
} from '../common/values.js';
import { isRawUserAgent } from '../mappers/browser-os.js';
import type { OlarkChatFeedback, OlarkConversation, OlarkGroup, OlarkVisitor } from '../olark.js';
import { isBoolean, isList, isText, isWholeNumber } from './columns.js';

/** What a column leaves of a field: `undefined` where it takes all of it. */
type Column = (value: unknown) => unknown;

type Columns = ReadonlyMap<string, Column>;

/** The columns of the fields that Olark's type names: where a field is added, the compiler asks for its column. */
function columnsOf<T>(columns: Readonly<Record<NamedField<T>, Column>>): Columns {
  return new Map(Object.entries<Column>(columns));
}

const id: Column = () => undefined;
const none: Column = (value) => value;
const text: Column = (value) => (isText(value) ? undefined : value);
const boolean: Column = (value) => (isBoolean(value) ? undefined : value);
const wholeNumber: Column = (value) => (isWholeNumber(value) ? undefined : value);
const list: Column = (value) => (isList(value) ? undefined : value);
const json: Column = (value) => (isObject(value) ? undefined : value);
const label: Column = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : value);

const CONVERSATION = /* @__PURE__ */ columnsOf<OlarkConversation>({
  kind: id,
  id: text,
  eventType: text,
  isLead: boolean,
  manuallySubmitted: boolean,
  items: list,
  tags: list,
  operators: json,
  groups: list,
  visitor: () => undefined,
  ip: none,
});

const VISITOR = /* @__PURE__ */ columnsOf<OlarkVisitor>({
  kind: text,
  id,
  fullName: text,
  phoneNumber: text,
  emailAddress: text,
  ip: text,
  city: text,
  region: text,
  country: text,
  countryCode: text,
  organization: text,
  browser: label,
  operatingSystem: (value) => (isRawUserAgent(value) ? value : label(value)),
  referrer: text,
  conversationBeginPage: text,
  chat_feedback: (value) => (isRecord(value) ? otherFields(value, FEEDBACK) : value),
  customFields: json,
});

const FEEDBACK = /* @__PURE__ */ columnsOf<OlarkChatFeedback>({
  overall_chat: wholeNumber,
  responsiveness: wholeNumber,
  knowledge: wholeNumber,
  friendliness: wholeNumber,
  comments: text,
});

const GROUP = /* @__PURE__ */ columnsOf<OlarkGroup>({ kind: text, id, name: text });

/** What of a conversation fits in no column of `properties`. */
export function otherConversationFields(conversation: OlarkConversation): UnknownRecord | undefined {
  return otherFields(conversation, CONVERSATION);
}

/** What of a visitor fits in no column, answers of the survey included: `{ chat_feedback: { nps: 8 } }`. */
export function otherVisitorFields(visitor: OlarkVisitor): UnknownRecord | undefined {
  return otherFields(visitor, VISITOR);
}

/** What of a group fits in no column of `traits`. */
export function otherGroupFields(group: OlarkGroup): UnknownRecord | undefined {
  return otherFields(group, GROUP);
}

/** What columns leave of an object, by its own keys and in its order; `undefined` where they leave nothing. */
function otherFields(source: UnknownRecord, columns: Columns): UnknownRecord | undefined {
  let others: UnknownRecord | undefined;
  for (const key of Object.keys(source)) {
    const column = columns.get(key) ?? none;
    const rest = column(source[key]);
    if (!isPresent(rest) || (isObject(rest) && Object.keys(rest).length === 0) || UNSAFE_KEYS.has(key))
      continue;
    (others ??= {})[key] = rest;
  }
  return others;
}
