import type { IdsMode, Profile } from './choices.js';
import type { JsonObject, JsonValue } from './common/json.js';
import type { OlarkChatFeedback, OlarkCustomFields, OlarkGroup, OlarkItem, OlarkOperator } from './olark.js';

// Everything here is a type alias, because only an alias can be passed where an index signature is asked for, as JSON
// types and RudderStack's clients do. The parts of events are not exported under the names that they are declared with:
// if they were, a user's declarations that hold a part would have to name this file, which `exports` does not allow.

/**
 * What `transformOlark` returns with the profile `P` and the ids `I`; without type arguments, with any options. Fields
 * have the types that Olark documents and the profile makes. A value can have another type, because values pass through
 * as they were sent and a rule may set others.
 *
 * @example
 * function send(events: RudderEvents<'warehouse'>): void {
 *   const [track, ...groups] = events;
 * }
 */
export type RudderEvents<P extends Profile = Profile, I extends IdsMode = IdsMode> = [
  RudderTrackEvent<P, I>,
  ...RudderGroupEvent<P, I>[],
];

/**
 * One of the events that `transformOlark` returns; without type arguments, with any options: every event that it
 * returns can be stored in a `RudderEvent[]`.
 */
export type RudderEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> =
  RudderTrackEvent<P, I> | RudderGroupEvent<P, I>;

/**
 * The RudderStack `track` event for the conversation, with the ids that the options give. A part of it is
 * `RudderTrackEvent<'warehouse'>['properties']`.
 */
export type RudderTrackEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> = TrackOf<P> &
  IdsIn<I>;

/** The RudderStack `group` event for one group of operators, with the ids that the options give. */
export type RudderGroupEvent<P extends Profile = Profile, I extends IdsMode = IdsMode> = GroupOf<P> &
  IdsIn<I>;

/** The ids that events get in a mode: there, absent or, if the mode is not known, optional. */
type IdsIn<I extends IdsMode> = [I] extends ['none'] ? unknown : 'none' extends I ? Partial<Ids> : Ids;

/** The ids of an event. */
type Ids = {
  /** The id that RudderStack's server computes from `userId`: a UUID. */
  rudderId: string;
  /** A UUID that is different for each event of a delivery. */
  messageId: string;
};

/** The `track` event for the conversation in the profile `P`, without ids. */
export type TrackOf<P extends Profile = Profile> = [P] extends ['documented']
  ? Tracks['documented']
  : [P] extends ['rudder-transformer']
    ? Tracks['rudder-transformer']
    : [P] extends ['complete']
      ? Tracks['complete']
      : [P] extends ['warehouse']
        ? Tracks['warehouse']
        : AnyTrack;

/** The `group` event for one group of operators in the profile `P`, without ids. */
export type GroupOf<P extends Profile = Profile> = [P] extends ['documented']
  ? Groups['documented']
  : [P] extends ['rudder-transformer']
    ? Groups['rudder-transformer']
    : [P] extends ['complete']
      ? Groups['complete']
      : [P] extends ['warehouse']
        ? Groups['warehouse']
        : AnyGroup;

/** The `track` event of each profile. */
type Tracks = {
  /** What RudderStack's documentation promises. */
  documented: TrackFields<TrackContext<ContextTraits>, VisitorTraits, DocumentedProperties>;
  /** What RudderStack's own transformer emits. */
  'rudder-transformer': TrackFields<TrackContext<ContextTraits>, TransformerTraits, TransformerProperties>;
  /** Everything that Olark sent. */
  complete: TrackFields<
    OpenContext<CompleteTraits>,
    VisitorTraits & Open,
    CompleteProperties,
    OpenIntegrations
  > &
    Times;
  /** One column for each field. */
  warehouse: TrackFields<WarehouseContext, NoTraits, WarehouseProperties, WarehouseIntegrations> & Times;
};

