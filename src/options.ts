import type { OlarkConversation } from './olark.js';

/**
 * Which output contract to follow:
 *
 * - `documented` (default): what RudderStack's documentation of its Olark source promises.
 * - `rudder-transformer`: what RudderStack's own transformer emits today.
 * - `complete`: `documented`, and everything else that Olark sent.
 * - `warehouse`: `complete`, laid out so that every value lands in a column of a warehouse table.
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
   * Rules of your own, which run after the profile. Keep one array and pass it every time: rules are checked
   * and prepared once per array, so do not change it afterwards.
   */
  readonly rules?: readonly MappingRule[] | undefined;
}

/** Options with which every event has `messageId` and `rudderId`. */
export type OptionsWithIds = TransformOptions &
  (
    | {
        /** Ids that are asked for. */
        readonly ids: 'content' | 'random';
      }
    | {
        /** A profile that gives ids by default. */
        readonly profile?: Exclude<Profile, 'rudder-transformer'> | undefined;
        /** Ids that are not switched off. */
        readonly ids?: 'content' | 'random' | undefined;
      }
  );

/** Options with which no event has `messageId` or `rudderId`. */
export type OptionsWithoutIds = TransformOptions &
  (
    | {
        /** Ids that are switched off. */
        readonly ids: 'none';
      }
    | {
        /** The profile that gives no ids by default. */
        readonly profile: 'rudder-transformer';
        /** Ids that are not asked for. */
        readonly ids?: undefined;
      }
  );

/**
 * A mapping of your own: which value goes where.
 *
 * Rules run in order over the event that the profile made, and what a rule sets replaces what was there. A
 * value that is absent (undefined or null; an empty string too, except in `rudder-transformer`) sets nothing,
 * and neither does an absent result of `via`.
 *
 * @example
 * const rule: MappingRule = {
 *   from: 'visitor.customFields.myInternalCustomerId',
 *   to: 'context.externalId',
 * };
 */
export interface MappingRule {
  /**
   * A `lodash.get` path into the conversation: `visitor.city`, `items[0].body`. In a rule for group events,
   * `group.…` reads the group at hand: `group.name`. A last step `*` stands for every field of the object
   * there: `visitor.customFields.*`.
   */
  readonly from: string;
  /**
   * A dotted path into the event: `context.traits.city`. A last step `*` goes with one in `from`:
   * `context.traits.*`. It never replaces a field that is already there.
   */
  readonly to: string;
  /** Turns the value that was read, which is never absent, into the one to set. */
  readonly via?: ((value: unknown, conversation: OlarkConversation) => unknown) | undefined;
  /** Which events the rule is for: `track` (default), or `group`, for every group event. */
  readonly event?: 'track' | 'group' | undefined;
}
