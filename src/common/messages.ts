import { assertListable } from './lists.js';
import { isRecord, type UnknownRecord } from './values.js';

/** Whole seconds, and up to three digits of their fraction; further digits are cut off. */
const SECONDS = /^(\d+)(?:\.(\d{1,3})\d*)?$/;

/** 9999-12-31T23:59:59.999Z, the end of four-digit years. */
const LAST_MILLISECOND = 253_402_300_799_999;

/** One of a conversation's items, with its time. */
export interface TimedMessage {
  readonly message: UnknownRecord;
  /** Milliseconds since the epoch; `undefined` if the timestamp is not usable. */
  readonly time: number | undefined;
}

/**
 * A conversation's messages in the order of their times. At equal times the visitor's message comes first, then the
 * order of the list counts. A message without a usable time stays behind the one that it follows in the list. Anything
 * but an object is left out.
 *
 * @example
 * inOrder([{ body: 'b', timestamp: '2' }, { body: 'a', timestamp: '1.5' }]).map(({ time }) => time); // [1500, 2000]
 */
export function inOrder(items: unknown): TimedMessage[] {
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  assertListable(list);
  // Messages before the first usable time stay at the beginning.
  let lastTime = -1;
  let isFromVisitor = false;
  const messages = list.filter(isRecord).map((message) => {
    const time = parseTimestamp(message['timestamp']);
    if (time !== undefined) {
      lastTime = time;
      isFromVisitor = message['kind'] === 'MessageToOperator';
    }
    return { message, time, lastTime, isFromVisitor };
  });
  // Olark's messages are in order already, so sorting them is quick.
  return messages.sort(
    (a, b) => a.lastTime - b.lastTime || Number(b.isFromVisitor) - Number(a.isFromVisitor),
  );
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
