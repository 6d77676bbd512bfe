import type { OlarkConversation } from '../../src/olark.js';
import type { RudderGroupEvent, RudderTrackEvent } from '../../src/rudder.js';

/** The type that each schema is made from, by the schema's name. The comments become descriptions. */
export interface Roots {
  /**
   * A delivery of Olark's webhook, as Olark documents it; the library takes more.
   *
   * @title Olark delivery
   */
  delivery: OlarkConversation;
  /**
   * The `track` event of the profile `documented`.
   *
   * @title Documented track event
   */
  'track.documented': RudderTrackEvent<'documented', 'content'>;
  /**
   * A `group` event of the profile `documented`.
   *
   * @title Documented group event
   */
  'group.documented': RudderGroupEvent<'documented', 'content'>;
  /**
   * The `track` event of the profile `complete`.
   *
   * @title Complete track event
   */
  'track.complete': RudderTrackEvent<'complete', 'content'>;
  /**
   * A `group` event of the profile `complete`.
   *
   * @title Complete group event
   */
  'group.complete': RudderGroupEvent<'complete', 'content'>;
  /**
   * The `track` event of the profile `warehouse`.
   *
   * @title Warehouse track event
   */
  'track.warehouse': RudderTrackEvent<'warehouse', 'content'>;
  /**
   * A `group` event of the profile `warehouse`.
   *
   * @title Warehouse group event
   */
  'group.warehouse': RudderGroupEvent<'warehouse', 'content'>;
}

/** What only tests read: RudderStack documents no schema of what its own transformer emits. */
export interface AllRoots extends Roots {
  /** The `track` event of the profile `rudder-transformer`. */
  'track.rudder-transformer': RudderTrackEvent<'rudder-transformer', 'content'>;
  /** A `group` event of the profile `rudder-transformer`. */
  'group.rudder-transformer': RudderGroupEvent<'rudder-transformer', 'content'>;
}
