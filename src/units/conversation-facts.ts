import { isRecord, toId } from '../common/values.js';
import type { RudderConversationFacts } from '../rudder.js';
import { formatTimestamp, parseTimestamp } from './timestamps.js';

/**
 * When a conversation began and ended, how fast and by whom it was answered, and how many messages it has. The times of
 * the items count, not their order; at equal times, the visitor's message comes first. A fact that cannot be computed
 * is absent; the counts and `isOffline` are always there. Profile `warehouse`.
 *
 * @example
 * conversationFacts([
 *   { kind: 'MessageToOperator', timestamp: '1473774819.263083' },
 *   { kind: 'MessageToVisitor', timestamp: '1473774821.411154', operatorId: '98' },
 * ]);
 * // { startedAt: '2016-09-13T13:53:39.263Z', endedAt: '2016-09-13T13:53:41.411Z', durationSeconds: 2,
 * //   firstResponseSeconds: 2, averageResponseSeconds: 2, messageCount: 2, visitorMessageCount: 1,
 * //   operatorMessageCount: 1, firstResponderId: '98', isOffline: false }
 */
export function conversationFacts(items: unknown): RudderConversationFacts {
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  const facts: RudderConversationFacts = {
    messageCount: list.length,
    visitorMessageCount: 0,
    operatorMessageCount: 0,
    isOffline: false,
  };
  const askedAt: number[] = [];
  const answeredAt: number[] = [];
  let startedAt = Infinity;
  let endedAt = -Infinity;
  let firstOperatorAt = Infinity;
  for (const item of list) {
    if (!isRecord(item)) continue;
    const { kind, timestamp, operatorId } = item;
    const time = parseTimestamp(timestamp);
    if (time < startedAt) startedAt = time;
    if (time > endedAt) endedAt = time;
    if (kind === 'MessageToOperator') {
      facts.visitorMessageCount += 1;
      if (time >= 0) askedAt.push(time);
    } else if (kind === 'MessageToVisitor') {
      facts.operatorMessageCount += 1;
      if (time >= 0) answeredAt.push(time);
      const operator = toId(operatorId);
      // A message without a usable time counts only if no message with one names an operator.
      if (operator !== undefined && (facts.firstResponderId === undefined || time < firstOperatorAt)) {
        facts.firstResponderId = operator;
        if (time >= 0) firstOperatorAt = time;
      }
    } else if (kind === 'OfflineMessage') facts.isOffline = true;
  }
  if (endedAt >= startedAt) {
    facts.startedAt = formatTimestamp(startedAt);
    facts.endedAt = formatTimestamp(endedAt);
    facts.durationSeconds = wholeSeconds(endedAt - startedAt);
  }
  const waits = responseTimes(askedAt, answeredAt);
  if (waits[0] !== undefined) {
    facts.firstResponseSeconds = wholeSeconds(waits[0]);
    facts.averageResponseSeconds = wholeSeconds(waits.reduce((sum, wait) => sum + wait) / waits.length);
  }
  return facts;
}

/** How long each answer took, in milliseconds, from the visitor's first message after the previous answer. */
function responseTimes(askedAt: number[], answeredAt: number[]): number[] {
  // Olark's times are in order already, so sorting them is quick.
  const asked = askedAt.sort(byTime);
  const waits: number[] = [];
  let next = 0;
  for (const answer of answeredAt.sort(byTime)) {
    const wait = answer - Number(asked[next]);
    if (wait >= 0) waits.push(wait);
    while (Number(asked[next]) <= answer) next += 1;
  }
  return waits;
}

function byTime(a: number, b: number): number {
  return a - b;
}

function wholeSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
