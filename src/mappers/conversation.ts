import { isRecord } from '../values.js';
import type { MappingRule } from '../options.js';

/** The conversation itself. Part of every profile. */
export const conversation: readonly MappingRule[] = [
  { from: 'kind', to: 'event' },
  { from: 'items', to: 'properties.items' },
  { from: 'tags', to: 'properties.tags' },
];

/** An `ip` at the top level of the payload. Profile `rudder-transformer`. */
export const conversationIp: readonly MappingRule[] = [
  { from: 'ip', to: 'properties.ip' },
  { from: 'ip', to: 'context.ip' },
];

/** The conversation's id, every other field, and when the conversation ended. Profile `complete`. */
export const remainingConversationFields: readonly MappingRule[] = [
  { from: 'id', to: 'properties.conversationId' },
  { from: '*', to: 'properties.*' },
  { from: 'items', to: 'timestamp', via: latestTimestamp },
  { from: 'items', to: 'originalTimestamp', via: latestTimestamp },
  { from: 'items', to: 'timestamp', via: latestTimestamp, event: 'group' },
  { from: 'items', to: 'originalTimestamp', via: latestTimestamp, event: 'group' },
];

/** 9999-12-31T23:59:59Z, the last second of four-digit years. */
const LAST_SECOND = 253_402_300_799;

/**
 * The latest timestamp of a conversation's items, in ISO 8601 with milliseconds. Item timestamps are
 * seconds since the Unix epoch with a fraction, as strings; digits beyond the milliseconds are cut off.
 * `undefined` where no item has a usable one.
 *
 * @example
 * latestTimestamp([{ timestamp: '1473774819.263083' }, { timestamp: '1473774821.411154' }]);
 * // '2016-09-13T13:53:41.411Z'
 */
export function latestTimestamp(items: unknown): string | undefined {
  if (!Array.isArray(items)) return undefined;
  let latest = -1;
  for (const item of items as readonly unknown[]) {
    if (!isRecord(item)) continue;
    latest = Math.max(latest, milliseconds(item['timestamp']));
  }
  return latest < 0 ? undefined : new Date(latest).toISOString();
}

/** Milliseconds since the epoch, or -1. Read digit by digit: `1307116657.1 * 1000` is not exact. */
function milliseconds(timestamp: unknown): number {
  const digits = /^(\d+)(?:\.(\d*))?$/.exec(
    typeof timestamp === 'number' ? String(timestamp) : typeof timestamp === 'string' ? timestamp.trim() : '',
  );
  if (!digits) return -1;
  const [, seconds, fraction = ''] = digits;
  return Number(seconds) <= LAST_SECOND
    ? Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
    : -1;
}
