import { isRecord } from '../common/values.js';
import type { RudderConversationFacts } from '../rudder.js';
import { milliseconds } from './timestamps.js';

/**
 * When a conversation began and ended, how fast it was answered and how many messages it has, from its items
 * alone. What cannot be known is absent; the counts and `isOffline` are always there.
 *
 * @example
 * conversationFacts([
 *   { kind: 'MessageToOperator', timestamp: '1473774819.263083' },
 *   { kind: 'MessageToVisitor', timestamp: '1473774821.411154' },
 * ]);
 * // { startedAt: '2016-09-13T13:53:39.263Z', endedAt: '2016-09-13T13:53:41.411Z', durationSeconds: 2, firstResponseSeconds: 2, messageCount: 2, visitorMessageCount: 1, operatorMessageCount: 1, isOffline: false }
 */
export function conversationFacts(items: unknown): RudderConversationFacts {
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  let started = Infinity;
  let ended = -1;
  let asked = Infinity;
  let askedAt = -1;
  const facts: RudderConversationFacts = {
    messageCount: list.length,
    visitorMessageCount: 0,
    operatorMessageCount: 0,
    isOffline: false,
  };
  for (let position = 0; position < list.length; position += 1) {
    const item = list[position];
    if (!isRecord(item)) continue;
    const { kind } = item;
    if (kind === 'MessageToOperator') facts.visitorMessageCount += 1;
    else if (kind === 'MessageToVisitor') facts.operatorMessageCount += 1;
    else if (kind === 'OfflineMessage') facts.isOffline = true;
    const time = milliseconds(item['timestamp']);
    if (time < 0) continue;
    if (time < started) started = time;
    if (time > ended) ended = time;
    if (kind === 'MessageToOperator' && time < asked) {
      asked = time;
      askedAt = position;
    }
  }
  if (ended >= 0) {
    facts.startedAt = new Date(started).toISOString();
    facts.endedAt = new Date(ended).toISOString();
    facts.durationSeconds = wholeSeconds(ended - started);
  }
  const answered = firstAnswer(list, asked, askedAt);
  if (answered < Infinity) facts.firstResponseSeconds = wholeSeconds(answered - asked);
  return facts;
}

/** When the first answer after a message was written; of two at the same time, the one further on is later. */
function firstAnswer(items: readonly unknown[], asked: number, askedAt: number): number {
  let answered = Infinity;
  if (askedAt < 0) return answered;
  for (let position = 0; position < items.length; position += 1) {
    const item = items[position];
    if (!isRecord(item) || item['kind'] !== 'MessageToVisitor') continue;
    const time = milliseconds(item['timestamp']);
    if (time < answered && (time > asked || (time === asked && position > askedAt))) answered = time;
  }
  return answered;
}

function wholeSeconds(duration: number): number {
  return Math.round(duration / 1000);
}
