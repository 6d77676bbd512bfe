import type { IdsMode } from '../choices.js';
import type { IsValue } from '../common/types.js';
import type { Delivery } from '../delivery/check.js';
import type { OlarkGroup } from '../olark.js';
import type { GroupOf, RudderTimes, TrackOf } from '../rudder.js';

/** An output contract. */
export interface ProfileDefinition {
  /** The ids that events get unless `options.ids` says otherwise. */
  readonly ids: IdsMode;
  /** What counts as a value: whether an empty string does, or is absent like `null`. */
  readonly isValue: IsValue;
  /** The conversation as a track event. */
  toTrack(delivery: Delivery): TrackOf;
  /** A group with a usable id as a group event. `timestamp` is when the conversation happened, if that is known. */
  toGroup(
    group: OlarkGroup,
    groupId: string,
    delivery: Delivery,
    timestamp: RudderTimes['timestamp'],
  ): GroupOf;
}
