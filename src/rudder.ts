import type { OlarkChatFeedback, OlarkGroup, OlarkItem, OlarkOperator } from './olark.js';

/**
 * What `transformOlark` returns: RudderStack `track` and `group` calls. Fields are typed as Olark
 * documents them; a value passes through as it was sent.
 */
export type RudderEvent = RudderTrackEvent | RudderGroupEvent;

interface RudderCommonFields {
  /** The visitor's id. */
  userId: string;
  /** Keeps the event from being sent back to Olark. */
  integrations: { Olark: false; [destination: string]: unknown };
  /** The id that RudderStack's server computes from `userId`; absent with `ids: 'none'`. */
  rudderId?: string;
  /** A UUID that is different for each event of a delivery; absent with `ids: 'none'`. */
  messageId?: string;
  /** ISO 8601 with milliseconds: the latest item's timestamp. Profile `complete` only. */
  timestamp?: string;
  /** The same instant as `timestamp`. Profile `complete` only. */
  originalTimestamp?: string;
}

/** The RudderStack `track` call for the conversation. */
export interface RudderTrackEvent extends RudderCommonFields {
  type: 'track';
  /** The conversation's `kind`: `Conversation`. */
  event: string;
  context: RudderTrackContext;
  /** Facts about the visitor that RudderStack's documentation puts outside of `context`. */
  traits: RudderVisitorTraits;
  properties: RudderConversationProperties;
}

/** The RudderStack `group` call for one group of operators. */
export interface RudderGroupEvent extends RudderCommonFields {
  type: 'group';
  groupId: string;
  context: RudderGroupContext;
  traits: RudderGroupTraits;
  /** The group's `kind`. Profiles `documented` and `complete`. */
  properties?: { kind?: string; [key: string]: unknown };
  /** The group's name. Profile `rudder-transformer`. */
  name?: string;
}

/** `context` of a `group` event. */
export interface RudderGroupContext {
  library: { name: string; version: string };
  integration: { name: string };
  [key: string]: unknown;
}

/** `context` of the `track` event. */
export interface RudderTrackContext extends RudderGroupContext {
  traits: RudderContextTraits;
  page?: { referrer?: string; url?: string; [key: string]: unknown };
  browser?: RudderNameVersion;
  os?: RudderNameVersion;
  /** IP address of the visitor. */
  ip?: string;
}

/** A browser or an operating system. */
export interface RudderNameVersion {
  /** For example `Internet Explorer`. */
  name: string;
  /** For example `11`; absent where the label has none. */
  version?: string;
}

/** `context.traits` of the `track` event. */
export interface RudderContextTraits {
  name?: string;
  phone?: string;
  email?: string;
  city?: string;
  region?: string;
  country?: string;
  [trait: string]: unknown;
}

/** `traits` of the `track` event. */
export interface RudderVisitorTraits {
  organization?: string;
  chat_feedback?: OlarkChatFeedback;
  /** Profiles `documented` and `complete`. */
  countryCode?: string;
  /** Profiles `documented` and `complete`. */
  kind?: string;
  [trait: string]: unknown;
}

/** `properties` of the `track` event. */
export interface RudderConversationProperties {
  /** The messages, by reference. */
  items?: OlarkItem[];
  /** The tags, by reference. */
  tags?: string[];
  /** The operators by id, by reference. Profiles `documented` and `complete`. */
  operators?: Record<string, OlarkOperator>;
  /** The conversation's id. Profile `complete`. */
  conversationId?: string | number;
  /** The groups, by reference. Profile `complete`. */
  groups?: OlarkGroup[];
  [property: string]: unknown;
}

/** `traits` of a `group` event. */
export interface RudderGroupTraits {
  /** The group's name. Profiles `documented` and `complete`. */
  name?: string;
  /** The group's `kind`. Profile `rudder-transformer`. */
  kind?: string;
  /** The conversation's operators by id, by reference. Profile `rudder-transformer`. */
  operators?: Record<string, OlarkOperator>;
  [trait: string]: unknown;
}
