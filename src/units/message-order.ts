import { assertListable } from '../common/lists.js';
import { isRecord, type UnknownRecord } from '../common/values.js';
import { parseTimestamp } from './timestamps.js';

/** One of a conversation's items, with its time. */
export interface TimedMessage {
  readonly message: UnknownRecord;
  /** Milliseconds since the epoch; `undefined` if the timestamp is not usable. */
  readonly time: number | undefined;
}

/** The place of a message without a usable time that stands before all others. */
const BEFORE_ALL = { at: -1, isFromVisitor: false };

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
  let { at, isFromVisitor } = BEFORE_ALL;
  const messages = list.filter(isRecord).map((message) => {
    const time = parseTimestamp(message['timestamp']);
    if (time !== undefined) {
      at = time;
      isFromVisitor = message['kind'] === 'MessageToOperator';
    }
    return { message, time, at, isFromVisitor };
  });
  // Olark's messages are in order already, so sorting them is quick.
  return messages.sort((a, b) => a.at - b.at || Number(b.isFromVisitor) - Number(a.isFromVisitor));
}
