import { createHash } from 'node:crypto';

import { jetstream, type JetStreamClient, type JsMsg } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import { transformOlark } from 'olark-to-rudderstack';
import { isOlarkPayloadError } from 'olark-to-rudderstack/mappers';

const AT_ONCE = 16;
const { NATS_URL = '127.0.0.1:4222' } = process.env;
const nats = await connect({ servers: NATS_URL, waitOnFirstConnect: true, maxReconnectAttempts: -1 });
const engine = jetstream(nats);

/** What to publish for a body: its events or, where there can be none, a dead letter. */
function messagesFor(body: Uint8Array): Parameters<JetStreamClient['publish']>[] {
  try {
    const events = transformOlark(body, { profile: 'complete' });
    return events.map((event) => {
      return [`olark.event.${event.type}`, JSON.stringify(event), { msgID: event.messageId }];
    });
  } catch (error) {
    // An unusable body (status 400), or a rule that failed on it (500): either fails again on a retry.
    if (!isOlarkPayloadError(error)) throw error;
    const { code, path = '' } = error;
    console.error('dead letter:', code, path);
    const fault = headers();
    fault.set('Olark-Code', code);
    fault.set('Olark-Path', path);
    const msgID = createHash('sha256').update(body).digest('hex');
    return [['olark.dead', body, { msgID, headers: fault }]];
  }
}

async function handle(delivery: JsMsg): Promise<void> {
  try {
    for (const message of messagesFor(delivery.data)) await engine.publish(...message);
    delivery.ack();
  } catch (error) {
    console.error('to be tried again:', String(error));
    delivery.nak(Math.min(60_000, 100 * 2 ** delivery.info.deliveryCount));
  }
}

const consumer = await engine.consumers.get('OLARK', 'workers');
const deliveries = await consumer.consume({ max_messages: 4 * AT_ONCE });
process.once('SIGTERM', () => void deliveries.close());
const atHand = new Set<Promise<void>>();
for await (const delivery of deliveries) {
  const work = handle(delivery).finally(() => atHand.delete(work));
  atHand.add(work);
  if (atHand.size >= AT_ONCE) await Promise.race(atHand);
}
await Promise.all(atHand);
await nats.drain().catch(() => nats.close());
