import type { OlarkChatFeedback, OlarkGroup, OlarkItem, OlarkOperator } from './olark.js';

/**
 * What `transformOlark` returns: RudderStack `track` and `group` calls. Fields are typed as Olark
 * documents them; a value passes through as it was sent.
 */
export type RudderEvent = RudderTrackEvent | RudderGroupEvent;

/** What both kinds of event have. */
export interface RudderCommonFields {
  /** The visitor's id. */
  userId: string;
  /** Keeps the event from being sent back to Olark. */
  integrations: RudderIntegrations;
  /** The id that RudderStack's server computes from `userId`; absent with `ids: 'none'`. */
  rudderId?: string;
  /** A UUID that is different for each event of a delivery; absent with `ids: 'none'`. */
  messageId?: string;
  /** ISO 8601 with milliseconds: the latest item's timestamp. Profile `complete` only. */
  timestamp?: string;
  /** The same instant as `timestamp`. Profile `complete` only. */
  originalTimestamp?: string;
}

/** Which destinations get the event. */
export interface RudderIntegrations {
  /** Where it came from. */
  Olark: false;
  [destination: string]: unknown;
}

/** The RudderStack `track` call for the conversation. */
export interface RudderTrackEvent extends RudderCommonFields {
  /** Which RudderStack call this is. */
  type: 'track';
  /** The conversation's `kind`: `Conversation`. */
  event: string;
  /** Who and where the visitor is, and with what. */
  context: RudderTrackContext;
  /** Facts about the visitor that RudderStack's documentation puts outside of `context`. */
  traits: RudderVisitorTraits;
  /** The conversation. */
  properties: RudderConversationProperties;
}

/** The RudderStack `group` call for one group of operators. */
export interface RudderGroupEvent extends RudderCommonFields {
  /** Which RudderStack call this is. */
  type: 'group';
  /** The group's id. */
  groupId: string;
  /** Where the event came from. */
  context: RudderGroupContext;
  /** What the group is. */
  traits: RudderGroupTraits;
  /** The group's `kind`. Profiles `documented` and `complete`. */
  properties?: RudderGroupProperties;
  /** The group's name. Profile `rudder-transformer`. */
  name?: string;
}

/** `properties` of a `group` event. */
export interface RudderGroupProperties {
  /** The group's `kind`. */
  kind?: string;
  [property: string]: unknown;
}

/** `context` of a `group` event. */
export interface RudderGroupContext {
  /** What made the event: `unknown`, as RudderStack has it for its own sources. */
  library: RudderLibrary;
  /** The source: `Olark`. */
  integration: RudderIntegration;
  [key: string]: unknown;
}

/** `context` of the `track` event. */
export interface RudderTrackContext extends RudderGroupContext {
  /** Who the visitor is. */
  traits: RudderContextTraits;
  /** The page that the conversation began on. */
  page?: RudderPage;
  /** The visitor's browser. */
  browser?: RudderNameVersion;
  /** The visitor's operating system. */
  os?: RudderNameVersion;
  /** IP address of the visitor. */
  ip?: string;
}

/** `context.library` of an event. */
export interface RudderLibrary {
  /** `unknown`. */
  name: string;
  /** `unknown`. */
  version: string;
}

/** `context.integration` of an event. */
export interface RudderIntegration {
  /** `Olark`. */
  name: string;
}

/** `context.page` of the `track` event. */
export interface RudderPage {
  /** URL of the page that led to the site. */
  referrer?: string;
  /** URL of the page where the conversation began. */
  url?: string;
  [field: string]: unknown;
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
  /** Full name. */
  name?: string;
  /** Phone number, as the visitor typed it. */
  phone?: string;
  /** E-mail address. */
  email?: string;
  /** City, from the IP address. */
  city?: string;
  /** Region or state, for example `CA`. */
  region?: string;
  /** Country name, for example `United States`. */
  country?: string;
  [trait: string]: unknown;
}

/** `traits` of the `track` event. */
export interface RudderVisitorTraits {
  /** Company or organization. */
  organization?: string;
  /** The answers to the survey after the chat, by reference. */
  chat_feedback?: OlarkChatFeedback;
  /** ISO 3166-1 alpha-2 country code, for example `US`. Profiles `documented` and `complete`. */
  countryCode?: string;
  /** `Visitor`. Profiles `documented` and `complete`. */
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
