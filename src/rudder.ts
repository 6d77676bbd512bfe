import type { JsonObject, JsonValue } from './common/json.js';
import type { OlarkChatFeedback, OlarkCustomFields, OlarkGroup, OlarkItem, OlarkOperator } from './olark.js';
import type { IdsMode, Profile } from './options.js';

/**
 * What `transformOlark` returns with the profile `P` and the ids `I`; without type arguments, with any options. Fields
 * have the types that Olark documents and the profile makes. A value can have another type, because values pass through
 * as they were sent and a rule may set others.
 */
export type RudderEvents<P extends Profile = Profile, I extends IdsMode = IdsMode> = [
  RudderTrackEvent<P, I>,
  ...RudderGroupEvent<P, I>[],
];

/** One of the events that `transformOlark` returns; without type arguments, with any options. */
export type RudderEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> =
  RudderTrackEvent<P, I> | RudderGroupEvent<P, I>;

/** The RudderStack `track` event for the conversation, with the ids that the options give. */
export type RudderTrackEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> = TrackOf<P> &
  RudderIdsOf<I>;

/** The RudderStack `group` event for one group of operators, with the ids that the options give. */
export type RudderGroupEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> = GroupOf<P> &
  RudderIdsOf<I>;

/** The ids that events get in a mode: there, absent or, if the mode is not known, optional. */
export type RudderIdsOf<I extends IdsMode> = [I] extends ['none']
  ? unknown
  : 'none' extends I
    ? Partial<RudderIds>
    : RudderIds;

/** The ids of an event. */
export type RudderIds = {
  /** The id that RudderStack's server computes from `userId`: a UUID. */
  rudderId: string;
  /** A UUID that is different for each event of a delivery. */
  messageId: string;
};

/** The `track` event for the conversation in the profile `P`, without ids. */
export type TrackOf<P extends Profile = Profile> = [P] extends ['documented']
  ? DocumentedTrack
  : [P] extends ['rudder-transformer']
    ? TransformerTrack
    : [P] extends ['complete']
      ? CompleteTrack
      : [P] extends ['warehouse']
        ? WarehouseTrack
        : AnyTrack;

/** The `group` event for one group of operators in the profile `P`, without ids. */
export type GroupOf<P extends Profile = Profile> = [P] extends ['documented']
  ? DocumentedGroup
  : [P] extends ['rudder-transformer']
    ? TransformerGroup
    : [P] extends ['complete']
      ? CompleteGroup
      : [P] extends ['warehouse']
        ? WarehouseGroup
        : AnyGroup;

/** The `track` event of the profile `documented`. */
export type DocumentedTrack = RudderTrackFields<
  RudderTrackContext,
  RudderVisitorTraits,
  RudderDocumentedProperties
>;

/** The `track` event of the profile `rudder-transformer`. */
export type TransformerTrack = RudderTrackFields<
  RudderTrackContext,
  TransformerTraits,
  RudderTransformerProperties
>;

/** The `track` event of the profile `complete`. */
export type CompleteTrack = RudderTrackFields<
  RudderTrackContext<RudderCompleteTraits>,
  RudderVisitorTraits,
  RudderCompleteProperties
> &
  RudderTimes;

/** The `track` event of the profile `warehouse`. */
export type WarehouseTrack = RudderTrackFields<
  RudderWarehouseContext,
  RudderNoTraits,
  RudderWarehouseProperties
> &
  RudderTimes;

/** The `track` event of a profile that is not known before the program runs. */
export type AnyTrack = RudderTrackFields<
  RudderTrackContext<RudderAnyTraits>,
  RudderVisitorTraits,
  RudderAnyProperties
> &
  RudderTimes;

/** The `group` event of the profile `documented`. */
export type DocumentedGroup = RudderGroupFields<RudderGroupContext, RudderGroupTraits> & RudderKindProperties;

