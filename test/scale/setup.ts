import { AckPolicy, jetstreamManager, RetentionPolicy } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';

const { NATS_URL = '127.0.0.1:4222' } = process.env;
const HOUR = nanos(3_600_000);
const DAY = 24 * HOUR;
const kept = { duplicate_window: HOUR, max_age: 7 * DAY };

const nats = await connect({ servers: NATS_URL });
const { streams, consumers } = await jetstreamManager(nats);
const untilDone = { retention: RetentionPolicy.Workqueue, max_age: 30 * DAY };
await streams.add({ name: 'OLARK', subjects: ['olark.delivery'], ...untilDone });
await streams.add({ name: 'OLARK_EVENTS', subjects: ['olark.event.*'], ...kept });
await streams.add({ name: 'OLARK_DEAD', subjects: ['olark.dead'], ...kept });
await consumers.add('OLARK', { durable_name: 'workers', ack_policy: AckPolicy.Explicit });
await nats.close();
