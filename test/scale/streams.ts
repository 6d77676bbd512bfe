import { setTimeout as delay } from 'node:timers/promises';

import type { JetStreamManager, JsMsg } from '@nats-io/jetstream';

/** For how many milliseconds nothing may happen; a delivery whose worker was killed waits for 30,000. */
const PATIENCE = 60_000;

/** Waits until so many workers have asked for deliveries. */
export async function asked({ consumers }: JetStreamManager, workers: number): Promise<void> {
  while ((await consumers.info('OLARK', 'workers')).num_waiting < workers) await delay(20);
}

/** Waits until every delivery has been acknowledged, for as long as something happens, and gives how many have not. */
export async function leftOver({ consumers }: JetStreamManager): Promise<number> {
  let left = Infinity;
  let since = Date.now();
  for (;;) {
    const { num_pending: waiting, num_ack_pending: given } = await consumers.info('OLARK', 'workers');
    if (waiting + given !== left) since = Date.now();
    left = waiting + given;
    if (left === 0 || Date.now() - since > PATIENCE) return left;
    await delay(20);
  }
}

/** All messages of a stream. */
export async function* messagesOf(manager: JetStreamManager, stream: string): AsyncGenerator<JsMsg> {
  if ((await manager.streams.info(stream)).state.messages === 0) return;
  const consumer = await manager.jetstream().consumers.get(stream);
  for await (const message of await consumer.consume()) {
    yield message;
    if (message.info.pending === 0) return;
  }
}
