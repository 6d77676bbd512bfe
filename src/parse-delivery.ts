import { toPayloadError } from './common/errors.js';
import { checkConversation } from './delivery/check.js';
import { unwrap } from './delivery/unwrap.js';
import type { OlarkConversation } from './olark.js';

/**
 * Takes the conversation out of a delivery and checks it. This is the first half of `transformOlark`; use it for a
 * mapping of your own.
 *
 * @param payload Anything that `transformOlark` takes.
 * @returns The conversation as it was sent. Only `kind` and `visitor.id` are known to be usable.
 * @throws OlarkPayloadError as `transformOlark` does.
 *
 * @example
 * parseDelivery('data=%7B%22kind%22%3A%22Conversation%22%2C%22visitor%22%3A%7B%22id%22%3A%22v1%22%7D%7D');
 * // { kind: 'Conversation', visitor: { id: 'v1' } }
 */
export function parseDelivery(payload: unknown): OlarkConversation {
  try {
    return checkConversation(unwrap(payload)).conversation;
  } catch (thrown) {
    throw toPayloadError(thrown, 'payload');
  }
}