/** The `track` event of a profile that is not known before the program runs. */
type AnyTrack = TrackFields<OpenContext<AnyTraits>, VisitorTraits & Open, AnyProperties, AnyIntegrations> &
  Times;

/** The `group` event of each profile. */
type Groups = {
  /** What RudderStack's documentation promises. */
  documented: GroupFields<GroupContext, GroupTraits> & KindProperties<GroupProperties>;
  /** What RudderStack's own transformer emits. */
  'rudder-transformer': GroupFields<GroupContext, TransformerGroupTraits> & {
    /** The group's name. */
    name?: string;
  };
  /** Everything that Olark sent. */
  complete: GroupFields<GroupContext & Open, GroupTraits & Open, OpenIntegrations> &
    KindProperties<GroupProperties & Open> &
    Times;
  /** One column for each field. */
  warehouse: GroupFields<WarehouseGroupContext, WarehouseGroupTraits> & Times;
};

/** The `group` event of a profile that is not known before the program runs. */
type AnyGroup = GroupFields<
  GroupContext & Open,
  GroupTraits & TransformerGroupTraits & Open,
  OpenIntegrations
> &
  KindProperties<GroupProperties & Open> &
  Times & {
    /** The group's name. Profile `rudder-transformer`. */
    name?: string;
  };

/** Other fields: Olark adds some, and sites set their own. */
type Open = {
  [field: string]: JsonValue | undefined;
};

/** What the `track` events of all profiles have. */
type TrackFields<Context, Traits, Properties, To = Integrations> = {
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
  integrations: To;
};

/** What the `group` events of all profiles have. */
type GroupFields<Context, Traits, To = Integrations> = {
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
  integrations: To;
};

