import type { OutgoingEvent } from './events.ts';
import type { Settings } from './settings.ts';

/** RudderStack takes 4,000 kB a request, unless its operator has set another limit. */
const MAX_REQUEST_BYTES = 3_900_000;

/** How long RudderStack may take to answer, in milliseconds. */
const TIMEOUT = 10_000;

/** Why a delivery, or a part of it, did not reach RudderStack. */
export interface Failure {
  /** What an alert can match, such as `RUDDERSTACK_401`. */
  readonly code: string;
  /** More about it, for the log. It never holds what anybody wrote. */
  readonly detail?: string;
  /** Whether the same delivery can succeed later. */
  readonly isTemporary: boolean;
}

/** Sends the events of a delivery to RudderStack. Returns what went wrong, if anything did. */
export async function sendEvents(
  events: readonly OutgoingEvent[],
  settings: Settings,
): Promise<Failure | undefined> {
  const whole = JSON.stringify({ batch: events });
  if (sizeOf(whole) <= MAX_REQUEST_BYTES) return post(whole, settings);
  // Too large for one request. Each event gets its own, and a transcript that is too large even then is shortened.
  let failure: Failure | undefined;
  for (const event of events) {
    let request = JSON.stringify({ batch: [event] });
    if (sizeOf(request) > MAX_REQUEST_BYTES) {
      request = JSON.stringify({ batch: [shortened(event)] });
      failure = { code: 'EVENT_SHORTENED', isTemporary: false };
    }
    if (sizeOf(request) > MAX_REQUEST_BYTES) return { code: 'EVENT_TOO_LARGE', isTemporary: false };
    const refusal = await post(request, settings);
    if (refusal) return refusal;
  }
  return failure;
}

/** The event with as many messages, from the first on, as fit into a request. `itemsLeftOut` counts the others. */
function shortened(event: OutgoingEvent): object {
  if (event.type !== 'track' || !Array.isArray(event.properties.items)) return event;
  const { items, ...others } = event.properties;
  let size = sizeOf(JSON.stringify({ ...event, properties: others })) + 100;
  const first: unknown[] = [];
  for (const item of items) {
    size += sizeOf(JSON.stringify(item)) + 1;
    if (size > MAX_REQUEST_BYTES) break;
    first.push(item);
  }
  const itemsLeftOut = items.length - first.length;
  return { ...event, properties: { ...others, items: first, itemsLeftOut } };
}

async function post(body: string, settings: Settings): Promise<Failure | undefined> {
  const { DATA_PLANE_URL = '', WRITE_KEY = '' } = settings;
  try {
    const response = await fetch(`${DATA_PLANE_URL.replace(/\/+$/, '')}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}`, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.body?.cancel();
    if (response.ok) return undefined;
    return { code: `RUDDERSTACK_${response.status}`, isTemporary: isTemporary(response.status) };
  } catch (error) {
    return { code: 'RUDDERSTACK_UNREACHABLE', detail: reasonOf(error), isTemporary: true };
  }
}

/** Whether RudderStack can take the same request later. A redirect, a 400, a 401 or a 404 stays what it is. */
function isTemporary(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

/** What kept a request from reaching RudderStack: a code such as `ECONNREFUSED`, or the name of the error. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return cause?.code ?? name;
}

function sizeOf(json: string): number {
  return new TextEncoder().encode(json).length;
}
