import type { IdsMode, Profile } from './choices.js';
import type { JsonConstant, JsonScalar, JsonValue } from './common/json.js';
import type { NamedField } from './common/types.js';
import type { OlarkConversation, OlarkGroup } from './olark.js';
import type { GroupOf, TrackOf } from './rudder.js';

/** Options of `transformOlark`. Every field is optional. */
export interface TransformOptions {
  /** The output contract. Default: `documented`. */
  readonly profile?: Profile | undefined;
  /** The ids that events get. Default: that of the profile. */
  readonly ids?: IdsMode | undefined;
  /**
   * Rules of your own, which run after the profile. Create the array once and pass it every time: rules are checked and
   * prepared once per array, and again only if its elements change.
   */
  readonly rules?: readonly MappingRule[];
}

/**
 * The profile that events have with the options `O`. Use it for a function of your own that takes options.
 *
 * @example
 * function transformWithLog<O extends TransformOptions>(body: unknown, options: O): RudderEvents<ProfileOf<O>, IdsOf<O>> {
 *   console.log(options.profile);
 *   return transformOlark(body, options);
 * }
 */
export type ProfileOf<O> = IsAny<O> extends true ? Profile : ProfileOr<OptionOf<O, 'profile'>>;

/** The ids that events get with the options `O`. Use it with {@link ProfileOf}. */
export type IdsOf<O> =
  IsAny<O> extends true
    ? IdsMode
    : // One option type at a time: in `{ profile: 'rudder-transformer' } | { ids: 'random' }`, no two belong together.
      O extends unknown
      ? IdsOr<OptionOf<O, 'ids'>, ProfileOr<OptionOf<O, 'profile'>>>
      : never;

/** Whether a type is `any`: nothing but `any` is between 0 and 1. */
type IsAny<T> = 0 extends 1 & T ? true : false;

/** An option's type; `undefined` where the options do not have it, or are none. */
type OptionOf<O, Name extends keyof TransformOptions> = O extends object
  ? Name extends keyof O
    ? O[Name]
    : undefined
  : undefined;

/** The profile, or the default where it is not given. */
type ProfileOr<P> =
  IsAny<P> extends true ? Profile : P extends undefined ? 'documented' : P extends Profile ? P : never;

/** The ids, or the profile's default where they are not given. */
type IdsOr<I, P> =
  IsAny<I> extends true
    ? IdsMode
    : I extends undefined
      ? P extends 'rudder-transformer'
        ? 'none'
        : 'content'
      : I extends IdsMode
        ? I
        : never;

/**
 * A mapping of your own: what goes where in the events.
 *
 * A rule sets what is at `to`. The value comes from `from` or `value`; without these, `via` edits the value that is
 * already at `to`. Rules run in order over the event that the profile made, and a rule's value replaces the one that
 * was there. If the value at `from` is absent (undefined, null or, except in `rudder-transformer`, an empty string),
 * the rule changes nothing. `null` in `value` or returned by `via` removes the field.
 *
 * A rule fails if its `via` throws, or returns a value that the target cannot take. Then `transformOlark` throws
 * `OLARK_INVALID_OPTION` and returns no events. The types of events do not know your rules.
 *
 * @example
 * const rules: MappingRule[] = [
 *   { from: 'visitor.customFields.plan', to: 'context.traits.plan' },
 *   { to: 'context.environment', value: 'production', event: 'all' },
 *   { to: 'context.traits.email', via: (email: string) => email.toLowerCase() },
 *   { to: 'properties.items.*.body', value: null },
 * ];
 */
