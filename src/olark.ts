import type { JsonScalar, JsonValue } from './common/json.js';
import type { NamedField } from './common/types.js';

/**
 * One delivery of Olark's webhook: the transcript of a conversation that has ended or, with Olark's extra events, the
 * start of a conversation.
 *
 * Only `kind` and `visitor.id` are required; every other field may be absent, `null` or empty. There may be fields that
 * are not named here; read them as JSON values.
 */
export interface OlarkConversation {
  /** `Conversation`. Becomes the name of the track event. */
  kind: string;
  /** The conversation's id. A conversation that goes on is posted again under the same id. */
  id?: string | number | null | undefined;
  /** `start` if the delivery says that a conversation has begun; absent on a transcript. */
  eventType?: string | null | undefined;
  /** Whether Olark considers the visitor a sales lead. */
  isLead?: boolean | null | undefined;
  /** Whether an operator sent the transcript by hand. */
  manuallySubmitted?: boolean | null | undefined;
  /** The messages, oldest first; empty on a start. */
  items?: OlarkItem[] | null | undefined;
  /** The tags that operators gave the conversation. */
  tags?: string[] | null | undefined;
  /** The operators who took part, by operator id. */
  operators?: Record<string, OlarkOperator> | null | undefined;
  /** The groups that the conversation was sent to. */
  groups?: OlarkGroup[] | null | undefined;
  /** The visitor who chatted. */
  visitor: OlarkVisitor;
  /** IP address of the visitor. Olark does not send it here, but RudderStack's transformer reads it. */
  ip?: string | null | undefined;
  [field: string]: JsonValue | undefined;
}

/** The person who chats with the operators. */
export interface OlarkVisitor {
  /** `Visitor`. */
  kind?: string | null | undefined;
  /** The visitor's id. Becomes the `userId` of every event. */
  id: string | number;
  /** Full name or, if the visitor gave none, a place and a number: `USA (Springfield, IL) #2979`. */
  fullName?: string | null | undefined;
  /** Phone number, as the visitor typed it. */
  phoneNumber?: string | null | undefined;
  /** E-mail address. */
  emailAddress?: string | null | undefined;
  /** IP address; Olark often sends it empty. */
  ip?: string | null | undefined;
  /** City, from the IP address. */
  city?: string | null | undefined;
  /** Region or state, for example `CA`. */
  region?: string | null | undefined;
  /** Country name, for example `United States`. */
  country?: string | null | undefined;
  /** ISO 3166-1 alpha-2 country code, for example `US`. */
  countryCode?: string | null | undefined;
  /** Company or organization. */
  organization?: string | null | undefined;
  /** Browser label, for example `Chrome 105.0.0.0`, or a raw user-agent string. */
  browser?: string | null | undefined;
  /** Operating-system label, for example `Windows`. */
  operatingSystem?: string | null | undefined;
  /** URL of the page that led to the site. */
  referrer?: string | null | undefined;
  /** URL of the page where the conversation began. */
  conversationBeginPage?: string | null | undefined;
  /** The visitor's answers to the survey after the chat; empty on a start. */
  chat_feedback?: OlarkChatFeedback | null | undefined;
  /** Fields that the site set through Olark's API. */
  customFields?: OlarkCustomFields | null | undefined;
  [field: string]: JsonValue | undefined;
}

/**
 * Fields that a site sets through Olark's API.
 *
 * @remarks Add your own fields by declaration merging:
 *
 * @example
 * declare module 'olark-to-rudderstack' {
 *   interface OlarkCustomFields {
 *     plan?: 'free' | 'paid';
 *   }
 * }
 */
export interface OlarkCustomFields {
  [field: string]: JsonValue | undefined;
}

/** The answers to the survey after the chat: ratings from 1 to 5 and a comment. */
export interface OlarkChatFeedback {
  /** The chat as a whole, 1 to 5. */
  overall_chat?: number | null | undefined;
  /** The operator's responsiveness, 1 to 5. */
  responsiveness?: number | null | undefined;
  /** The operator's knowledge, 1 to 5. */
  knowledge?: number | null | undefined;
  /** The operator's friendliness, 1 to 5. */
  friendliness?: number | null | undefined;
  /** The visitor's comment. */
  comments?: string | null | undefined;
  [field: string]: JsonValue | undefined;
}

/** One message of the transcript. */
export interface OlarkItem {
  /** Who wrote to whom: `MessageToVisitor`, `MessageToOperator` or `OfflineMessage`. */
  kind?: 'MessageToVisitor' | 'MessageToOperator' | 'OfflineMessage' | (string & {}) | null | undefined;
  /** When it was written: a string of seconds since the Unix epoch, with a fraction: `1473774819.263083`. */
  timestamp?: string | null | undefined;
  /** The text of the message. */
  body?: string | null | undefined;
  /** The writer's name in the chat. */
  nickname?: string | null | undefined;
  /** The writing operator's id, on messages to the visitor. */
  operatorId?: string | null | undefined;
  /** The visitor's name in the chat, on messages to the operator. */
  visitor_nickname?: string | null | undefined;
  [field: string]: JsonValue | undefined;
}

/** An operator who took part in the conversation. */
export interface OlarkOperator {
  /** `Operator`. */
  kind?: string | null | undefined;
  /** The operator's id. */
  id?: string | number | null | undefined;
  /** The name that visitors see. */
  nickname?: string | null | undefined;
  /** E-mail address. */
  emailAddress?: string | null | undefined;
  /** Log-in name. */
  username?: string | null | undefined;
  [field: string]: JsonValue | undefined;
}

/** A group of operators that the conversation was sent to. */
export interface OlarkGroup {
  /** `Group`. */
  kind?: string | null | undefined;
  /** The group's id. Becomes `groupId`; a group without one makes no group event. */
  id?: string | number | null | undefined;
  /** The group's name. */
  name?: string | null | undefined;
  [field: string]: JsonValue | undefined;
}

/**
 * One of Olark's objects as the units of `olark-to-rudderstack/mappers` take it: an `OlarkVisitor`, or an object of
 * your own type (an interface, what a schema library makes) with fields of the same types. All may be absent, and there
 * may be others.
 */
export type OlarkInput<T> = T | Readable<T>;

/** The fields that a type names, at every level, without its index signature: an interface of one's own has none. */
type Readable<T> = T extends JsonScalar | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Readable<Element>[]
    : [NamedField<T>] extends [never]
      ? { readonly [Name in keyof T]: Readable<T[Name]> }
      : { readonly [Name in NamedField<T>]?: Readable<T[Name]> | null | undefined };
