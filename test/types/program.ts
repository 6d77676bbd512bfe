/** What a user may write, and what must not compile: from the source and, by each compiler, from the tarball. Never run. */
import {
  type IdsMode,
  type IdsOf,
  type JsonObject,
  type JsonValue,
  type MappingRule,
  type OlarkPayloadError,
  type OlarkOperator,
  type OlarkVisitor,
  type OptionsWith,
  type Profile,
  type ProfileOf,
  type RudderEvent,
  type RudderEvents,
  transformOlark,
  type TransformOptions,
} from 'olark-to-rudderstack';
import { applyRules, contextTraits, isOlarkPayloadError, parseDelivery } from 'olark-to-rudderstack/mappers';

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function isSame<A, B>(holds: IsSame<A, B>): void;
declare const body: string;
declare const isLarge: boolean;

// The profile says what is in the events.
const [inWarehouse, ...groupsInWarehouse] = transformOlark(body, { profile: 'warehouse' });
isSame<typeof inWarehouse.properties.messageCount, number>(true);
isSame<typeof inWarehouse.properties.operators, OlarkOperator[] | undefined>(true);
isSame<typeof inWarehouse.context.traits.customFields, string | undefined>(true);
isSame<(typeof groupsInWarehouse)[number]['context']['conversationId'], string | undefined>(true);
// @ts-expect-error -- the columns are fixed
inWarehouse.properties.visits;
// @ts-expect-error -- and there are no others in the traits
inWarehouse.traits.organization;

const [documented, ...documentedGroups] = transformOlark(body);
isSame<typeof documented.properties.operators, Record<string, OlarkOperator> | undefined>(true);
isSame<(typeof documentedGroups)[number]['traits']['name'], string | undefined>(true);
// @ts-expect-error -- RudderStack's documentation has no event time
documented.timestamp;
// @ts-expect-error -- nor a name outside of the traits
documentedGroups[0]?.name;

const [complete] = transformOlark(body, { profile: 'complete' });
isSame<typeof complete.timestamp, string | undefined>(true);
isSame<typeof complete.properties.isLead, boolean | undefined>(true);
isSame<(typeof complete.properties)['visits'], JsonValue | undefined>(true);

const [hosted, ...hostedGroups] = transformOlark(body, { profile: 'rudder-transformer' });
isSame<(typeof hostedGroups)[number]['name'], string | undefined>(true);
// @ts-expect-error -- it has no list and no record of operators
const operators: Record<string, OlarkOperator> | undefined = hosted.properties['operators'];

// The ids are there, absent or, where the mode is not known, optional.
isSame<typeof documented.messageId, string>(true);
// @ts-expect-error -- off by default in this profile
hosted.messageId;
isSame<IdsOf<'rudder-transformer', 'content'>, 'content'>(true);
const [withIds] = transformOlark(body, { profile: 'rudder-transformer', ids: 'random' });
isSame<typeof withIds.rudderId, string>(true);
// @ts-expect-error -- switched off
transformOlark(body, { ids: 'none' })[0].messageId;

// Options that are not known before the program runs.
declare const options: TransformOptions;
const [unknown] = transformOlark(body, options);
isSame<typeof unknown.messageId, string | undefined>(true);
isSame<typeof unknown.properties.messageCount, number | undefined>(true);
const [either] = transformOlark(body, { profile: isLarge ? 'warehouse' : undefined });
isSame<typeof either.properties.messageCount, number | undefined>(true);
isSame<typeof either.messageId, string>(true);
for (const payload of ['', new Uint8Array(), new ArrayBuffer(0), { data: [''] }, undefined]) {
  transformOlark(payload, { profile: undefined, ids: undefined, rules: undefined });
}

