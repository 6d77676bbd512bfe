import type { JsonObject, JsonValue } from './common/json.js';

/**
 * One Olark webhook delivery: the transcript of a conversation, as Olark's webhook posts it when the
 * conversation ends, or, with Olark's extra events, the start of one.
 *
 * Only `kind` and `visitor.id` are needed; everything else may be absent, `null` or empty. A field that is not
 * named here may be there and can be read as a JSON value.
 */
export interface OlarkConversation {
  /** `Conversation`. Becomes the name of the track event. */
  kind: string;
  /** The conversation's id. A conversation that goes on is posted again under the same id. */
  id?: string | number | null;
  /** `start` on a delivery that tells that a conversation has begun; absent on a transcript. */
  eventType?: string | null;
  /** Whether Olark takes the visitor for a sales lead. */
  isLead?: boolean | null;
  /** Whether an operator sent the transcript by hand. */
  manuallySubmitted?: boolean | null;
  /** The messages, oldest first; empty on a start. */
  items?: OlarkItem[] | null;
  /** The tags that operators gave the conversation. */
  tags?: string[] | null;
  /** The operators who took part, by operator id. */
  operators?: Record<string, OlarkOperator> | null;
  /** The groups that the conversation was sent to. */
  groups?: OlarkGroup[] | null;
  /** The visitor who chatted. */
  visitor: OlarkVisitor;
  /** IP address of the visitor; Olark does not send it here, but RudderStack's transformer reads it. */
  ip?: string | null;
  [field: string]: JsonValue | undefined;
}

/** The person on the other side of the chat. */
export interface OlarkVisitor {
  /** `Visitor`. */
  kind?: string | null;
  /** The visitor's id. Becomes the `userId` of every event. */
  id: string | number;
  /** Full name; for a visitor who gave none, a place and a number: `USA (Springfield, IL) #2979`. */
  fullName?: string | null;
  /** Phone number, as the visitor typed it. */
  phoneNumber?: string | null;
  /** E-mail address. */
  emailAddress?: string | null;
  /** IP address; Olark often sends it empty. */
  ip?: string | null;
  /** City, from the IP address. */
  city?: string | null;
  /** Region or state, for example `CA`. */
  region?: string | null;
  /** Country name, for example `United States`. */
  country?: string | null;
  /** ISO 3166-1 alpha-2 country code, for example `US`. */
  countryCode?: string | null;
  /** Company or organization. */
  organization?: string | null;
  /** Browser label, for example `Chrome 105.0.0.0`, or a raw user-agent string. */
  browser?: string | null;
  /** Operating-system label, for example `Windows`. */
  operatingSystem?: string | null;
  /** URL of the page that led to the site. */
  referrer?: string | null;
  /** URL of the page where the conversation began. */
  conversationBeginPage?: string | null;
  /** The visitor's answers to the survey after the chat; empty on a start. */
  chat_feedback?: OlarkChatFeedback | null;
  /** Fields that the site set through Olark's API. */
  customFields?: JsonObject | null;
  [field: string]: JsonValue | undefined;
}

/** The answers to the survey after the chat: ratings from 1 to 5 and a comment. */
export interface OlarkChatFeedback {
  /** The chat as a whole, 1 to 5. */
  overall_chat?: number | null;
  /** The operator's responsiveness, 1 to 5. */
  responsiveness?: number | null;
  /** The operator's knowledge, 1 to 5. */
  knowledge?: number | null;
  /** The operator's friendliness, 1 to 5. */
  friendliness?: number | null;
  /** The visitor's comment. */
  comments?: string | null;
  [field: string]: JsonValue | undefined;
}

/** One message of the transcript. */
export interface OlarkItem {
  /** Who wrote to whom: `MessageToVisitor`, `MessageToOperator` or `OfflineMessage`. */
  kind: 'MessageToVisitor' | 'MessageToOperator' | 'OfflineMessage' | (string & {});
  /** When: seconds since the Unix epoch with a fraction, as a string: `1473774819.263083`. */
  timestamp?: string | null;
  /** The text. */
  body?: string | null;
  /** The name that the writer had in the chat. */
  nickname?: string | null;
  /** The writing operator's id, on messages to the visitor. */
  operatorId?: string | null;
  /** The visitor's name in the chat, on messages to the operator. */
  visitor_nickname?: string | null;
  [field: string]: JsonValue | undefined;
}

/** An operator who took part in the conversation. */
export interface OlarkOperator {
  /** `Operator`. */
  kind?: string | null;
  /** The operator's id. */
  id?: string | number | null;
  /** The name that visitors see. */
  nickname?: string | null;
  /** E-mail address. */
  emailAddress?: string | null;
  /** Log-in name. */
  username?: string | null;
  [field: string]: JsonValue | undefined;
}

/** A group of operators that the conversation was sent to. */
export interface OlarkGroup {
  /** `Group`. */
  kind?: string | null;
  /** The group's id. Becomes `groupId`; a group without one makes no group event. */
  id?: string | number | null;
  /** The group's name. */
  name?: string | null;
  [field: string]: JsonValue | undefined;
}
