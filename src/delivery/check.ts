import { type OlarkPayloadErrorCode, PayloadError } from '../common/errors.js';
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
    throw fault('OLARK_MISSING_FIELD', 'kind', 'a non-empty string');
  }
  if (visitor !== null && !isRecord(visitor)) throw fault('OLARK_INVALID_FIELD', 'visitor', 'an object');
  if (toId(visitor?.['id']) === undefined) {
    throw fault('OLARK_MISSING_FIELD', 'visitor.id', 'a non-empty string or a finite number');
  }
  if (groups !== null && !Array.isArray(groups)) throw fault('OLARK_INVALID_FIELD', 'groups', 'an array');
  return candidate as unknown as OlarkConversation;
}

function fault(code: OlarkPayloadErrorCode, path: string, expected: string): PayloadError {
  return new PayloadError(code, `\`${path}\` must be ${expected}.`, { path });
}
