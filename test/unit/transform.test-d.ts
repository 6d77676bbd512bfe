/** The result of `transformOlark` is typed by its arguments, and by nothing else. Compiled, never run. */
import {
  type IdsMode,
  type IdsOf,
  type OlarkOperator,
  type Profile,
  type ProfileOf,
  type RudderEvents,
  transformOlark,
  type TransformOptions,
} from 'olark-to-rudderstack';

declare const body: string;
declare const isLarge: boolean;

// The profile says what is in the events.
isSame<RudderEvents<'documented', 'content'>, typeof byDefault>(true);
const byDefault = transformOlark(body);
isSame<RudderEvents<'warehouse', 'content'>, typeof inWarehouse>(true);
const inWarehouse = transformOlark(body, { profile: 'warehouse' });
isSame<RudderEvents<'rudder-transformer', 'none'>, typeof hosted>(true);
const hosted = transformOlark(body, { profile: 'rudder-transformer' });
isSame<RudderEvents<'complete', 'random'>, typeof complete>(true);
const complete = transformOlark(body, { profile: 'complete', ids: 'random' });
isSame<RudderEvents<'documented', 'content'>, typeof withoutOptions>(true);
const withoutOptions = transformOlark(body, undefined);
isSame<RudderEvents<'documented', 'content'>, typeof withRules>(true);
const withRules = transformOlark(body, { rules: [{ from: 'id', to: 'properties.chat' }] });
isSame<RudderEvents<'documented', 'content'>, typeof withUndefined>(true);
const withUndefined = transformOlark(body, { profile: undefined, ids: undefined });
const [{ properties }] = inWarehouse;
isSame<typeof properties.messageCount, number>(true);
isSame<typeof properties.operators, OlarkOperator[] | undefined>(true);

// The ids are there or not.
isSame<(typeof byDefault)[0]['messageId'], string>(true);
// @ts-expect-error TS2339: Property 'messageId' does not exist on type
hosted[0].messageId;
isSame<ReturnType<typeof hostedWithIds>[0]['rudderId'], string>(true);
function hostedWithIds() {
  return transformOlark(body, { profile: 'rudder-transformer', ids: 'content' });
}
// @ts-expect-error TS2339: Property 'rudderId' does not exist on type
transformOlark(body, { ids: 'none' })[0].rudderId;

// Where the result is put says nothing about what it is.
// @ts-expect-error TS2322: Type 'RudderEvents<
const variable: RudderEvents<'warehouse'> = transformOlark(body);
// @ts-expect-error TS2322: Type 'RudderEvents<
const ids: RudderEvents<'rudder-transformer', 'content'> = transformOlark(body, {
  profile: 'rudder-transformer',
});
function result(): RudderEvents<'warehouse'> {
  // @ts-expect-error TS2322: Type 'RudderEvents<
  return transformOlark(body);
}
async function promised(): Promise<RudderEvents<'warehouse'>> {
  // @ts-expect-error TS2322: Type 'RudderEvents<
  return transformOlark(body);
}
declare function load(events: RudderEvents<'warehouse'>): void;
// @ts-expect-error TS2345: Argument of type 'RudderEvents<
load(transformOlark(body));
const byId = new Map<string, RudderEvents<'warehouse'>>();
// @ts-expect-error TS2345: Argument of type 'RudderEvents<
byId.set('c1', transformOlark(body));
// It may be put where less is promised.
const anyEvents: RudderEvents = transformOlark(body, { profile: 'warehouse' });
const anyIds: RudderEvents<'warehouse'> = transformOlark(body, { profile: 'warehouse', ids: 'none' });

