import { inOrder, type TimedMessage } from '../common/messages.js';
import { toId } from '../common/values.js';
import type { RudderConversationFacts } from '../rudder.js';

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
 * // { messageCount: 2, visitorMessageCount: 1, operatorMessageCount: 1, isOffline: false,
 * //   startedAt: '2016-09-13T13:53:39.263Z', endedAt: '2016-09-13T13:53:41.411Z', durationSeconds: 2,
 * //   firstResponseSeconds: 2, averageResponseSeconds: 2, firstResponderId: '98' }
 */
export function conversationFacts(items: unknown): RudderConversationFacts {
  const facts: RudderConversationFacts = {
    messageCount: Array.isArray(items) ? items.length : 0,
    visitorMessageCount: 0,
    operatorMessageCount: 0,
    isOffline: false,
  };
  const messages = inOrder(items);
  for (const { message } of messages) {
    if (message['kind'] === 'MessageToOperator') facts.visitorMessageCount += 1;
    else if (message['kind'] === 'MessageToVisitor') facts.operatorMessageCount += 1;
    else if (message['kind'] === 'OfflineMessage') facts.isOffline = true;
  }
  const timed = messages.filter(hasTime);
  addDuration(facts, timed);
  addResponses(facts, timed);
  return facts;
}

/** A message with a usable time. */
type Timed = TimedMessage & { readonly time: number };

function hasTime(message: TimedMessage): message is Timed {
  return message.time !== undefined;
}

function addDuration(facts: RudderConversationFacts, messages: readonly Timed[]): void {
  const first = messages[0];
  const last = messages.at(-1);
  if (!first || !last) return;
  facts.startedAt = new Date(first.time).toISOString();
  facts.endedAt = new Date(last.time).toISOString();
  facts.durationSeconds = wholeSeconds(last.time - first.time);
}

function addResponses(facts: RudderConversationFacts, messages: readonly Timed[]): void {
  /** How long each answer took, in milliseconds, from the visitor's first message after the previous answer. */
  const waits: number[] = [];
  let askedAt: number | undefined;
  let firstAnsweredAt: number | undefined;
  for (const { message, time } of messages) {
    if (message['kind'] === 'MessageToOperator') askedAt ??= time;
    if (message['kind'] !== 'MessageToVisitor') continue;
    if (askedAt !== undefined) {
      waits.push(time - askedAt);
      askedAt = undefined;
      firstAnsweredAt ??= time;
    }
    // Of answers at the same time, the first that names its operator counts.
    const responderId = time === firstAnsweredAt ? toId(message['operatorId']) : undefined;
    if (responderId !== undefined) facts.firstResponderId ??= responderId;
  }
  const firstWait = waits[0];
  if (firstWait === undefined) return;
  facts.firstResponseSeconds = wholeSeconds(firstWait);
  facts.averageResponseSeconds = wholeSeconds(waits.reduce((sum, wait) => sum + wait) / waits.length);
}

function wholeSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
