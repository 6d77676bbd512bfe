import type { EmptyStrings } from '../common/values.js';
import type { OlarkConversation, OlarkGroup } from '../olark.js';
import type { IdsMode } from '../options.js';
import type { RudderGroupCall, RudderTrackCall } from '../rudder.js';

/** An output contract. */
export interface ProfileMapping {
  /** The ids that events get unless `options.ids` says otherwise. */
  readonly ids: IdsMode;
  /** Whether rules take an empty string for a value. */
  readonly emptyStrings: EmptyStrings;
  /** The conversation as a track event. */
  track(conversation: OlarkConversation): RudderTrackCall;
  /** A group as a group event, beside the track event of its conversation; `groupId` is empty without a usable id. */
  group(group: OlarkGroup, track: RudderTrackCall, conversation: OlarkConversation): RudderGroupCall;
}
