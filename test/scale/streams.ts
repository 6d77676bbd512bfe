import { setTimeout as delay } from 'node:timers/promises';

import { jetstreamManager, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/**
 * For how many milliseconds nothing may happen before all is taken to be done; a delivery whose worker was killed
 * waits for 30,000. An engine that was killed itself can wait for ever for what it has already been told is done.
 */
const PATIENCE = 40_000;

/** Connects to the engine for as long as something is done with its streams. */
export async function withStreams<T>(
  servers: string,
  use: (manager: JetStreamManager) => Promise<T>,
): Promise<T> {
  const nats = await connect({ servers });
  try {
    return await use(await jetstreamManager(nats));
  } finally {
    await nats.close();
  }
}

/** Waits until so many workers have asked for deliveries. */
export async function untilAsked({ consumers }: JetStreamManager, workers: number): Promise<void> {
  const since = Date.now();
  while ((await consumers.info('OLARK', 'workers')).num_waiting < workers) {
    if (Date.now() - since > PATIENCE) throw new Error('The workers do not start.');
    await delay(20);
  }
}

/** Waits until every delivery is done, and gives how many no worker was given. */
export async function untilDone({ consumers }: JetStreamManager): Promise<number> {
  let before = '';
  let since = Date.now();
  for (;;) {
    const { num_pending, num_ack_pending, delivered } = await consumers.info('OLARK', 'workers');
    const state = [num_pending, num_ack_pending, delivered.consumer_seq].join();
    if (state !== before) since = Date.now();
    before = state;
    if (num_pending + num_ack_pending === 0 || Date.now() - since > PATIENCE) return num_pending;
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
