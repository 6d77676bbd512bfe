import type { RudderEvent, RudderIdentifyEvent } from 'olark-to-rudderstack';

import { MAX_REQUEST_BYTES } from './rudderstack.ts';

/** The most that an event may take, because a request is a little larger than its events. */
const MAX_EVENT_BYTES = MAX_REQUEST_BYTES - 1000;

/** An event as it is sent. */
export interface Fitted {
  /** `undefined` if the event does not fit into a request, even without its messages. */
  readonly json: string | undefined;
  /** How many bytes the whole event has. */
  readonly bytes: number;
  /** How many of the last messages were left out. */
  readonly itemsLeftOut: number;
}

/**
 * Makes JSON of an event. If it is too large for a request, only as many messages stay, from the first on, as fit.
 * `properties.itemsLeftOut` counts the others.
 */
export function fit(event: RudderEvent | RudderIdentifyEvent): Fitted {
  const whole = JSON.stringify(event);
  const bytes = Buffer.byteLength(whole);
  if (bytes <= MAX_EVENT_BYTES) return { json: whole, bytes, itemsLeftOut: 0 };
  if (event.type !== 'track' || !Array.isArray(event.properties.items)) {
    return { json: undefined, bytes, itemsLeftOut: 0 };
  }
  const { items, ...others } = event.properties;
  let size = Buffer.byteLength(JSON.stringify({ ...event, properties: others })) + 100;
  if (size > MAX_EVENT_BYTES) return { json: undefined, bytes, itemsLeftOut: 0 };
  const first: unknown[] = [];
  for (const item of items) {
    size += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (size > MAX_EVENT_BYTES) break;
    first.push(item);
  }
  const itemsLeftOut = items.length - first.length;
  const json = JSON.stringify({ ...event, properties: { ...others, items: first, itemsLeftOut } });
  return { json, bytes, itemsLeftOut };
}
