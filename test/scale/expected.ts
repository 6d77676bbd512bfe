import { createHash } from 'node:crypto';

import { type OlarkPayloadError, transformOlark } from '../../src/index.js';
import { type DeliveryKind, deliveryAt } from './deliveries.js';

/** What one process makes of a seed's deliveries. */
export interface Expected {
  /** By `messageId`: the event's hash, and the position of its delivery. */
  readonly events: ReadonlyMap<string, { readonly hash: string; readonly position: number }>;
  /** By the hash of a broken body: its error's code and path. */
  readonly deadLetters: ReadonlyMap<string, string>;
  readonly kinds: Readonly<Record<DeliveryKind, number>>;
  /** The bytes of all bodies. */
  readonly bytes: number;
}

export function expectedOf(count: number, seed: number): Expected {
  const events = new Map<string, { hash: string; position: number }>();
  const deadLetters = new Map<string, string>();
  const kinds = { conversation: 0, continued: 0, broken: 0 };
  let bytes = 0;
  for (let position = 0; position < count; position += 1) {
    const { kind, body } = deliveryAt(position, seed);
    kinds[kind] += 1;
    bytes += body.length;
    try {
      for (const event of transformOlark(body, { profile: 'complete' })) {
        events.set(event.messageId, { hash: hashOf(JSON.stringify(event)), position });
      }
    } catch (error) {
      const { code, path = '' } = error as OlarkPayloadError;
      deadLetters.set(hashOf(body), `${code} ${path}`);
    }
  }
  return { events, deadLetters, kinds, bytes };
}

export function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
