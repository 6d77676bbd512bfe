import type { OlarkConversation, OlarkItem } from '../../src/index.js';
import { fixture } from '../support/fixtures.js';

/** RudderStack's documented example; it has two messages. */
export const example = fixture('documented-example').payload as OlarkConversation;

const BODY = 'Thanks for waiting! Your order left our warehouse this morning and arrives on Thursday.';
const RUSSIAN = 'Спасибо за ожидание! Ваш заказ отправлен сегодня утром и прибудет в четверг.';

/** The example with so many messages of usual length, as Olark's own examples have them. */
export function withMessages(count: number, body = BODY): OlarkConversation {
  return { ...example, items: Array.from({ length: count }, (_, index) => message(index, body)) };
}

/** The example with thirty messages that are not in ASCII. */
export const russian = withMessages(30, RUSSIAN);

function message(index: number, body: string): OlarkItem {
  const timestamp = (1473774819.263083 + 20 * index).toFixed(6);
  const text = body.slice(0, 20 + ((index * 13) % 68));
  return index % 2 === 0
    ? { kind: 'MessageToOperator', timestamp, body: text, nickname: 'Bob', visitor_nickname: 'Bob' }
    : { kind: 'MessageToVisitor', timestamp, body: text, nickname: 'Mika', operatorId: '98' };
}

/** A form as Olark writes it: JSON in ASCII with a space, sent as `+`, after each `:` and `,`. */
export function olarkForm(conversation: unknown): string {
  return `data=${encodeURIComponent(spacedJson(conversation)).replaceAll('%20', '+')}`;
}

function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, inner]) => `${spacedJson(key)}: ${spacedJson(inner)}`);
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A form's conversation as a program reads it that has nothing but the platform. */
export function readByPlatform(form: string): unknown {
  return JSON.parse(decodeURIComponent(form.slice('data='.length).replaceAll('+', ' ')));
}
