// Turns the stored deliveries into events, up to 16 at a time.
import { createHash } from 'node:crypto';

import { jetstream, type JetStreamClient, type JsMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { isOlarkPayloadError } from 'olark-to-rudderstack/mappers';

import { connectToNats } from './connect.ts';
import { eventsOf } from './events.ts';
import { runProgram } from './program.ts';

const AT_ONCE = 16;

/** What to publish for a body: its events or, where there can be none, a dead letter. */
function messagesFor(body: Uint8Array): Parameters<JetStreamClient['publish']>[] {
  try {
    return eventsOf(body).map((event) => {
      const json = JSON.stringify(event);
      // Without an id in the event, the id of the message comes from its content.
      return [`olark.event.${event.type}`, json, { msgID: event.messageId ?? hashOf(json) }];
    });
  } catch (error) {
    // An unusable body (status 400), or a rule that failed on it (500): either fails again on a retry.
    if (!isOlarkPayloadError(error)) throw error;
    const { code, path = '' } = error;
    console.error('dead letter:', code, path);
    const fault = headers();
    fault.set('Olark-Code', code);
    fault.set('Olark-Path', path);
    return [['olark.dead.delivery', body, { msgID: hashOf(body), headers: fault }]];
  }
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

await runProgram(async () => {
  const nats = await connectToNats();
  const engine = jetstream(nats);

  const handle = async (delivery: JsMsg): Promise<void> => {
    try {
      for (const message of messagesFor(delivery.data)) await engine.publish(...message);
      delivery.ack();
    } catch (error) {
      console.error('to be tried again:', String(error));
      delivery.nak(Math.min(60_000, 100 * 2 ** delivery.info.deliveryCount));
    }
  };

  const consumer = await engine.consumers.get('OLARK', 'workers');
  const deliveries = await consumer.consume({ max_messages: 4 * AT_ONCE });
  console.error('ready');
  process.once('SIGTERM', () => void deliveries.close());
  const atHand = new Set<Promise<void>>();
  for await (const delivery of deliveries) {
    const work = handle(delivery).finally(() => atHand.delete(work));
    atHand.add(work);
    if (atHand.size >= AT_ONCE) await Promise.race(atHand);
  }
  await Promise.all(atHand);
  await nats.drain().catch(() => nats.close());
});
