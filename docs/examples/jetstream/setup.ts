// Creates the streams and the consumers, or gives those that exist the settings below.
import {
  AckPolicy,
  type ConsumerConfig,
  jetstreamManager,
  RetentionPolicy,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

import { connectToNats } from './connect.ts';
import { runProgram } from './program.ts';

const HOUR = nanos(3_600_000);
const DAY = 24 * HOUR;
const kept = { duplicate_window: HOUR, max_age: 30 * DAY };

const STREAMS: readonly (Partial<StreamConfig> & { readonly name: string })[] = [
  // What Olark posted, until a worker has handled it.
  { name: 'OLARK', subjects: ['olark.delivery'], retention: RetentionPolicy.Workqueue, max_age: 30 * DAY },
  // The events. They stay when they have been sent, so that a restarted server still knows their ids.
  { name: 'OLARK_EVENTS', subjects: ['olark.event.*'], ...kept },
  // What gave no events, and events that RudderStack refuses.
  { name: 'OLARK_DEAD', subjects: ['olark.dead.*'], ...kept },
];

const CONSUMERS: readonly { readonly stream: string; readonly config: Partial<ConsumerConfig> }[] = [
  { stream: 'OLARK', config: { durable_name: 'workers', ack_policy: AckPolicy.Explicit } },
  { stream: 'OLARK_EVENTS', config: { durable_name: 'senders', ack_policy: AckPolicy.Explicit } },
];

await runProgram(async () => {
  const nats = await connectToNats();
  const { streams, consumers } = await jetstreamManager(nats);
  for (const config of STREAMS) {
    const exists = await streams.info(config.name).then(
      () => true,
      () => false,
    );
    await (exists ? streams.update(config.name, config) : streams.add(config));
  }
  for (const { stream, config } of CONSUMERS) await consumers.add(stream, config);
  await nats.close();
});