export interface MappingRule {
  /**
   * A path into the event: `context.traits.city`, `properties.items[0].body`. The step `*` is every element of a list
   * or every field of an object that is there: `properties.items.*.body`. Use it in rules without `from`.
   */
  readonly to: EventPath | AnyText;
  /**
   * A path into the conversation: `visitor.city`, `items[0].body`. On a group event, `group.…` reads the event's group:
   * `group.name`.
   */
  readonly from?: ConversationPath | AnyText | undefined;
  /** A constant, copied into each event; `null` removes the field. */
  readonly value?: JsonConstant | undefined;
  // Errors speak of the first of the two, whose parameter is never at fault.
  /** Takes the value, which is never absent, and returns the one to set; `null` removes the field. */
  readonly via?: AnyRuleFunction | JsonRuleFunction | undefined;
  /**
   * Which events the rule is for: `track` (default), `group` (every group event) or `all`. A rule for `userId` is
   * always for all.
   */
  readonly event?: 'track' | 'group' | 'all' | undefined;
}

/**
 * The function of a rule. It gets a JSON value. You may declare its parameter with the type that you expect,
 * `(email: string) => …`, but it gets whatever was sent.
 */
export type RuleFunction = {
  // Declared as a method, because the parameters of methods may have a narrower type.
  call(value: JsonValue, conversation: OlarkConversation, group?: OlarkGroup): RuleResult;
}['call'];

/**
 * A rule's function whose parameter has any type, such as an interface. There are two signatures, and they differ, so
 * that TypeScript does not look here for the type of a parameter that has none: that is `JsonRuleFunction`'s.
 */
type AnyRuleFunction = {
  (value: never, conversation: OlarkConversation, group?: OlarkGroup): RuleResult;
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- that is how it differs
  <_Expected>(value: never, conversation: OlarkConversation, group?: OlarkGroup): RuleResult;
};

/** A rule's function whose parameter has no type of its own: this gives it one. */
type JsonRuleFunction = (value: JsonValue, conversation: OlarkConversation, group?: OlarkGroup) => RuleResult;

/** What the function of a rule returns: JSON data, so neither `undefined` nor a Promise, a date, bytes or a function. */
export type RuleResult = string | number | boolean | null | (object & NotJson);

/** What only objects that are no JSON data have. It is a short list, so that errors are short too. */
type NotJson = {
  /** Promises. */
  readonly then?: never;
  /** Dates, URLs, Node's buffers. */
  readonly toJSON?: never;
  /** Other bytes. */
  readonly byteLength?: never;
  /** Functions. Their `prototype` is `any`, which would fit here unless optional properties are exact. */
  readonly bind?: never;
};

/** Any text. Unlike `string`, it leaves an editor the other members of a union to suggest. */
type AnyText = string & {};

/**
 * The paths into the events of all profiles that editors suggest for `to`. A rule may have others: of fields that Olark
 * adds, of your own.
 */
export type EventPath = Exclude<
  | PathIn<TrackOf<'documented'> | TrackOf<'rudder-transformer'> | TrackOf<'complete'> | TrackOf<'warehouse'>>
  | PathIn<
      GroupOf<'documented'> | GroupOf<'rudder-transformer'> | GroupOf<'complete'> | GroupOf<'warehouse'>
    >,
  'type'
>;

/** The paths into a conversation that editors suggest for `from`. */
type ConversationPath = PathIn<OlarkConversation, never> | `group.${PathIn<OlarkGroup, never>}`;

/** The paths to the fields that a type names, and below them. `Each` is the step to every element of a list. */
type PathIn<T, Each extends string = '*'> = T extends JsonScalar | undefined
  ? never
  : T extends readonly (infer Element)[]
    ? PathTo<Each, Element, Each>
    : [NamedField<T>] extends [never]
      ? T extends Readonly<Record<string, infer Element>>
        ? PathTo<Each, Element, Each>
        : never
      : { [Name in NamedField<T> & string]: Name | Below<Name, T[Name], Each> }[NamedField<T> & string];

/** The paths through `*`; none where a value is any JSON. */
type PathTo<Step extends string, T, Each extends string> = JsonScalar extends T
  ? never
  : Step | Below<Step, T, Each>;

type Below<Step extends string, T, Each extends string> = `${Step}.${PathIn<T, Each>}`;
