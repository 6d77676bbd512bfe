import { assertListable } from '../common/lists.js';
import { isRecord } from '../common/values.js';

/** Whole seconds, and up to three digits of their fraction; further digits are cut off. */
const SECONDS = /^(\d+)(?:\.(\d{1,3})\d*)?$/;

/** 9999-12-31T23:59:59.999Z, the end of four-digit years. */
const LAST_MILLISECOND = 253_402_300_799_999;

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

/**
 * An item's timestamp in whole milliseconds since the epoch; `undefined` if it is not usable. The fraction is read
 * apart from the seconds, because `1307116657.1 * 1000` is not exact.
 *
 * @example
 * parseTimestamp('1473774819.263083'); // 1473774819263
 */
export function parseTimestamp(timestamp: unknown): number | undefined {
  if (typeof timestamp !== 'string' && typeof timestamp !== 'number') return undefined;
  const match = SECONDS.exec(String(timestamp));
  if (!match) return undefined;
  const seconds = match[1];
  const fraction = match[2] ?? '';
  const milliseconds = Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
  return milliseconds <= LAST_MILLISECOND ? milliseconds : undefined;
}
