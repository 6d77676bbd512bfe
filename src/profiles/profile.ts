import type { Delivery } from '../delivery/check.js';
import type { OlarkGroup } from '../olark.js';
import type { IdsMode } from '../choices.js';
import type { GroupOf, RudderTimes, TrackOf } from '../rudder.js';

/** An output contract. */
export interface ProfileDefinition {
  /** The ids that events get unless `options.ids` says otherwise. */
  readonly ids: IdsMode;
  /** Whether an empty string counts as a value; otherwise it counts as absent, like `null`. */
  readonly keepsEmptyStrings: boolean;
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