/** The `group` event of the profile `rudder-transformer`. */
export type TransformerGroup = RudderGroupFields<RudderGroupContext, RudderTransformerGroupTraits> & {
  /** The group's name. */
  name?: string;
};

/** The `group` event of the profile `complete`. */
export type CompleteGroup = DocumentedGroup & RudderTimes;

/** The `group` event of the profile `warehouse`. */
export type WarehouseGroup = RudderGroupFields<RudderWarehouseGroupContext, RudderWarehouseGroupTraits> &
  RudderTimes;

/** The `group` event of a profile that is not known before the program runs. */
export type AnyGroup = RudderGroupFields<RudderGroupContext, RudderAnyGroupTraits> &
  RudderKindProperties &
  RudderTimes & {
    /** The group's name. Profile `rudder-transformer`. */
    name?: string;
  };

/** What the `track` events of all profiles have. */
export type RudderTrackFields<Context, Traits, Properties> = {
  /** Which kind of event this is. */
  type: 'track';
  /** The conversation's `kind`: `Conversation`. */
  event: string;
  /** The visitor's id. */
  userId: string;
  /** The visitor's traits, page, browser, operating system and IP address. */
  context: Context;
  /** Facts about the visitor that RudderStack's documentation puts outside of `context`. */
  traits: Traits;
  /** The conversation. */
  properties: Properties;
  /** Which destinations get the event. */
  integrations: RudderIntegrations;
};

/** What the `group` events of all profiles have. */
export type RudderGroupFields<Context, Traits> = {
  /** Which kind of event this is. */
  type: 'group';
  /** The visitor's id. */
  userId: string;
  /** The group's id. */
  groupId: string;
  /** Where the event came from. */
  context: Context;
  /** What the group is. */
  traits: Traits;
  /** Which destinations get the event. */
  integrations: RudderIntegrations;
};

/** When the conversation happened; absent if no item has a usable timestamp. */
export type RudderTimes = {
  /**
   * The latest item's timestamp: ISO 8601 with milliseconds.
   *
   * @format date-time
   */
  timestamp?: string;
  /**
   * The same instant as `timestamp`.
   *
   * @format date-time
   */
  originalTimestamp?: string;
};

/** The kind of a group, in its event. */
export type RudderKindProperties = {
  /** Absent if the group has no kind. */
  properties?: RudderGroupProperties;
};

/** Which destinations get the event. */
export type RudderIntegrations = {
  /** Keeps the event from being sent back to Olark. */
  Olark: false;
  /** Settings for RudderStack's warehouse loaders. Profile `warehouse`, track event. */
  DATA_WAREHOUSE?: RudderWarehouseIntegration;
  [destination: string]: boolean | JsonObject | undefined;
};

/** `integrations.DATA_WAREHOUSE` of an event. */
export type RudderWarehouseIntegration = {
  /** Options of the warehouse loaders. */
  options: {
    /** The paths that become JSON columns: `track.properties.items`. */
    jsonPaths: string[];
  };
};

/** `context` of a `group` event. */
export type RudderGroupContext = {
  /** What made the event. */
  library: RudderLibrary;
  /** The source. */
  integration: RudderIntegration;
  [field: string]: JsonValue | undefined;
};

/** `context` of the `track` event in every profile but `warehouse`. */
export type RudderTrackContext<Traits extends JsonObject = RudderContextTraits> = {
  /** What made the event. */
  library: RudderLibrary;
  /** The source. */
  integration: RudderIntegration;
  /** Who the visitor is. */
  traits: Traits;
  /** The page that the conversation began on. */
  page?: RudderPage;
  /** The visitor's browser. */
  browser?: RudderNameVersion;
  /** The visitor's operating system. */
  os?: RudderNameVersion;
  /** IP address of the visitor; in `rudder-transformer`, a top-level `ip` of the payload. */
  ip?: string;
  /** The whole of `visitor.browser`, if it is a raw user-agent string. Profiles `complete` and `warehouse`. */
  userAgent?: string;
  [field: string]: JsonValue | undefined;
};

