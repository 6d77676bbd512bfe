import { PayloadError } from '../common/errors.js';
import { assertListable } from '../common/lists.js';
import { isRecord, toId, type UnknownRecord, withoutInherited } from '../common/values.js';
import type { OlarkConversation } from '../olark.js';

/** A checked conversation. Its ids are read only once, because a getter may return something else the next time. */
export interface Delivery {
  /** The conversation as it was sent; without what its objects inherit from an extended `Object.prototype`. */
  readonly conversation: OlarkConversation;
  /** `kind`: the name of the track event. */
  readonly event: string;
  /** `visitor.id`, as a string. */
  readonly userId: string;
}

/** How deep the named fields are: `visitor.chat_feedback.comments`, `items[0].body`. */
const LEVELS_OF_FIELDS = 3;

/**
 * Checks the fields that RudderStack requires; everything else passes through as it was sent.
 *
 * @throws OlarkPayloadError `OLARK_MISSING_FIELD` or `OLARK_INVALID_FIELD`, with the field in `path`.
 */
export function checkConversation(candidate: UnknownRecord): Delivery {
  const conversation = withoutInherited(candidate, LEVELS_OF_FIELDS) as UnknownRecord;
  const { kind, visitor = null, items, groups } = conversation;
  const event = typeof kind === 'string' ? toId(kind) : undefined;
  if (event === undefined) {
    throw new PayloadError('OLARK_MISSING_FIELD', 'kind', 'must be a non-blank string');
  }
  if (visitor !== null && !isRecord(visitor)) {
    throw new PayloadError('OLARK_INVALID_FIELD', 'visitor', 'must be an object');
  }
  const userId = toId(visitor?.['id']);
  if (userId === undefined) {
    throw new PayloadError(
      'OLARK_MISSING_FIELD',
      'visitor.id',
      'must be a non-blank string or a finite number',
    );
  }
  for (const list of [items, groups]) if (Array.isArray(list)) assertListable(list);
  return { conversation: conversation as unknown as OlarkConversation, event, userId };
}
