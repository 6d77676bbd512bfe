// Prints what to watch, one number a line, for a monitoring system.
import { jetstreamManager } from '@nats-io/jetstream';

import { connectToNats } from './connect.ts';
import { runProgram } from './program.ts';

await runProgram(async () => {
  const nats = await connectToNats();
  const { streams, consumers } = await jetstreamManager(nats);
  for (const name of ['OLARK', 'OLARK_EVENTS', 'OLARK_DEAD']) {
    const { state } = await streams.info(name);
    console.log(`${name} messages ${state.messages}`);
    console.log(`${name} bytes ${state.bytes}`);
  }
  for (const [stream, name] of [
    ['OLARK', 'workers'],
    ['OLARK_EVENTS', 'senders'],
  ] as const) {
    const { num_pending, num_ack_pending, num_redelivered } = await consumers.info(stream, name);
    console.log(`${name} waiting ${num_pending}`);
    console.log(`${name} at_hand ${num_ack_pending}`);
    console.log(`${name} redelivered ${num_redelivered}`);
  }
  await nats.close();
});
