// Sends the events to RudderStack, and holds them back while it is down.
import { setTimeout as wait } from 'node:timers/promises';

import { jetstream, type JsMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { RudderEvent, RudderIdentifyEvent } from 'olark-to-rudderstack';

import { connectToNats } from './connect.ts';
import { fit } from './fit.ts';
import { runProgram } from './program.ts';
import { MAX_REQUEST_BYTES, readSource, send } from './rudderstack.ts';
import { Stop } from './stop.ts';

/** How many events are taken from the stream at a time. They are all in memory. */
const AT_ONCE = 200;

/** How many events are remembered when they are done. A NATS server that was killed can hand some of them out again. */
const REMEMBERED = 100_000;

/** How often, in milliseconds, the NATS server learns that events are still at hand. After 30 s, it would hand them out. */
const SIGN_OF_LIFE = 10_000;

/** An event on its way. */
interface Event {
  readonly json: string;
  readonly message: JsMsg;
}

await runProgram(async () => {
  const source = readSource(process.env);
  const nats = await connectToNats();
  const engine = jetstream(nats);
  /** The last events that are done, by their positions in the stream. */
  const done = new Set<number>();
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  process.once('SIGTERM', () => {
    stopping.abort();
  });

  /** Tells the NATS server that an event is done. If it does not learn that, the event comes again: it is known then. */
  const settle = async (message: JsMsg): Promise<void> => {
    done.add(message.seq);
    for (const oldest of done) {
      if (done.size <= REMEMBERED) break;
      done.delete(oldest);
    }
    await message.ackAck().catch(() => false);
  };

  const bury = async (message: JsMsg, code: string): Promise<void> => {
    console.error('dead letter:', code);
    const fault = headers();
    fault.set('Olark-Code', code);
    await engine.publish('olark.dead.event', message.data, {
      msgID: `${code} ${message.seq}`,
      headers: fault,
    });
    await settle(message);
  };

  const handlers = {
    signal: stopping.signal,
    onTaken: async (events: readonly Event[]): Promise<void> => {
      await Promise.all(events.map(({ message }) => settle(message)));
    },
    onRefused: ({ message }: Event, status: number): Promise<void> => bury(message, `RUDDERSTACK_${status}`),
    onWait: (reason: string, milliseconds: number): void => {
      if (isStopping()) throw new Stop(`${reason}. The events stay in the stream.`);
      console.error(`${reason}. Trying again in ${milliseconds / 1000} s.`);
    },
  };

  /** Sends what came from the stream, in as many requests as it needs. */
  const sendAll = async (messages: readonly JsMsg[]): Promise<void> => {
    let batch: Event[] = [];
    let bytes = 0;
    for (const message of messages) {
      const { json, itemsLeftOut } = fit(message.json<RudderEvent | RudderIdentifyEvent>());
      if (json === undefined) {
        await bury(message, 'EVENT_TOO_LARGE');
        continue;
      }
      if (itemsLeftOut > 0) console.error('shortened:', message.headers?.get('Nats-Msg-Id'));
      const size = Buffer.byteLength(json) + 2;
      if (bytes + size > MAX_REQUEST_BYTES) {
        await send(batch, source, handlers);
        batch = [];
        bytes = 0;
      }
      batch.push({ json, message });
      bytes += size;
    }
    if (batch.length > 0) await send(batch, source, handlers);
  };

  const handle = async (messages: readonly JsMsg[]): Promise<void> => {
    const signs = setInterval(() => {
      for (const message of messages) message.working();
    }, SIGN_OF_LIFE);
    try {
      const known = messages.filter(({ seq }) => done.has(seq));
      await Promise.all(known.map(settle));
      await sendAll(messages.filter((message) => !known.includes(message)));
    } catch (error) {
      // Those that are done already stay done.
      for (const message of messages) message.nak();
      throw error;
    } finally {
      clearInterval(signs);
    }
  };

  try {
    const consumer = await engine.consumers.get('OLARK_EVENTS', 'senders');
    console.error('ready');
    while (!isStopping()) {
      const messages: JsMsg[] = [];
      try {
        for await (const message of await consumer.fetch({ max_messages: AT_ONCE, expires: 1000 })) {
          messages.push(message);
        }
        await handle(messages);
      } catch (error) {
        if (error instanceof Stop && !isStopping()) throw error;
        // The NATS server is away, or this program is to end while RudderStack is away.
        console.error('to be tried again:', error instanceof Stop ? error.message : String(error));
        await wait(1000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  } finally {
    await nats.drain().catch(() => nats.close());
  }
});
