import type { JsonValue } from './common/json.js';
import type { OlarkConversation, OlarkGroup } from './olark.js';

/**
 * Which output contract to follow:
 *
 * - `documented` (default): what RudderStack's documentation of its Olark source promises.
 * - `rudder-transformer`: what RudderStack's own transformer emits today.
 * - `complete`: `documented`, and everything else that Olark sent, with the time of the conversation.
 * - `warehouse`: a fixed set of columns, each of one type; what has no column is kept as JSON text.
 */
export type Profile = 'documented' | 'rudder-transformer' | 'complete' | 'warehouse';

/**
 * Which ids the events get:
 *
 * - `content` (default of every profile but `rudder-transformer`): `rudderId`, and a `messageId` computed from
 *   the conversation: the same when a delivery is sent again, another as soon as any value differs.
 * - `random`: `rudderId`, and a random `messageId`.
 * - `none` (default of `rudder-transformer`): neither.
 */
export type IdsMode = 'content' | 'random' | 'none';

/** How `transformOlark` does its work. Every field is optional. */
export interface TransformOptions {
  /** The output contract; `documented` unless given. */
  readonly profile?: Profile | undefined;
  /** The ids that events get; the profile's default unless given. */
  readonly ids?: IdsMode | undefined;
  /**
   * Rules of your own, which run after the profile. Keep one array and pass it every time: rules are checked and
   * prepared once per array, and again only if its elements changed.
   */
  readonly rules?: readonly MappingRule[] | undefined;
}

/**
 * `TransformOptions` with the profile `P` and the ids `I`: for a function of your own that passes options on and whose
 * result follows them.
 */
export type OptionsWith<P extends Profile | undefined, I extends IdsMode | undefined> =
  // The first branch is never taken. It is there for inference, which would lose `undefined` from an optional
  // property, as in `{ profile: isLarge ? 'warehouse' : undefined }`.
  [P] extends ['inferred']
    ? {
        /** The profile. */
        readonly profile: P;
      } & {
        /** The ids; in a type of their own, because options that have only one of the two would not be inferred. */
        readonly ids: I;
      }
    : TransformOptions;

/** The profile that events have: `documented` unless given. */
export type ProfileOf<P extends Profile | undefined> = P extends undefined ? 'documented' : P;

/** The ids that events have: the profile's default unless given. */
export type IdsOf<P extends Profile | undefined, I extends IdsMode | undefined> = I extends undefined
  ? P extends 'rudder-transformer'
    ? 'none'
    : 'content'
  : I;

/**
 * A mapping of your own: what goes where in the events.
 *
 * What is set comes from one of `from`, `value` or, with neither, what stands at `to` already, which `via` then edits in
 * place. Rules run in order over the event that the profile made, and what a rule gives stands in place of what was
 * there. An absent value (undefined or null; an empty string too, except in `rudder-transformer`) changes nothing at
 * `from`; from `via` or in `value`, `null` takes the field away.
 *
 * A rule that fails throws `OLARK_INVALID_OPTION`, and no event comes out: where `via` throws, or where it gives what
 * the target cannot take. The types of events do not know your rules.
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
   * A path into the event: `context.traits.city`, `properties.items[0].body`. A step `*` is every element of a list or
   * every field of an object that is there, for constants and edits in place: `properties.items.*.body`.
   */
  readonly to: string;
  /**
   * A path into the conversation: `visitor.city`, `items[0].body`. On a group event, `group.…` reads the group at hand:
   * `group.name`.
   */
  readonly from?: string | undefined;
  /** A constant, copied into each event; `null` takes the field away. */
  readonly value?: JsonValue | undefined;
  /** Turns a value, which is never absent, into the one to set; `null` takes the field away. */
  readonly via?: RuleFunction | undefined;
  /**
   * Which events the rule is for: `track` (default), `group` (every group event) or `all`. A rule for `userId` is
   * always for all.
   */
  readonly event?: 'track' | 'group' | 'all' | undefined;
}

/**
 * The function of a rule. Its parameter may have the type that you expect, `(email: string) => …`; it gets what was
 * sent, whatever the type.
 */
export type RuleFunction = {
  // Declared as a method, because the parameters of methods may have a narrower type.
  call(value: unknown, conversation: OlarkConversation, group?: OlarkGroup): RuleResult;
}['call'];

/** What the function of a rule returns: JSON data, and so not `undefined` and not a Promise. */
export type RuleResult =
  | string
  | number
  | boolean
  | null
  | (object & {
      /** A Promise has it. */
      readonly then?: never;
    });
