import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

import { deliveryAt, MARKER, postingOrder } from './deliveries.js';
import { type Expected, expectedOf, hashOf } from './expected.js';
import { faultsOf } from './faults.js';
import { findNatsServer, Pipeline } from './pipeline.js';
import { Poster } from './poster.js';
import { asked, leftOver, messagesOf } from './streams.js';

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

const REPORT = new URL('../../coverage/scale.json', import.meta.url);
const passed: string[] = [];
const failed: string[] = [];

function check(name: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(wanted)) passed.push(name);
  else failed.push(`${name}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

async function round(pipeline: Pipeline): Promise<void> {
  const expected = expectedOf(count, seed);
  const order = postingOrder(count, seed);
  const { conversation, continued, broken } = expected.kinds;
  console.log(
    `${say(count)} deliveries, ${say(expected.bytes / count / 1000)} kB on average, seed ${values.seed}:`,
  );
  console.log(`  ${say(conversation)} conversations, ${say(continued)} that went on, ${say(broken)} broken`);
  console.log(`  ${say(order.length - count)} of them sent twice`);

  await pipeline.start(workers);
  const nats = await connect({ servers: pipeline.natsUrl, maxReconnectAttempts: -1 });
  const manager = await jetstreamManager(nats);
  await asked(manager, workers);
  const poster = new Poster(pipeline.url);
  check('a GET is answered 404', await poster.post(Buffer.alloc(0), { method: 'GET' }), 404);
  check(
    'a wrong secret is answered 404',
    await poster.post(Buffer.alloc(0), { url: `${pipeline.url}s` }),
    404,
  );
  check('too large a body is answered 413', await poster.post(Buffer.alloc(1_000_001, 'x')), 413);

  const postedAt = new Map<number, number>();
  const cpuBefore = process.cpuUsage();
  const started = now();
  await Promise.all([
    poster.deliverAll(order, (position) => {
      if (!postedAt.has(position)) postedAt.set(position, now());
      return deliveryAt(position, seed).body;
    }),
    ...faults.map(async ({ name, moment, strike, end }) => {
      while (poster.delivered < moment * order.length) await delay(2);
      check(name, await strike(pipeline), end);
    }),
  ]);
  const answered = now();
  const { user, system } = process.cpuUsage(cpuBefore);
  check('every delivery is answered 2xx in the end', poster.givenUp, 0);
  const statuses = [...poster.statuses.keys()].sort((one, other) => one - other);
  check('the receiver answers 503 while it cannot store', statuses, values.calm ? [204] : [204, 503]);

  check('no delivery is left over', await leftOver(manager), 0);
  const cpuSeconds: [string, number][] = [['poster', (user + system) / 1e6], ...pipeline.cpuSeconds()];
  const storedAt = await checkEvents(manager, expected);
  await checkDeadLetters(manager, expected);
  await nats.close();
  const ends = await pipeline.stopAll();
  check('the receiver and the workers leave in peace', [...new Set(ends)], [0]);
  check('no log line quotes a conversation', pipeline.log.includes(MARKER), false);

  const latencies = storedAt.map(({ position, time }) => time - (postedAt.get(position) ?? NaN));
  latencies.sort((one, other) => one - other);
  const seconds = (answered - started) / 1000;
  const lastEvent = (storedAt.reduce((latest, { time }) => Math.max(latest, time), 0) - started) / 1000;
  const { model = 'unknown' } = cpus()[0] ?? {};
  const lines = [
    ['machine', `${String(cpus().length)} × ${model.trim()}, Node ${process.versions.node}`],
    ['answered', `${say(order.length)} in ${say(seconds)} s: ${say(order.length / seconds)} a second`],
    ['events', `${say(storedAt.length)}, the last after ${say(lastEvent)} s`],
    [
      'POST to event',
      `median ${say(quantile(latencies, 0.5))} ms, 99 % ${say(quantile(latencies, 0.99))} ms`,
    ],
    ['CPU seconds', cpuSeconds.map(([role, used]) => `${role} ${say(used)}`).join(', ')],
    [
      'answers',
      Array.from(poster.statuses, ([status, times]) => `${String(status)}: ${say(times)}`).join(', '),
    ],
    ['faults survived', faults.map(({ name }) => name).join(', ') || 'none'],
  ];
  for (const [name = '', value = ''] of lines) console.log(`  ${name.padEnd(16)} ${value}`);
}

interface Stored {
  readonly position: number;
  readonly time: number;
}

/** Compares the events with the expected ones, and gives when each was stored. */
async function checkEvents(manager: JetStreamManager, expected: Expected): Promise<Stored[]> {
  const stored: Stored[] = [];
  const missing = new Set(expected.events.keys());
  let doubled = 0;
  let altered = 0;
  for await (const { headers, data, timestampNanos } of messagesOf(manager, 'OLARK_EVENTS')) {
    const id = headers?.get('Nats-Msg-Id') ?? '';
    const event = expected.events.get(id);
    if (event?.hash !== hashOf(data)) altered += 1;
    else if (!missing.delete(id)) doubled += 1;
    else stored.push({ position: event.position, time: Number(timestampNanos) / 1e6 });
  }
  check('no event is lost', missing.size, 0);
  check('no event is there twice', doubled, 0);
  check('no event is another than in one process', altered, 0);
  return stored;
}

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

async function main(): Promise<void> {
  const natsServer = findNatsServer();
  if (natsServer === undefined) {
    // Whoever has no nats-server can do without; a CI server must have it.
    if (process.env['CI']) failed.push('nats-server is not installed');
    else console.log('Skipped: there is no nats-server here. Debian has it in the package of that name.');
    return;
  }
  const pipeline = await Pipeline.prepare(natsServer);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.once('exit', () => {
    pipeline.cleanUp();
  });
  try {
    await round(pipeline);
  } catch (error) {
    failed.push(String(error));
  }
  if (failed.length > 0) console.error(`${pipeline.engineLog.slice(-3000)}\n${pipeline.log.slice(-3000)}`);
}

await main();
mkdirSync(new URL('.', REPORT), { recursive: true });
writeFileSync(REPORT, JSON.stringify({ numPassedTests: passed.length, numFailedTests: failed.length }));
for (const failure of failed) console.error(`FAILED: ${failure}`);
console.log(passed.join('; '));
console.log(`${String(passed.length)} checks passed, ${String(failed.length)} failed`);
process.exit(failed.length > 0 ? 1 : 0);
