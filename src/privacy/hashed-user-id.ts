import { parse, v5, validate } from 'uuid';

import { invalidOption } from '../common/errors.js';
import { encodeUtf8 } from '../common/utf8.js';
import type { MappingRule } from '../options.js';

/**
 * Rules that replace `userId` on every event with a hash of it: its UUID v5 in a secret namespace. The same id always
 * gets the same hash, and `rudderId` is computed from that. Nobody can compute it without the secret.
 *
 * @param secret A random UUID, for example from `crypto.randomUUID()`. Keep it like a password: anyone who knows it can
 * hash a list of ids and look for yours.
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` if the secret is not a UUID. The message does not quote it.
 *
 * @example
 * const rules = hashedUserId('0b5f3a52-8c0e-4a53-9a0b-6f1d2c3e4f50');
 * applyRules(rules, {}, { event: { type: 'group', userId: 'v1' } });
 * // { type: 'group', userId: '53d10a0a-b2e4-5b22-8b1e-227a444b5594' }
 */
export function hashedUserId(secret: string): MappingRule[] {
  if (!validate(secret)) throw invalidOption('secret', 'must be a UUID');
  const namespace = parse(secret);
  // As bytes, because `v5` throws for text with half a surrogate pair.
  return [{ to: 'userId', via: (id: unknown) => v5(encodeUtf8(String(id)), namespace) }];
}
