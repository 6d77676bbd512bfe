import type { JsonValue } from './common/json.js';
import type { OlarkConversation, OlarkGroup } from './olark.js';

/**
 * Which output contract to follow:
 *
 * - `documented` (default): what RudderStack's documentation of its Olark source promises.
 * - `rudder-transformer`: what RudderStack's own transformer emits today.
 * - `complete`: `documented`, and everything else that Olark sent, with the time of the conversation.
 * - `warehouse`: a fixed set of columns, each of one type; everything without a column is kept as JSON text.
 */
export type Profile = 'documented' | 'rudder-transformer' | 'complete' | 'warehouse';

/**
 * Which ids the events get:
 *
 * - `content` (default of every profile but `rudder-transformer`): `rudderId`, and a `messageId` computed from the
 *   conversation. It is the same if a delivery is sent again, and differs if any value differs.
 * - `random`: `rudderId`, and a random `messageId`.
 * - `none` (default of `rudder-transformer`): neither.
 */
export type IdsMode = 'content' | 'random' | 'none';

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
  readonly rules?: readonly MappingRule[] | undefined;
}

/**
 * `TransformOptions` with the profile `P` and the ids `I`. Use it for a function of your own that passes options on and
 * whose result type depends on them.
 */
export type OptionsWith<P extends Profile | undefined, I extends IdsMode | undefined> =
  // The first branch is never taken. It is there for inference: without it, TypeScript would lose the `undefined` of an
  // optional property, as in `{ profile: isLarge ? 'warehouse' : undefined }`.
  [P] extends ['inferred']
    ? {
        /** The profile. */
        readonly profile: P;
      } & {
        /** The ids. They have a type of their own, because options with only one of the two would not be inferred. */
        readonly ids: I;
      }
    : TransformOptions;

/** The profile that events have: `P` or, if that is undefined, `documented`. */
export type ProfileOf<P extends Profile | undefined> = P extends undefined ? 'documented' : P;

/** The ids that events have: `I` or, if that is undefined, the profile's default. */
export type IdsOf<P extends Profile | undefined, I extends IdsMode | undefined> = I extends undefined
  ? P extends 'rudder-transformer'
    ? 'none'
    : 'content'
  : I;

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
  readonly to: string;
  /**
   * A path into the conversation: `visitor.city`, `items[0].body`. On a group event, `group.…` reads the event's group:
   * `group.name`.
   */
  readonly from?: string | undefined;
  /** A constant, copied into each event; `null` removes the field. */
  readonly value?: JsonValue | undefined;
  /** Takes the value, which is never absent, and returns the one to set; `null` removes the field. */
  readonly via?: RuleFunction | undefined;
  /**
   * Which events the rule is for: `track` (default), `group` (every group event) or `all`. A rule for `userId` is
   * always for all.
   */
  readonly event?: 'track' | 'group' | 'all' | undefined;
}

/**
 * The function of a rule. You may declare its parameter with the type that you expect, `(email: string) => …`, but it
 * gets whatever was sent.
 */
export type RuleFunction = {
  // Declared as a method, because the parameters of methods may have a narrower type.
  call(value: unknown, conversation: OlarkConversation, group?: OlarkGroup): RuleResult;
}['call'];

/** What the function of a rule returns: JSON data, so neither `undefined` nor a Promise. */
export type RuleResult =
  | string
  | number
  | boolean
  | null
  | (object & {
      /** Keeps Promises out. */
      readonly then?: never;
    });
