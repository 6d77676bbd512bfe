import type { JsonObject, JsonValue } from './common/json.js';
import type { OlarkChatFeedback, OlarkGroup, OlarkItem, OlarkOperator } from './olark.js';

/**
 * What `transformOlark` returns: RudderStack `track` and `group` calls. Fields are typed as Olark documents
 * them; a value passes through as it was sent.
 */
export type RudderEvent = RudderTrackEvent | RudderGroupEvent;

/** The RudderStack `track` call for the conversation, with its ids. */
export interface RudderTrackEvent extends RudderTrackCall, RudderIds {}

/** The RudderStack `group` call for one group of operators, with its ids. */
export interface RudderGroupEvent extends RudderGroupCall, RudderIds {}

/** The ids of every event, unless `ids` is `'none'`. */
export interface RudderIds {
  /** The id that RudderStack's server computes from `userId`. */
  rudderId: string;
  /** A UUID that is different for each event of a delivery. */
  messageId: string;
}

/** What both kinds of call have. */
export interface RudderCommonFields {
  /** The visitor's id. */
  userId: string;
  /** Keeps the event from being sent back to Olark. */
  integrations: RudderIntegrations;
  /** ISO 8601 with milliseconds: the latest item's timestamp. Profiles `complete` and `warehouse`. */
  timestamp?: string;
  /** The same instant as `timestamp`. Profiles `complete` and `warehouse`. */
  originalTimestamp?: string;
}

/** The `track` call for the conversation, without ids. */
export interface RudderTrackCall extends RudderCommonFields {
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

/** The `group` call for one group of operators, without ids. */
export interface RudderGroupCall extends RudderCommonFields {
  /** Which RudderStack call this is. */
  type: 'group';
  /** The group's id. */
  groupId: string;
  /** Where the event came from. */
  context: RudderGroupContext;
  /** What the group is. */
  traits: RudderGroupTraits;
  /** The group's `kind`. All profiles but `rudder-transformer`. */
  properties?: RudderGroupProperties;
  /** The group's name. Profile `rudder-transformer`. */
  name?: string;
}

/** Which destinations get the event. */
export interface RudderIntegrations {
  /** Never send the event back to Olark. */
  Olark: false;
  /** What RudderStack's warehouse loaders are told. Profile `warehouse`, track event. */
  DATA_WAREHOUSE?: RudderWarehouseIntegration;
  [destination: string]: boolean | JsonObject | undefined;
}

/** `integrations.DATA_WAREHOUSE` of an event. */
export type RudderWarehouseIntegration = {
  /** Options of the warehouse loaders. */
  options: {
    /** The paths that become JSON columns: `track.properties.items`. */
    jsonPaths: string[];
  };
};

/** `context` of a `group` event. */
export interface RudderGroupContext {
  /** What made the event: `unknown`, as RudderStack has it for its own sources. */
  library: RudderLibrary;
  /** The source: `Olark`. */
  integration: RudderIntegration;
  [field: string]: JsonValue | undefined;
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
  /** The raw user-agent string in `visitor.browser`. Profiles `complete` and `warehouse`. */
  userAgent?: string;
}

/** `context.library` of an event. */
export type RudderLibrary = {
  /** `unknown`. */
  name: string;
  /** `unknown`. */
  version: string;
};

/** `context.integration` of an event. */
export type RudderIntegration = {
  /** `Olark`. */
  name: string;
};

/** `context.page` of the `track` event. */
export interface RudderPage {
  /** URL of the page that led to the site. */
  referrer?: string;
  /** URL of the page where the conversation began. */
  url?: string;
  [field: string]: JsonValue | undefined;
}

/** A browser or an operating system. */
export type RudderNameVersion = {
  /** For example `Internet Explorer`. */
  name: string;
  /** For example `11`; absent where the label has none. */
  version?: string;
};

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
  /** Company or organization. Profile `warehouse`. */
  organization?: string;
  /** ISO 3166-1 alpha-2 country code, for example `US`. Profile `warehouse`. */
  countryCode?: string;
  /** `Visitor`. Profile `warehouse`. */
  kind?: string;
  /** Fields that the site set through Olark's API, by reference. Profiles `complete` and `warehouse`. */
  customFields?: JsonObject;
  [trait: string]: JsonValue | undefined;
}

/** `traits` of the `track` event. */
export interface RudderVisitorTraits {
  /** Company or organization. */
  organization?: string;
  /** The answers to the survey after the chat, by reference. */
  chat_feedback?: OlarkChatFeedback;
  /** ISO 3166-1 alpha-2 country code, for example `US`. All profiles but `rudder-transformer`. */
  countryCode?: string;
  /** `Visitor`. All profiles but `rudder-transformer`. */
  kind?: string;
  [trait: string]: JsonValue | undefined;
}

/** `properties` of the `track` event. */
export interface RudderConversationProperties extends Partial<RudderConversationFacts> {
  /** The messages, by reference. */
  items?: OlarkItem[];
  /** The tags, by reference. */
  tags?: string[];
  /**
   * The operators: by id and by reference in `documented` and `complete`, a list in `warehouse`, absent in
   * `rudder-transformer`.
   */
  operators?: Record<string, OlarkOperator> | OlarkOperator[];
  /** The conversation's id. Profiles `complete` and `warehouse`. */
  conversationId?: string | number;
  /** A top-level `ip` of the payload. All profiles but `documented`. */
  ip?: string;
  /** The groups, by reference. Profiles `complete` and `warehouse`. */
  groups?: OlarkGroup[];
  /** The answers to the survey after the chat, by reference. Profile `warehouse`. */
  chat_feedback?: OlarkChatFeedback;
  [property: string]: JsonValue | undefined;
}

/** Facts about the conversation, from its items alone. Profile `warehouse`. */
export type RudderConversationFacts = {
  /** When the first message was written: ISO 8601 with milliseconds; absent where no timestamp is usable. */
  startedAt?: string;
  /** When the last message was written: ISO 8601 with milliseconds; absent where no timestamp is usable. */
  endedAt?: string;
  /** Whole seconds from the first message to the last; absent where no timestamp is usable. */
  durationSeconds?: number;
  /** Whole seconds from the visitor's first message to the first answer after it; absent without an answer. */
  firstResponseSeconds?: number;
  /** How many items there are. */
  messageCount: number;
  /** How many of them the visitor wrote in the chat (`MessageToOperator`). */
  visitorMessageCount: number;
  /** How many of them operators wrote (`MessageToVisitor`). */
  operatorMessageCount: number;
  /** Whether one of them is an `OfflineMessage`. */
  isOffline: boolean;
};

/** `properties` of a `group` event. */
export interface RudderGroupProperties {
  /** The group's `kind`. */
  kind?: string;
  [property: string]: JsonValue | undefined;
}

/** `traits` of a `group` event. */
export interface RudderGroupTraits {
  /** The group's name. All profiles but `rudder-transformer`. */
  name?: string;
  /** The group's `kind`. Profiles `rudder-transformer` and `warehouse`. */
  kind?: string;
  /** The conversation's operators by id, by reference. Profile `rudder-transformer`. */
  operators?: Record<string, OlarkOperator>;
  [trait: string]: JsonValue | undefined;
}
