import { assertListable } from '../common/lists.js';
import { parseTimestamp } from '../common/messages.js';
import { isRecord } from '../common/values.js';

/**
 * The latest timestamp of a conversation's items, in ISO 8601 with milliseconds. Item timestamps are seconds since the
 * Unix epoch with a fraction, as strings; digits beyond the milliseconds are cut off. `undefined` if no item has a
 * usable one. Profiles `complete` and `warehouse`.
 *
 * @example
 * latestTimestamp([{ timestamp: '1473774819.263083' }, { timestamp: '1473774821.411154' }]);
 * // '2016-09-13T13:53:41.411Z'
 */
export function latestTimestamp(items: unknown): string | undefined {
  if (!Array.isArray(items)) return undefined;
  assertListable(items);
  let latest: number | undefined;
  for (const item of items as readonly unknown[]) {
    const time = isRecord(item) ? parseTimestamp(item['timestamp']) : undefined;
    if (time !== undefined && (latest === undefined || time > latest)) latest = time;
  }
  return latest === undefined ? undefined : new Date(latest).toISOString();
}
