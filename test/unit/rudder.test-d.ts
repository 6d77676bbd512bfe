/** What the types of events have, and what takes events. Compiled, never run. */
import {
  type JsonObject,
  type JsonValue,
  type OlarkOperator,
  type RudderEvent,
  type RudderEvents,
  type RudderGroupEvent,
  type RudderTrackEvent,
  transformOlark,
  type TransformOptions,
} from 'olark-to-rudderstack';

declare const body: string;
declare const options: TransformOptions;

const [documented, ...documentedGroups] = transformOlark(body);
const [inTransformer, ...groupsInTransformer] = transformOlark(body, { profile: 'rudder-transformer' });
const [complete, ...completeGroups] = transformOlark(body, { profile: 'complete' });
const [inWarehouse, ...groupsInWarehouse] = transformOlark(body, { profile: 'warehouse' });
const [unknown, ...unknownGroups] = transformOlark(body, options);

// Each profile has its fields.
isSame<typeof documented.properties.operators, Record<string, OlarkOperator> | undefined>(true);
isSame<typeof complete.timestamp, string | undefined>(true);
isSame<typeof complete.properties.isLead, boolean | undefined>(true);
isSame<typeof inWarehouse.context.traits.customFields, string | undefined>(true);
isSame<typeof inWarehouse.integrations.DATA_WAREHOUSE.options.jsonPaths, string[]>(true);
isSame<typeof inWarehouse.properties.messageCount, number>(true);
isSame<typeof unknown.properties.messageCount, number | undefined>(true);
const [documentedGroup] = documentedGroups;
const [groupInTransformer] = groupsInTransformer;
const [groupInWarehouse] = groupsInWarehouse;
if (documentedGroup && groupInTransformer && groupInWarehouse) {
  isSame<typeof documentedGroup.traits.name, string | undefined>(true);
  isSame<typeof groupInTransformer.name, string | undefined>(true);
  isSame<typeof groupInWarehouse.context.conversationId, string | undefined>(true);
  // @ts-expect-error TS2339: Property 'name' does not exist on type
  documentedGroup.name;
  // @ts-expect-error TS2339: Property 'properties' does not exist on type
  groupInWarehouse.properties;
  // @ts-expect-error TS2339: Property 'DATA_WAREHOUSE' does not exist on type
  groupInWarehouse.integrations.DATA_WAREHOUSE;
}

// A field that a profile does not have, or that is misspelt, is an error.
// @ts-expect-error TS2339: Property 'timestamp' does not exist on type
documented.timestamp;
// @ts-expect-error TS2551: Property 'itmes' does not exist on type 'DocumentedProperties'. Did you mean 'items'?
documented.properties.itmes;
// @ts-expect-error TS2551: Property 'emial' does not exist on type 'ContextTraits'. Did you mean 'email'?
documented.context.traits.emial;
// @ts-expect-error TS2339: Property 'conversationId' does not exist on type 'DocumentedProperties'.
documented.properties.conversationId;
// @ts-expect-error TS2339: Property 'userAgent' does not exist on type
documented.context.userAgent;
// @ts-expect-error TS2339: Property 'title' does not exist on type 'Page'.
documented.context.page?.title;
// @ts-expect-error TS2339: Property 'DATA_WAREHOUSE' does not exist on type 'Integrations'.
documented.integrations.DATA_WAREHOUSE;
// @ts-expect-error TS2339: Property 'operators' does not exist on type 'TransformerProperties'.
inTransformer.properties.operators;
// @ts-expect-error TS2339: Property 'countryCode' does not exist on type 'TransformerTraits'.
inTransformer.traits.countryCode;
// @ts-expect-error TS2339: Property 'visits' does not exist on type 'WarehouseProperties'.
inWarehouse.properties.visits;
// @ts-expect-error TS2339: Property 'organization' does not exist on type 'NoTraits'.
inWarehouse.traits.organization;

// `complete` and a profile that is not known are open.
isSame<(typeof complete.properties)['visits'], JsonValue | undefined>(true);
isSame<(typeof complete.context.traits)['locale'], JsonValue | undefined>(true);
isSame<(typeof unknown.context)['title'], JsonValue | undefined>(true);

// What a rule added is read through a type of one's own.
const withPlan: { readonly plan?: string } = documented.context.traits as { readonly plan?: string };
type WithDepartment = RudderTrackEvent & { readonly properties: { readonly department?: string } };
const { department } = (documented as WithDepartment).properties;

// Parts are reached through the events.
const columns: RudderTrackEvent<'warehouse'>['properties'] = inWarehouse.properties;
const group: RudderGroupEvent<'documented'> | undefined = documentedGroup;

// Every result is a list of events.
const events: RudderEvent[] = [
  ...transformOlark(body),
  ...transformOlark(body, { profile: 'rudder-transformer' }),
  ...transformOlark(body, { profile: 'complete', ids: 'none' }),
  ...transformOlark(body, { profile: 'warehouse' }),
  ...transformOlark(body, options),
];
const lists: RudderEvents[] = [
  transformOlark(body),
  transformOlark(body, { profile: 'rudder-transformer', ids: 'random' }),
  transformOlark(body, { profile: 'complete' }),
  transformOlark(body, { profile: 'warehouse', ids: 'none' }),
];
for (const event of events) {
  if (event.type === 'track') isSame<typeof event, RudderTrackEvent>(true);
  else isSame<typeof event.groupId, string>(true);
}

// Every event is JSON data, as this library and as others declare it.
type Events = (typeof every)[number];
const every = [
  documented,
  inTransformer,
  complete,
  inWarehouse,
  unknown,
  ...documentedGroups,
  ...groupsInTransformer,
  ...completeGroups,
  ...groupsInWarehouse,
  ...unknownGroups,
];
const json: JsonValue[] = every;
const objects: JsonObject[] = every;
const records: Record<string, unknown>[] = every;

/** Prisma's `InputJsonValue`: of version 6. */
type InputJsonValue = string | number | boolean | InputJsonObject | InputJsonArray | { toJSON(): unknown };
type InputJsonObject = { readonly [Key in string]?: InputJsonValue | null };
interface InputJsonArray extends ReadonlyArray<InputJsonValue | null> {}
/** The `JSONValue` of postgres.js, version 3. */
type PostgresJson =
  | null
  | string
  | number
  | boolean
  | Date
  | readonly PostgresJson[]
  | {
      toJSON(): unknown;
    }
  | {
      readonly [field: string]: undefined | PostgresJson | ((...args: never[]) => unknown);
    };
/** The `JSONValue` of hono, version 4. */
type HonoJson = HonoObject | HonoArray | string | boolean | number | null;
type HonoArray = (string | boolean | number | null | HonoObject | HonoArray)[];
type HonoObject = { [key: string]: HonoJson | object | InvalidJson };
type InvalidJson = undefined | symbol | ((...args: unknown[]) => unknown);
declare function take(prisma: InputJsonValue, postgres: PostgresJson, hono: HonoJson): void;
for (const event of every) take(event, event, event);

/** A JSON type without `undefined`, such as the newest of type-fest, asks for a cast. */
type StrictJson = string | number | boolean | null | { [Key in string]: StrictJson } | readonly StrictJson[];
// @ts-expect-error TS2322: Type
const strict: StrictJson[] = every;
const cast = every as unknown as StrictJson[];

export { cast, columns, department, type Events, group, json, lists, objects, records, strict, withPlan };