/** `context` of the `track` event in the profile `warehouse`: the columns `context_…`. */
export type RudderWarehouseContext = {
  /** What made the event. */
  library: RudderLibrary;
  /** The source. */
  integration: RudderIntegration;
  /** Who the visitor is. */
  traits: RudderWarehouseTraits;
  /** The page that the conversation began on. */
  page?: RudderWarehousePage;
  /** The visitor's browser. */
  browser?: RudderNameVersion;
  /** The visitor's operating system. */
  os?: RudderNameVersion;
  /** IP address of the visitor. */
  ip?: string;
  /** The whole of `visitor.browser`, if it is a raw user-agent string. */
  userAgent?: string;
};

/** `context` of a `group` event in the profile `warehouse`. */
export type RudderWarehouseGroupContext = {
  /** What made the event. */
  library: RudderLibrary;
  /** The source. */
  integration: RudderIntegration;
  /** The conversation's id. */
  conversationId?: string;
};

/** `context.library` of an event. */
export type RudderLibrary = {
  /** `unknown`, as in the events of RudderStack's own sources. */
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
export type RudderPage = {
  /** URL of the page that led to the site. */
  referrer?: string;
  /** URL of the page where the conversation began. */
  url?: string;
  [field: string]: JsonValue | undefined;
};

/** `context.page` of the `track` event in the profile `warehouse`. */
export type RudderWarehousePage = {
  /** URL of the page that led to the site. */
  referrer?: string;
  /** URL of the page where the conversation began. */
  url?: string;
};

/** A browser or an operating system. */
export type RudderNameVersion = {
  /** For example `Internet Explorer`. */
  name: string;
  /** For example `11`; absent if the label has none. */
  version?: string;
};

/** `context.traits` of the `track` event in the profiles `documented` and `rudder-transformer`. */
export type RudderContextTraits = {
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
  [trait: string]: JsonValue | undefined;
};

/** `context.traits` of the `track` event in the profile `complete`. */
export type RudderCompleteTraits = RudderContextTraits & {
  /** Fields that the site set through Olark's API, by reference. */
  customFields?: OlarkCustomFields;
  /** The whole label of the operating system, if it was a raw user-agent string or could not be read. */
  operatingSystem?: JsonValue;
};

/** `context.traits` of the `track` event in the profile `warehouse`: the columns `context_traits_…`. */
export type RudderWarehouseTraits = {
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
  /** ISO 3166-1 alpha-2 country code, for example `US`. */
  countryCode?: string;
  /** Company or organization. */
  organization?: string;
  /** `Visitor`. */
  kind?: string;
  /** Fields that the site set through Olark's API: JSON text. */
  customFields?: string;
  /** Every other field of the visitor, and values that did not fit their columns: JSON text. */
  otherFields?: string;
};

/** `context.traits` of the `track` event in a profile that is not known before the program runs. */
export type RudderAnyTraits = RudderContextTraits & {
  /** Fields that the site set through Olark's API: by reference in `complete`, JSON text in `warehouse`. */
  customFields?: OlarkCustomFields | string;
};

/** `traits` of the `track` event in the profile `rudder-transformer`. */
export type TransformerTraits = {
  /** Company or organization. */
  organization?: string;
  /** The answers to the survey after the chat, by reference. */
  chat_feedback?: OlarkChatFeedback;
  [trait: string]: JsonValue | undefined;
};

/** `traits` of the `track` event in the profiles `documented` and `complete`. */
export type RudderVisitorTraits = TransformerTraits & {
  /** ISO 3166-1 alpha-2 country code, for example `US`. */
  countryCode?: string;
  /** `Visitor`. */
  kind?: string;
};

/** `traits` of the `track` event in the profile `warehouse`: empty, because warehouse loaders drop it. */
export type RudderNoTraits = {};

/** What `properties` of the `track` event has in every profile. */
export type RudderTranscript = {
  /** The messages, by reference. */
  items?: OlarkItem[];
  /** The tags, by reference. */
  tags?: string[];
  [property: string]: JsonValue | undefined;
};

/** `properties` of the `track` event in the profile `documented`. */
export type RudderDocumentedProperties = RudderTranscript & {
  /** The operators by operator id, by reference. */
  operators?: Record<string, OlarkOperator>;
};

/** `properties` of the `track` event in the profile `rudder-transformer`. */
export type RudderTransformerProperties = RudderTranscript & {
  /** A top-level `ip` of the payload. */
  ip?: string;
};

/** `properties` of the `track` event in the profile `complete`. */
export type RudderCompleteProperties = RudderDocumentedProperties & {
  /** The conversation's id. */
  conversationId?: string | number;
  /** `start` if the delivery says that a conversation has begun. */
  eventType?: string;
  /** Whether Olark takes the visitor for a sales lead. */
  isLead?: boolean;
  /** Whether an operator sent the transcript by hand. */
  manuallySubmitted?: boolean;
  /** The groups, by reference. */
  groups?: OlarkGroup[];
};

/** `properties` of the `track` event in the profile `warehouse`: one column for each field. */
export type RudderWarehouseProperties = RudderConversationFacts & {
  /** The conversation's id. */
  conversationId?: string;
  /** `start` if the delivery says that a conversation has begun. */
  eventType?: string;
  /** Whether Olark takes the visitor for a sales lead. */
  isLead?: boolean;
  /** Whether an operator sent the transcript by hand. */
  manuallySubmitted?: boolean;
  /** The messages, by reference. */
  items?: OlarkItem[];
  /** The operators, each with its `id`. */
  operators?: OlarkOperator[];
  /** The groups, by reference. */
  groups?: OlarkGroup[];
  /** The tags, by reference. */
  tags?: string[];
  /** The answers to the survey after the chat. */
  chat_feedback?: RudderFeedback;
  /** Every other field of the conversation, and values that did not fit their columns: JSON text. */
  otherFields?: string;
};

/** `properties` of the `track` event in a profile that is not known before the program runs. */
export type RudderAnyProperties = RudderTranscript &
  Partial<RudderConversationFacts> & {
    /** The conversation's id. Profiles `complete` and `warehouse`. */
    conversationId?: string | number;
    /** `start` if the delivery says that a conversation has begun. Profiles `complete` and `warehouse`. */
    eventType?: string;
    /** Whether Olark takes the visitor for a sales lead. Profiles `complete` and `warehouse`. */
    isLead?: boolean;
    /** Whether an operator sent the transcript by hand. Profiles `complete` and `warehouse`. */
    manuallySubmitted?: boolean;
    /** The operators: by operator id in `documented` and `complete`, a list in `warehouse`. */
    operators?: Record<string, OlarkOperator> | OlarkOperator[];
    /** The groups, by reference. Profiles `complete` and `warehouse`. */
    groups?: OlarkGroup[];
  };

/** The answers to the survey after the chat, in the profile `warehouse`: the columns `chat_feedback_…`. */
export type RudderFeedback = {
  /**
   * The chat as a whole, 1 to 5.
   *
   * @asType integer
   */
  overall_chat?: number;
  /**
   * The operator's responsiveness, 1 to 5.
   *
   * @asType integer
   */
  responsiveness?: number;
  /**
   * The operator's knowledge, 1 to 5.
   *
   * @asType integer
   */
  knowledge?: number;
  /**
   * The operator's friendliness, 1 to 5.
   *
   * @asType integer
   */
  friendliness?: number;
  /** The visitor's comment. */
  comments?: string;
};

/** Facts about a conversation, from its items alone. Profile `warehouse`. */
export type RudderConversationFacts = {
  /**
   * The earliest usable timestamp of any item: ISO 8601 with milliseconds.
   *
   * @format date-time
   */
  startedAt?: string;
  /**
   * The latest usable timestamp of any item: ISO 8601 with milliseconds.
   *
   * @format date-time
   */
  endedAt?: string;
  /**
   * Seconds between the two, rounded.
   *
   * @asType integer
   */
  durationSeconds?: number;
  /**
   * Seconds from the visitor's first message to the first answer at or after its time, rounded; absent without an
   * answer.
   *
   * @asType integer
   */
  firstResponseSeconds?: number;
  /**
   * The mean of the seconds that each answer took, from the visitor's first message after the previous answer, rounded;
   * absent without an answer.
   *
   * @asType integer
   */
  averageResponseSeconds?: number;
  /**
   * How many items there are, of any kind.
   *
   * @asType integer
   */
  messageCount: number;
  /**
   * How many of them the visitor wrote in the chat (`MessageToOperator`).
   *
   * @asType integer
   */
  visitorMessageCount: number;
  /**
   * How many of them operators wrote (`MessageToVisitor`).
   *
   * @asType integer
   */
  operatorMessageCount: number;
  /** The `operatorId` of the answer that `firstResponseSeconds` measures. */
  firstResponderId?: string;
  /** Whether one of them is an `OfflineMessage`. */
  isOffline: boolean;
};

/** `properties` of a `group` event in the profiles `documented` and `complete`. */
export type RudderGroupProperties = {
  /** The group's `kind`. */
  kind?: string;
  [property: string]: JsonValue | undefined;
};

/** `traits` of a `group` event in the profiles `documented` and `complete`. */
export type RudderGroupTraits = {
  /** The group's name. */
  name?: string;
  [trait: string]: JsonValue | undefined;
};

/** `traits` of a `group` event in the profile `rudder-transformer`. */
export type RudderTransformerGroupTraits = {
  /** The group's `kind`. */
  kind?: string;
  /** The conversation's operators by operator id, by reference. */
  operators?: Record<string, OlarkOperator>;
  [trait: string]: JsonValue | undefined;
};

/** `traits` of a `group` event in the profile `warehouse`: one column for each field. */
export type RudderWarehouseGroupTraits = {
  /** The group's name. */
  name?: string;
  /** The group's `kind`. */
  kind?: string;
  /** Every other field of the group, and values that did not fit their columns: JSON text. */
  otherFields?: string;
};

/** `traits` of a `group` event in a profile that is not known before the program runs. */
export type RudderAnyGroupTraits = RudderGroupTraits & RudderTransformerGroupTraits;

/** The `identify` event that `identifyCall` makes of the `track` event, with the ids that the options give. */
export type RudderIdentifyEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> = IdentifyOf<
  RudderTrackEvent<P, I>
>;

/** The `identify` event that `identifyCall` makes of a `track` event of the type `Track`. */
export type IdentifyOf<Track extends Identifiable> = Track extends unknown
  ? IdentifyFields<
      Track['context'],
      TraitsOf<Track['context']['traits']> & TraitsOf<Track['traits']>,
      Track['integrations']
    > &
      Pick<Track, Extract<keyof Track, 'timestamp' | 'originalTimestamp' | 'rudderId' | 'messageId'>>
  : never;

/** What `IdentifyOf` reads of a `track` event. */
type Identifiable = {
  context: { traits: unknown };
  traits: unknown;
  integrations: unknown;
};

/** What the `identify` events of all profiles have. */
type IdentifyFields<Context, Traits, Integrations> = {
  /** Which kind of event this is. */
  type: 'identify';
  /** The visitor's id. */
  userId: string;
  /** The `context` of the `track` event, without a name that Olark made up. */
  context: Context;
  /** What is known about the visitor. */
  traits: Traits;
  /** Which destinations get the event. */
  integrations: Integrations;
};

/** Traits of the `track` event as the `identify` event has them: without the survey and the kind of the visitor. */
type TraitsOf<Traits> = {
  [Trait in keyof Traits as Trait extends 'chat_feedback' | 'kind' ? never : Trait]: Traits[Trait];
};
