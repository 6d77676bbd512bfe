import type { OlarkConversation } from './olark.js';

/**
 * Which output contract to follow:
 *
 * - `documented` (default): what RudderStack's documentation of its Olark source promises.
 * - `rudder-transformer`: what RudderStack's own transformer emits today.
 * - `complete`: everything of `documented`, and nothing that Olark sent is lost.
 */
export type Profile = 'documented' | 'rudder-transformer' | 'complete';

/**
 * Which ids the events get:
 *
 * - `content` (default for `documented` and `complete`): `rudderId`, and a `messageId` computed from the
 *   conversation: the same when a delivery is sent again, another as soon as any value differs.
 * - `random`: `rudderId`, and a random `messageId`.
 * - `none` (default for `rudder-transformer`): neither.
 */
export type IdsMode = 'content' | 'random' | 'none';

/** How `transformOlark` does its work. Every field is optional. */
export interface TransformOptions {
  /** The output contract; `documented` unless given. */
  readonly profile?: Profile | undefined;
  /** The ids that events get; the profile's default unless given. */
  readonly ids?: IdsMode | undefined;
  /**
   * Rules of your own, beside the profile's; one with the same `to` wins. Keep one array and pass it
   * every time: rules are checked and prepared once per array, so do not change it afterwards.
   */
  readonly rules?: readonly MappingRule[] | undefined;
}

/**
 * One line of the mapping: which value goes where.
 *
 * A value that is absent (undefined or null; an empty string too, but in `rudder-transformer`) is not
 * set, and neither is an absent result of `via`. Of several rules with the same `to`, the last one with
 * a value wins.
 *
 * @example
 * const rule: MappingRule = {
 *   from: 'visitor.customFields.myInternalCustomerId',
 *   to: 'context.externalId',
 * };
 */
export interface MappingRule {
  /**
   * A `lodash.get` path into the conversation: `visitor.city`, `items[0].body`. In a rule for group
   * events, `group.…` reads the group at hand: `group.name`. A last step `*` stands for every key there
   * that no rule for the same event reads: `visitor.*`.
   */
  readonly from: string;
  /**
   * A dotted path into the event: `context.traits.city`. A last step `*` goes with one in `from`:
   * `context.traits.*`. A key that is already there is put beside it under the name of what it came
   * from: `visitor_name`.
   */
  readonly to: string;
  /** Turns the value that was read, which is never absent, into the one to set. */
  readonly via?: ((value: unknown, conversation: OlarkConversation) => unknown) | undefined;
  /** Which events the rule is for: `track` (default), or `group`, for every group event. */
  readonly event?: 'track' | 'group' | undefined;
}
