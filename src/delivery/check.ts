import { PayloadError } from '../common/errors.js';
import { type Fields, isRecord, toId } from '../common/values.js';
import type { OlarkConversation } from '../olark.js';

const AN_ID = 'a non-empty string or a finite number';

/**
 * Checks what RudderStack cannot do without; everything else passes through as it was sent.
 *
 * @throws OlarkPayloadError `OLARK_MISSING_FIELD` or `OLARK_INVALID_FIELD`, with the field in `path`.
 */
export function checkConversation(candidate: Fields): OlarkConversation {
  const { kind, visitor, groups } = candidate;
  if (typeof kind !== 'string' || kind === '') throw missing('kind', 'a non-empty string');
  if (visitor === undefined || visitor === null) throw missing('visitor.id', AN_ID);
  if (!isRecord(visitor)) throw invalid('visitor', 'an object');
  if (toId(visitor['id']) === undefined) throw missing('visitor.id', AN_ID);
  if (groups !== undefined && groups !== null && !Array.isArray(groups)) throw invalid('groups', 'an array');
  return candidate as unknown as OlarkConversation;
}

function missing(path: string, expected: string): PayloadError {
  const message = `\`${path}\` must be ${expected}; RudderStack takes no event without it.`;
  return new PayloadError('OLARK_MISSING_FIELD', message, { path });
}

function invalid(path: string, expected: string): PayloadError {
  return new PayloadError('OLARK_INVALID_FIELD', `\`${path}\` must be ${expected} or absent.`, { path });
}
