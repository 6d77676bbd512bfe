import type { OutgoingEvent } from './events.ts';

/** What is used of RudderStack's Node client, `@rudderstack/rudder-sdk-node`. */
export interface Client {
  track(message: object & { event: string }, callback: (error?: unknown) => void): unknown;
  identify(message: object & { userId: string }, callback: (error?: unknown) => void): unknown;
  group(message: object & { groupId: string }, callback: (error?: unknown) => void): unknown;
}

/** How long the client may take for an event, with its retries, in milliseconds. */
const TIMEOUT = 60_000;

/**
 * Sends events with RudderStack's Node client. Returns when RudderStack has all of them. Throws if it has not: the
 * client has given up, or refused the event because its queue is full.
 */
export async function sendWithClient(events: readonly OutgoingEvent[], client: Client): Promise<void> {
  for (const event of events) await sendOne(event, client);
}

async function sendOne({ timestamp, ...event }: OutgoingEvent, client: Client): Promise<void> {
  // The client takes the time only as a `Date`.
  const message = { ...event, ...(timestamp && { timestamp: new Date(timestamp) }) };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('RudderStack’s client did not answer.'));
    }, TIMEOUT);
    const done = (error?: unknown) => {
      clearTimeout(timer);
      // The client's error holds the events and the write key, so it is not passed on.
      if (error) reject(new Error(`RudderStack did not take the events: ${reasonOf(error)}`));
      else resolve();
    };
    if (message.type === 'track') client.track(message, done);
    else if (message.type === 'identify') client.identify(message, done);
    else client.group(message, done);
  });
}

function reasonOf(error: unknown): string {
  const { response, code } = error as { response?: { status: number }; code?: string };
  return String(response?.status ?? code ?? 'unknown');
}
