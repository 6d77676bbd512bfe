import { inOrder, type TimedMessage } from '../common/messages.js';
import { isRecord } from '../common/values.js';
import type { OlarkConversation } from '../olark.js';

/** Every line break of Unicode; a carriage return and the line feed behind it are one. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/**
 * As the `via` of a rule, which gets the conversation too: `null` if there are no messages, and the rule sets nothing.
 *
 * @example
 * const rules = [{ from: 'items', to: 'properties.transcript', via: transcriptText }];
 * const items = [{ kind: 'OfflineMessage', body: 'Call me' }];
 * applyRules(rules, { items }); // { properties: { transcript: 'OfflineMessage: Call me' } }
 * applyRules(rules, { items: [] }); // {}
 */
export function transcriptText(items: unknown, conversation: OlarkConversation): string | null;
/**
 * The transcript as text, one line a message: its time in UTC, its writer's nickname and its body. The lines are in the
 * order of time, in which {@link conversationFacts} reads the messages too. A line break inside a message becomes a
 * space, a message without a usable time has none, and one without a nickname begins with its kind. `undefined` if
 * there are no messages; anything but an object is not a message.
 *
 * @example
 * transcriptText([
 *   { kind: 'MessageToOperator', timestamp: '1473774821.411154', nickname: 'Bob', body: 'Hello,\nthere!' },
 *   { kind: 'MessageToVisitor', timestamp: '1473774819.263083', nickname: 'Olark operator', body: 'Hi from an operator' },
 * ]);
 * // '13:53:39 Olark operator: Hi from an operator\n13:53:41 Bob: Hello, there!'
 */
export function transcriptText(items: unknown): string | undefined;
export function transcriptText(items: unknown, conversation?: unknown): string | null | undefined {
  const messages = inOrder(items);
  if (messages.length > 0) return messages.map(lineOf).join('\n');
  // A rule refuses `undefined`, which most often is a forgotten `return`.
  return isRecord(conversation) ? null : undefined;
}

function lineOf({ message, time }: TimedMessage): string {
  const clock = time === undefined ? '' : `${new Date(time).toISOString().slice(11, 19)} `;
  const nickname = textOf(message['nickname']);
  const writer = nickname === '' ? textOf(message['kind']) : nickname;
  const speaker = writer === '' ? '' : `${writer}: `;
  return `${clock}${speaker}${textOf(message['body'])}`.replaceAll(LINE_BREAK, ' ');
}

/** A string as it is, a finite number as a string; empty text for anything else. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Number.isFinite(value) ? String(value) : '';
}
