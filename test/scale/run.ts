import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { JetStreamManager } from '@nats-io/jetstream';

import { deliveryAt, MARKER, postingOrder } from './deliveries.js';
import { type Expected, expectedOf, hashOf } from './expected.js';
import { faultsOf } from './faults.js';
import { findNatsServer, Pipeline } from './pipeline.js';
import { NO_ANSWER, Poster } from './poster.js';
import { messagesOf, untilAsked, untilDone, withStreams } from './streams.js';

/**
 * Runs the README's recipe at scale: posts deliveries to its receiver while processes are killed, stopped, started
 * and restarted, and compares what is in the streams in the end with what one process makes of the same deliveries.
 */
const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '4' },
    // Without faults, to measure.
    calm: { type: 'boolean', default: false },
  },
});
const count = Number(values.deliveries);
const seed = Number(values.seed);
const workers = Number(values.workers);
const faults = values.calm ? [] : faultsOf(seed);

const passed: string[] = [];
const failed: string[] = [];

function check(name: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(wanted)) passed.push(name);
  else failed.push(`${name}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

async function round(pipeline: Pipeline): Promise<void> {
  const expected = expectedOf(count, seed);
  const order = postingOrder(count, seed);
  const { continued, broken } = expected.kinds;
  print(
    'deliveries',
    `${say(count)} of ${say(expected.bytes / count / 1000)} kB on average, seed ${values.seed}`,
  );
  print('of these', `${say(continued)} go on with an earlier one, ${say(broken)} are broken`);
  print('sent twice', say(order.length - count));

  await pipeline.start(workers);
  await withStreams(pipeline.natsUrl, (manager) => untilAsked(manager, workers));
  const poster = new Poster(pipeline.url);
  await checkRefusals(poster, pipeline.url);

  const cpuBefore = process.cpuUsage();
  const postedAt = new Map<number, number>();
  const started = now();
  await Promise.all([
    poster.deliverAll(order, (position) => {
      if (!postedAt.has(position)) postedAt.set(position, now());
      return deliveryAt(position, seed).body;
    }),
    ...faults.map(async ({ name, moment, strike, end }) => {
      while (poster.delivered + poster.givenUp < moment * order.length) await delay(2);
      check(name, await strike(pipeline), end);
    }),
  ]);
  const answered = now();
  const { user, system } = process.cpuUsage(cpuBefore);
  check('every delivery is answered 2xx in the end', poster.givenUp, 0);
  const answers = [...poster.statuses.keys()].filter((status) => status !== NO_ANSWER).sort();
  check('the receiver answers 503 while it cannot store', answers, values.calm ? [204] : [204, 503]);

  const [events, cpuOfOthers] = await withStreams(pipeline.natsUrl, async (manager) => {
    check('a worker is given every delivery', await untilDone(manager), 0);
    const cpuSeconds = pipeline.cpuSeconds();
    await checkDeadLetters(manager, expected);
    return [await checkEvents(manager, expected), cpuSeconds];
  });
  check('the receiver and the workers leave in peace', [...new Set(await pipeline.stopAll())], [0]);
  check('no log line quotes a conversation', pipeline.log.includes(MARKER), false);

  const { model = 'unknown' } = cpus()[0] ?? {};
  const postingSeconds = (answered - started) / 1000;
  const lastSeconds = (events.reduce((latest, { at }) => Math.max(latest, at), started) - started) / 1000;
  const latencies = events.map(({ position, at }) => at - (postedAt.get(position) ?? NaN));
  latencies.sort((one, other) => one - other);
  const cpuSeconds = [['poster', (user + system) / 1e6] as const, ...cpuOfOthers];
  print('machine', `${String(cpus().length)} × ${model.trim()}, Node ${process.versions.node}`);
  print('processes', `engine, receiver, ${say(workers)} workers, poster`);
  print('answered', `${say(order.length / postingSeconds)} a second for ${say(postingSeconds)} s`);
  print('events', `${say(events.length)}, the last after ${say(lastSeconds)} s`);
  print(
    'POST to event',
    `median ${say(quantile(latencies, 0.5))} ms, 99 % ${say(quantile(latencies, 0.99))} ms`,
  );
  print('CPU seconds', cpuSeconds.map(([role, used]) => `${role} ${say(used)}`).join(', '));
  const statuses = Array.from(poster.statuses, ([status, times]) => {
    return `${say(times)} × ${status === NO_ANSWER ? 'none' : String(status)}`;
  });
  print('answers', statuses.join(', '));
  print('survived', faults.map(({ name }) => name).join(', ') || 'nothing');
}

async function checkRefusals(poster: Poster, url: string): Promise<void> {
  const body = Buffer.from('{}');
  check('a GET is answered 404', await poster.post(Buffer.alloc(0), { method: 'GET' }), 404);
  check('a wrong secret is answered 404', await poster.post(body, { url: `${url}s` }), 404);
  check('too large a body is answered 413', await poster.post(Buffer.alloc(10_000_001, 'x')), 413);
}

interface StoredEvent {
  /** The position of its delivery. */
  readonly position: number;
  /** When it was stored, in milliseconds since the epoch. */
  readonly at: number;
}

/** Compares the events with those of one process. */
async function checkEvents(manager: JetStreamManager, expected: Expected): Promise<StoredEvent[]> {
  const stored: StoredEvent[] = [];
  const missing = new Set(expected.events.keys());
  let doubled = 0;
  let altered = 0;
  for await (const { headers, data, timestampNanos } of messagesOf(manager, 'OLARK_EVENTS')) {
    const id = headers?.get('Nats-Msg-Id') ?? '';
    const event = expected.events.get(id);
    if (event?.hash !== hashOf(data)) altered += 1;
    else if (!missing.delete(id)) doubled += 1;
    else stored.push({ position: event.position, at: Number(timestampNanos) / 1e6 });
  }
  check('no event is lost', missing.size, 0);
  check('no event is there twice', doubled, 0);
  check('no event is another than in one process', altered, 0);
  return stored;
}

/** Compares the dead letters with the errors of one process. */
async function checkDeadLetters(manager: JetStreamManager, expected: Expected): Promise<void> {
  const found: string[] = [];
  for await (const { headers, data } of messagesOf(manager, 'OLARK_DEAD')) {
    found.push(`${hashOf(data)} ${headers?.get('Olark-Code') ?? ''} ${headers?.get('Olark-Path') ?? ''}`);
  }
  const wanted = Array.from(expected.deadLetters, ([hash, fault]) => `${hash} ${fault}`);
  check('the dead letters are the broken bodies, each once', found.sort(), wanted.sort());
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.floor(part * sorted.length)] ?? NaN;
}

/** Milliseconds since the epoch, with a fraction. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function say(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
}

function print(name: string, value: string): void {
  console.log(`${name.padEnd(14)} ${value}`);
}

async function main(): Promise<void> {
  const natsServer = findNatsServer();
  if (natsServer === undefined) {
    // Whoever has no nats-server can still work on the rest; a CI server must have it.
    if (process.env['CI']) failed.push('there is no nats-server');
    else console.log('Skipped: there is no nats-server. Debian’s package has that name.');
    return;
  }
  const pipeline = await Pipeline.prepare(natsServer);
  process.once('exit', () => {
    pipeline.cleanUp();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  try {
    await round(pipeline);
  } catch (error) {
    failed.push(String(error));
  }
  if (failed.length > 0) console.error(`${pipeline.engineLog.slice(-3000)}\n${pipeline.log.slice(-3000)}`);
}

await main();
const folder = new URL('../../coverage/', import.meta.url);
mkdirSync(folder, { recursive: true });
const counts = { numPassedTests: passed.length, numFailedTests: failed.length };
writeFileSync(new URL('scale.json', folder), JSON.stringify(counts));
for (const failure of failed) console.error(`FAILED: ${failure}`);
print('checks', `${String(passed.length)} passed, ${String(failed.length)} failed`);
process.exit(failed.length > 0 ? 1 : 0);
