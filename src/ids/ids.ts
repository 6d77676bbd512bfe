import { md5 } from '@noble/hashes/legacy';
import { parse, v4, v5 } from 'uuid';

import { invalidOption } from '../common/errors.js';
import { encodeUtf8, wellFormed } from '../common/utf8.js';
import { toId, trimId } from '../common/values.js';
import type { IdsMode } from '../choices.js';
import type { RudderEvent } from '../rudder.js';
import { canonicalJson } from './canonical.js';

/** The namespace of content ids: the UUID v5 of `olark-to-rudderstack` in the DNS namespace. */
const NAMESPACE = /* @__PURE__ */ parse('6266502c-a07f-53ad-a06b-48ce2d02a90b');

/**
 * Gives every event of a delivery its `rudderId` and `messageId`.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` where the conversation is not plain data (`content`);
 * `OLARK_INVALID_OPTION` where the runtime has no source of randomness (`random`).
 */
export function attachIds(events: readonly RudderEvent[], conversation: unknown, mode: IdsMode): void {
  if (mode === 'none') return;
  const contentId = mode === 'content' ? contentIdOf(conversation) : undefined;
  events.forEach((event: RudderEvent & { anonymousId?: unknown }, position) => {
    event.rudderId = rudderIdOf(event.userId, event.anonymousId);
    event.messageId = contentId === undefined ? randomId() : messageIdAt(position, contentId);
  });
}

/**
 * The id that RudderStack's server computes: the MD5 of the user id, a colon and the anonymous id, both trimmed, marked
 * as a UUID v4. Olark sends no anonymous id, so that part is empty unless a rule sets one.
 *
 * @example
 * rudderIdOf('NOTAREALVISITORIDS5LGl6QUrK2OaPP'); // '62b1b505-2826-4e08-a266-dd64ba9f36b7'
 */
export function rudderIdOf(userId: string, anonymousId?: unknown): string {
  const user = `${trimId(wellFormed(userId))}:${trimId(wellFormed(toId(anonymousId) ?? ''))}`;
  // `v4` sets the version nibble and the variant bits in the 16 bytes that it is given.
  return v4({ random: md5(encodeUtf8(user)) });
}

/** The UUID v5 of a conversation's canonical JSON: the `messageId` of its track event. */
export function contentIdOf(conversation: unknown): string {
  return v5(encodeUtf8(canonicalJson(conversation)), NAMESPACE);
}

function messageIdAt(position: number, contentId: string): string {
  return position === 0 ? contentId : v5(`group:${String(position)}`, parse(contentId));
}

function randomId(): string {
  try {
    return v4();
  } catch {
    throw invalidOption('options.ids', "'random' needs `crypto.getRandomValues`");
  }
}