// Options that are not known before the program runs give the union of what they may give.
declare const options: TransformOptions;
isSame<RudderEvents, typeof fromOptions>(true);
const fromOptions = transformOlark(body, options);
isSame<(typeof fromOptions)[0]['messageId'], string | undefined>(true);
isSame<(typeof fromOptions)[0]['properties']['messageCount'], number | undefined>(true);
type Either = RudderEvents<'warehouse' | 'documented', 'content'>;
isSame<Either, typeof fromObject>(true);
const fromObject = transformOlark(body, isLarge ? { profile: 'warehouse' } : {});
isSame<Either, typeof fromUndefined>(true);
const fromUndefined = transformOlark(body, isLarge ? { profile: 'warehouse' } : undefined);
isSame<Either, typeof fromSpread>(true);
const fromSpread = transformOlark(body, { ...(isLarge && ({ profile: 'warehouse' } as const)) });
isSame<Either, typeof fromProperty>(true);
const fromProperty = transformOlark(body, { profile: isLarge ? 'warehouse' : undefined });
declare const two: { profile: 'warehouse'; ids: 'none' } | { ids: 'random' };
isSame<RudderEvents<'warehouse' | 'documented', 'none' | 'random'>, typeof fromTwo>(true);
const fromTwo = transformOlark(body, two);
declare const optional: { readonly profile?: 'rudder-transformer' };
isSame<RudderEvents<'rudder-transformer' | 'documented', 'none' | 'content'>, typeof fromOptional>(true);
const fromOptional = transformOlark(body, optional);
declare const json: ReturnType<typeof JSON.parse>;
isSame<RudderEvents, typeof fromAny>(true);
const fromAny = transformOlark(body, json);
isSame<RudderEvents<Profile, 'content' | 'none'>, typeof fromAnyProfile>(true);
const fromAnyProfile = transformOlark(body, { profile: json });
isSame<RudderEvents<'documented', IdsMode>, typeof fromAnyIds>(true);
const fromAnyIds = transformOlark(body, { ids: json });
// @ts-expect-error TS2339: Property 'messageCount' does not exist on type
fromAnyIds[0].properties.messageCount;

// A function of the caller's passes options on.
function withProfile<P extends Profile>(payload: unknown, profile: P) {
  const [track, ...groups] = transformOlark(payload, { profile });
  return { userId: track.userId, count: groups.length, events: transformOlark(payload, { profile }) };
}
isSame<RudderEvents<'warehouse', 'content'>, typeof wrapped>(true);
const wrapped = withProfile(body, 'warehouse').events;
function withOptions<O extends TransformOptions>(
  payload: unknown,
  given: O,
): RudderEvents<ProfileOf<O>, IdsOf<O>> {
  return transformOlark(payload, given);
}
isSame<RudderEvents<'complete', 'none'>, typeof wrappedOptions>(true);
const wrappedOptions = withOptions(body, { profile: 'complete', ids: 'none' });
function withAnyOptions(payload: unknown, given?: TransformOptions): RudderEvents {
  return transformOlark(payload, given);
}
withAnyOptions(body);

// A payload may be anything.
for (const payload of ['', new Uint8Array(), new ArrayBuffer(0), { data: [''] }, undefined]) {
  transformOlark(payload);
}
// @ts-expect-error TS2345: Argument of type
[body].map(transformOlark);

// What is misspelt is named.
// @ts-expect-error TS2561: Object literal may only specify known properties, but 'profle' does not exist in type 'TransformOptions'. Did you mean to write 'profile'?
transformOlark(body, { profle: 'warehouse' });
// @ts-expect-error TS2353: Object literal may only specify known properties, and 'id' does not exist in type 'TransformOptions'.
transformOlark(body, { profile: 'warehouse', id: 'none' });
// @ts-expect-error TS2820: Type '"warehous"' is not assignable to type 'Profile | undefined'. Did you mean '"warehouse"'?
transformOlark(body, { profile: 'warehous' });
// @ts-expect-error TS2322: Type '"uuid"' is not assignable to type 'IdsMode | undefined'.
transformOlark(body, { ids: 'uuid' });
// @ts-expect-error TS2353: Object literal may only specify known properties, and 'form' does not exist in type 'MappingRule'.
transformOlark(body, { rules: [{ form: 'visitor.city', to: 'context.traits.town' }] });

export { anyEvents, anyIds, ids, promised, result, variable };