// A function of the caller's can pass options on.
function withLog<P extends Profile | undefined = undefined, I extends IdsMode | undefined = undefined>(
  given: OptionsWith<P, I>,
): RudderEvents<ProfileOf<P>, IdsOf<P, I>> {
  return transformOlark(body, given);
}
isSame<ReturnType<typeof withLogged>[0]['properties']['messageCount'], number>(true);
function withLogged() {
  return withLog({ profile: 'warehouse' });
}

// Every result is a list of events, and every event is JSON.
const events: RudderEvent[] = [
  ...transformOlark(body),
  ...transformOlark(body, { profile: 'rudder-transformer' }),
  ...transformOlark(body, { profile: 'complete', ids: 'none' }),
  ...transformOlark(body, { profile: 'warehouse' }),
  ...transformOlark(body, options),
];
const json: JsonValue[] = [documented, complete, hosted, inWarehouse, unknown, ...groupsInWarehouse];
const records: (JsonObject | Record<string, unknown>)[] = events;

// What is misspelt is named.
// @ts-expect-error -- an option
transformOlark(body, { profle: 'warehouse' });
// @ts-expect-error -- beside one that exists
transformOlark(body, { profile: 'warehouse', id: 'none' });
// @ts-expect-error -- a profile
transformOlark(body, { profile: 'warehous' });
// @ts-expect-error -- a mode
transformOlark(body, { ids: 'uuid' });
// @ts-expect-error -- the key of a rule
transformOlark(body, { rules: [{ form: 'visitor.city', to: 'context.traits.town' }] });

// Rules.
const rules: MappingRule[] = [
  { to: 'context.traits.email', via: (email: string) => email.toLowerCase() },
  { to: 'context.traits', via: ({ email: _, ...rest }: { email?: string; phone?: string }) => rest },
  { from: 'items', to: 'properties.a', via: (items: unknown[], { visitor }) => [items.length, visitor.id] },
  { to: 'userId', via: (id) => `u-${String(id)}` },
  { to: 'properties.items.*.body', value: null },
  { to: 'traits.name', via: (name: string, _, group) => group?.kind ?? name, event: 'group' },
];
// @ts-expect-error -- a mask that forgets to return
rules.push({ to: 'context.ip', via: (ip: string) => void ip });
// @ts-expect-error -- and one that gives a Promise
rules.push({ to: 'context.ip', via: async (ip: string) => Promise.resolve(ip) });
const applied: Record<string, unknown> = applyRules(rules, parseDelivery(body));
// @ts-expect-error -- a rule without a target
rules.push({ from: 'id' });

// Olark's types are open, and an optional field takes `undefined`.
const conversation = parseDelivery(body);
const visitor: OlarkVisitor = { id: 'v1', city: undefined, visits: 3 };
const visits: JsonValue | undefined = visitor['visits'];
const city: string | undefined = contextTraits(visitor).city;
// @ts-expect-error -- a visitor's city is text
contextTraits({ id: 'v1', city: { name: 'Oslo' } });
declare module 'olark-to-rudderstack' {
  interface OlarkCustomFields {
    plan?: 'free' | 'paid';
  }
}
isSame<NonNullable<typeof conversation.visitor.customFields>['plan'], 'free' | 'paid' | undefined>(true);

// Errors.
try {
  transformOlark(body);
} catch (error) {
  if (isOlarkPayloadError(error)) isSame<typeof error.status, 400 | 500>(true);
}
/** Every code has its answer, so that nothing is returned after the switch. */
function answerTo({ code, path = '' }: OlarkPayloadError): string {
  switch (code) {
    case 'OLARK_EMPTY_BODY':
    case 'OLARK_INVALID_JSON':
    case 'OLARK_MISSING_DATA':
    case 'OLARK_NOT_A_CONVERSATION':
    case 'OLARK_MISSING_FIELD':
    case 'OLARK_INVALID_FIELD':
    case 'OLARK_UNSERIALIZABLE':
    case 'OLARK_INVALID_OPTION':
      return path;
  }
}

export { answerTo, applied, city, json, operators, records, visits };
