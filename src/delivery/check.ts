import { PayloadError } from '../common/errors.js';
import { type Fields, isRecord, toId } from '../common/values.js';
import type { OlarkConversation } from '../olark.js';

/**
 * Checks what RudderStack cannot do without; everything else passes through as it was sent.
 *
 * @throws OlarkPayloadError `OLARK_MISSING_FIELD` or `OLARK_INVALID_FIELD`, with the field in `path`.
 */
export function checkConversation(candidate: Fields): OlarkConversation {
  const { kind, visitor = null, groups = null } = candidate;
  if (typeof kind !== 'string' || kind === '') {
    throw new PayloadError('OLARK_MISSING_FIELD', 'kind', 'must be a non-empty string');
  }
  if (visitor !== null && !isRecord(visitor))
    throw new PayloadError('OLARK_INVALID_FIELD', 'visitor', 'must be an object');
  if (toId(visitor?.['id']) === undefined) {
    const fault = 'must be a non-empty string or a finite number';
    throw new PayloadError('OLARK_MISSING_FIELD', 'visitor.id', fault);
  }
  if (groups !== null && !Array.isArray(groups))
    throw new PayloadError('OLARK_INVALID_FIELD', 'groups', 'must be an array');
  return candidate as unknown as OlarkConversation;
}
