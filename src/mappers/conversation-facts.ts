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
  const facts: RudderConversationFacts = {
    messageCount: list.length,
    visitorMessageCount: 0,
    operatorMessageCount: 0,
    isOffline: false,
  };
  let started = Infinity;
  let ended = -Infinity;
  let asked = NaN;
  let answered: number | undefined;
  for (const item of list) {
    if (!isRecord(item)) continue;
    const { kind, timestamp } = item;
    const time = milliseconds(timestamp);
    if (kind === 'MessageToOperator') {
      facts.visitorMessageCount += 1;
      if (facts.visitorMessageCount === 1) asked = time;
    } else if (kind === 'MessageToVisitor') {
      facts.operatorMessageCount += 1;
      if (time >= asked) answered ??= time;
    } else if (kind === 'OfflineMessage') facts.isOffline = true;
    if (time > ended) ended = time;
    if (time < started) started = time;
  }
  if (ended >= started) {
    facts.startedAt = new Date(started).toISOString();
    facts.endedAt = new Date(ended).toISOString();
    facts.durationSeconds = wholeSeconds(ended - started);
  }
  if (answered !== undefined) facts.firstResponseSeconds = wholeSeconds(answered - asked);
  return facts;
}

function wholeSeconds(duration: number): number {
  return Math.round(duration / 1000);
}