/** When the conversation happened; absent if no item has a usable timestamp. */
type Times = {
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
type KindProperties<Properties> = {
  /** Absent if the group has no kind. */
  properties?: Properties;
};

/** Which destinations get the event. */
type Integrations = {
  /** Keeps the event from being sent back to Olark. */
  Olark: false;
};

/** `integrations` where rules may have added destinations. */
type OpenIntegrations = Integrations & {
  [destination: string]: boolean | JsonObject | undefined;
};

/** `integrations` of the `track` event in the profile `warehouse`. */
type WarehouseIntegrations = Integrations & {
  /** Settings for RudderStack's warehouse loaders. */
  DATA_WAREHOUSE: DataWarehouse;
};

/** `integrations` of the `track` event in a profile that is not known before the program runs. */
type AnyIntegrations = OpenIntegrations & {
  /** Settings for RudderStack's warehouse loaders. Profile `warehouse`. */
  DATA_WAREHOUSE?: DataWarehouse;
};

/** Settings for RudderStack's warehouse loaders. */
type DataWarehouse = {
  /** Options of the warehouse loaders. */
  options: {
    /** The paths that become JSON columns: `track.properties.items`. */
    jsonPaths: string[];
  };
};

/** `context` of a `group` event, and a part of every other `context`. */
type GroupContext = {
  /** What made the event. */
  library: Library;
  /** The source. */
  integration: Integration;
};

/** `context` of a `group` event in the profile `warehouse`. */
type WarehouseGroupContext = GroupContext & {
  /** The conversation's id. */
  conversationId?: string;
};

/** `context` of the `track` event. */
type TrackContext<Traits, VisitedPage = Page> = GroupContext & {
  /** Who the visitor is. */
  traits: Traits;
  /** The page that the conversation began on. */
  page?: VisitedPage;
  /** The visitor's browser. */
  browser?: NameVersion;
  /** The visitor's operating system. */
  os?: NameVersion;
  /** IP address of the visitor; in `rudder-transformer`, a top-level `ip` of the payload. */
  ip?: string;
};

/** `context` of the `track` event in the profile `complete` and in one that is not known before the program runs. */
type OpenContext<Traits> = TrackContext<Traits, Page & Open> & MoreContext & Open;

/** `context` of the `track` event in the profile `warehouse`. */
type WarehouseContext = TrackContext<WarehouseTraits> & MoreContext;

/** What RudderStack's documentation has no place for in `context`. Profiles `complete` and `warehouse`. */
type MoreContext = {
  /** The whole of `visitor.browser`, if it is a raw user-agent string. */
  userAgent?: string;
};

/** `context.library` of an event. */
type Library = {
  /** `unknown`, as in the events of RudderStack's own sources. */
  name: string;
  /** `unknown`. */
  version: string;
};

/** `context.integration` of an event. */
type Integration = {
  /** `Olark`. */
  name: string;
};

/** `context.page` of the `track` event. */
type Page = {
  /** URL of the page that led to the site. */
  referrer?: string;
  /** URL of the page where the conversation began. */
  url?: string;
};

/** A browser or an operating system. */
type NameVersion = {
  /** For example `Internet Explorer`. */
  name: string;
  /** For example `11`; absent if the label has none. */
  version?: string;
};

/** `context.traits` of the `track` event in the profiles `documented` and `rudder-transformer`. */
type ContextTraits = {
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
};

/** `context.traits` of the `track` event in the profile `complete`. */
type CompleteTraits = ContextTraits &
  Open & {
    /** Fields that the site set through Olark's API, by reference. */
    customFields?: OlarkCustomFields;
    /** The whole label of the operating system, if it was a raw user-agent string or could not be read. */
    operatingSystem?: JsonValue;
  };

/** `context.traits` of the `track` event in the profile `warehouse`: the columns `context_traits_…`. */
type WarehouseTraits = ContextTraits &
  KindTraits & {
    /** Company or organization. */
    organization?: string;
    /** Fields that the site set through Olark's API: JSON text. */
    customFields?: string;
    /** Every other field of the visitor, and values that did not fit their columns: JSON text. */
    otherFields?: string;
  };

/** `context.traits` of the `track` event in a profile that is not known before the program runs. */
type AnyTraits = ContextTraits &
  Open & {
    /** Fields that the site set through Olark's API: by reference in `complete`, JSON text in `warehouse`. */
    customFields?: OlarkCustomFields | string;
  };

/** `traits` of the `track` event in the profile `rudder-transformer`. */
type TransformerTraits = {
  /** Company or organization. */
  organization?: string;
  /** The answers to the survey after the chat, by reference. */
  chat_feedback?: OlarkChatFeedback;
};

/** `traits` of the `track` event in the profiles `documented` and `complete`. */
type VisitorTraits = TransformerTraits & KindTraits;

/** What kind of visitor it is, and from which country. */
type KindTraits = {
  /** ISO 3166-1 alpha-2 country code, for example `US`. */
  countryCode?: string;
  /** `Visitor`. */
  kind?: string;
};

/** `traits` of the `track` event in the profile `warehouse`: empty, because warehouse loaders drop it. */
type NoTraits = {};

/** What `properties` of the `track` event has in every profile. */
type Transcript = {
  /** The messages, by reference. */
  items?: OlarkItem[];
  /** The tags, by reference. */
  tags?: string[];
};

/** `properties` of the `track` event in the profile `documented`. */
type DocumentedProperties = Transcript & {
  /** The operators by operator id, by reference. */
  operators?: Record<string, OlarkOperator>;
};

/** `properties` of the `track` event in the profile `rudder-transformer`. */
type TransformerProperties = Transcript & {
  /** A top-level `ip` of the payload. */
  ip?: string;
};

/** What Olark says of a conversation as a whole. Profiles `complete` and `warehouse`. */
type ConversationFields = {
  /** `start` if the delivery says that a conversation has begun. */
  eventType?: string;
  /** Whether Olark considers the visitor a sales lead. */
  isLead?: boolean;
  /** Whether an operator sent the transcript by hand. */
  manuallySubmitted?: boolean;
  /** The groups, by reference. */
  groups?: OlarkGroup[];
};

/** `properties` of the `track` event in the profile `complete`. */
type CompleteProperties = DocumentedProperties &
  ConversationFields &
  Open & {
    /** The conversation's id. */
    conversationId?: string | number;
  };

/** `properties` of the `track` event in the profile `warehouse`: one column for each field. */
type WarehouseProperties = ConversationFacts &
  ConversationFields &
  Transcript & {
    /** The conversation's id. */
    conversationId?: string;
    /** The operators, each with its `id`. */
    operators?: OlarkOperator[];
    /** The answers to the survey after the chat. */
    chat_feedback?: Feedback;
    /** Every other field of the conversation, and values that did not fit their columns: JSON text. */
    otherFields?: string;
  };

/** `properties` of the `track` event in a profile that is not known before the program runs. */
type AnyProperties = Transcript &
  Partial<ConversationFacts> &
  ConversationFields &
  Open & {
    /** The conversation's id. Profiles `complete` and `warehouse`. */
    conversationId?: string | number;
    /** The operators: by operator id in `documented` and `complete`, a list in `warehouse`. */
    operators?: Record<string, OlarkOperator> | OlarkOperator[];
  };

/** The answers to the survey after the chat, in the profile `warehouse`: the columns `chat_feedback_…`. */
type Feedback = {
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
type ConversationFacts = {
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
type GroupProperties = {
  /** The group's `kind`. */
  kind?: string;
};

/** `traits` of a `group` event in the profiles `documented` and `complete`. */
type GroupTraits = {
  /** The group's name. */
  name?: string;
};

/** `traits` of a `group` event in the profile `rudder-transformer`. */
type TransformerGroupTraits = {
  /** The group's `kind`. */
  kind?: string;
  /** The conversation's operators by operator id, by reference. */
  operators?: Record<string, OlarkOperator>;
};

/** `traits` of a `group` event in the profile `warehouse`: one column for each field. */
type WarehouseGroupTraits = GroupTraits &
  GroupProperties & {
    /** Every other field of the group, and values that did not fit their columns: JSON text. */
    otherFields?: string;
  };

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
type IdentifyFields<Context, Traits, To> = {
  /** Which kind of event this is. */
  type: 'identify';
  /** The visitor's id. */
  userId: string;
  /** The `context` of the `track` event, without a name that Olark made up. */
  context: Context;
  /** What is known about the visitor. */
  traits: Traits;
  /** Which destinations get the event. */
  integrations: To;
};

/** Traits of the `track` event as the `identify` event has them: without the survey and the kind of the visitor. */
type TraitsOf<Traits> = {
  [Trait in keyof Traits as Trait extends 'chat_feedback' | 'kind' ? never : Trait]: Traits[Trait];
};

// The parts that profiles and units make, by the names that they have here. Users reach them through the events.
export type RudderTrackFields<Context, Traits, Properties> = TrackFields<Context, Traits, Properties>;
export type RudderGroupFields<Context, Traits> = GroupFields<Context, Traits>;
export type RudderTimes = Times;
export type RudderGroupContext = GroupContext;
export type RudderNameVersion = NameVersion;
export type RudderPage = Page;
export type RudderContextTraits = ContextTraits;
export type RudderVisitorTraits = VisitorTraits;
export type RudderTransformerTraits = TransformerTraits;
export type RudderDocumentedProperties = DocumentedProperties;
export type RudderTransformerProperties = TransformerProperties;
export type RudderConversationFacts = ConversationFacts;
export type RudderFeedback = Feedback;
export type RudderGroupTraits = GroupTraits;
export type RudderGroupProperties = GroupProperties;
export type RudderTransformerGroupTraits = TransformerGroupTraits;
export type RudderWarehouseContext = WarehouseContext;
export type RudderWarehouseTraits = WarehouseTraits;
export type RudderWarehouseProperties = WarehouseProperties;
export type RudderWarehouseGroupTraits = WarehouseGroupTraits;
