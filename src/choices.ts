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
