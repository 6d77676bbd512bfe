import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect, isDeepStrictEqual, parseArgs } from 'node:util';

import { type ConsumerInfo, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

import { type OlarkPayloadError, transformOlark } from '../../src/index.js';
import { hashOf, startDataPlane } from './data-plane.js';
import { bodyAt, MARKER, postingOrder } from './deliveries.js';
import { type End, endOf, LOGIN, logOfAll, natsUrl, receiverUrl, type Role, start } from './pipeline.js';

/**
 * Runs the pipeline of docs/examples/jetstream: posts deliveries to its receiver while processes are killed, stopped
 * and started and RudderStack is down for a while, and compares what is in the streams and what RudderStack has in the
 * end with what one process makes of the same deliveries.
 */
const { values } = parseArgs({ options: { deliveries: { type: 'string', default: '20000' } } });
const order = [...postingOrder(Number(values.deliveries))];
const WORKERS = 4;

/** How many events a sender has at hand, as its file says. A kill can send them twice. */
const AT_HAND = 200;

const CONNECTIONS = 32;
const MAX_TRIES = 60;

/** For how many milliseconds a process is away when it is restarted. */
const OUTAGE = 1500;

/**
 * For how many milliseconds nothing may happen before all is taken to be done; a delivery whose worker was killed
 * waits for 30,000. A NATS server that was killed can wait for ever for what it has already been told is done.
 */
const PATIENCE = 40_000;

const dataPlane = await startDataPlane();

/** What happens meanwhile, each when so large a part of all has been posted. */
const FAULTS: readonly (readonly [moment: number, strike: () => unknown])[] = [
  [0.1, () => stop('worker', 'SIGKILL')],
  [0.15, () => restart('sender', 'SIGKILL')],
  [0.2, () => restart('receiver', 'SIGTERM')],
  [0.3, dataPlane.goDown],
  [0.35, () => restart('nats-server', 'SIGTERM')],
  [0.45, () => restart('sender', 'SIGTERM')],
  [0.5, () => stop('worker', 'SIGTERM')],
  [0.55, dataPlane.comeBack],
  [0.6, () => restart('nats-server', 'SIGKILL')],
  [0.75, () => start('worker')],
];

/** The consumers, with their streams. */
const WORK = ['OLARK', 'workers'] as const;
const SENDING = ['OLARK_EVENTS', 'senders'] as const;

/** The headers that a message of a stream may have. */
const HEADERS = ['Nats-Msg-Id', 'Olark-Code', 'Olark-Path'];

const passed: string[] = [];
const failed: string[] = [];
/** What the receiver has answered to deliveries. */
const statuses = new Set<number>();
/** How the receivers and workers have ended. */
const ends = new Set<End>();
/** How many deliveries have been answered 204. */
let posted = 0;

function check(name: string, found: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(found, wanted)) passed.push(name);
  else failed.push(`${name}: ${inspect(found)}, not ${inspect(wanted)}`);
}

async function stop(role: Role, signal: NodeJS.Signals): Promise<void> {
  const end = await endOf(role, signal);
  if (role !== 'nats-server') ends.add(end);
}

function begin(role: Role): void {
  start(role, { DATA_PLANE_URL: dataPlane.url, WRITE_KEY: 'key' });
}

async function restart(role: Role, signal: NodeJS.Signals): Promise<void> {
  await stop(role, signal);
  await delay(OUTAGE);
  begin(role);
}

/** The status that is answered; `undefined` if none is. */
async function statusOf(request: RequestInit, url = receiverUrl): Promise<number | undefined> {
  const answer = await fetch(url, request).catch(() => undefined);
  return answer?.status;
}

/** Posts as Olark does: what is not answered 2xx is posted again, each time a little later. */
async function deliver(body: string): Promise<void> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const status = await statusOf({ method: 'POST', body });
    if (status) statuses.add(status);
    if (status === 204) return;
    await delay(Math.min(2000, 50 * 2 ** tries));
  }
  throw new Error('A delivery was not answered 204, however often it was posted.');
}

async function deliverAll(): Promise<void> {
  const rest = order.values();
  const connection = async () => {
    for (const position of rest) {
      await deliver(bodyAt(position));
      posted += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

async function strikeAll(): Promise<void> {
  for (const [moment, strike] of FAULTS) {
    while (posted < moment * order.length) await delay(2);
    await strike();
  }
}

/** A message of a stream in one line, with the values of `HEADERS`. */
function lineOf(subject: string, data: string | Uint8Array, ...headers: readonly unknown[]): string {
  return [subject, hashOf(data), ...headers].join(' ').trimEnd();
}

/** Hashes of the events that one process makes of a body. */
function eventsFor(body: string): string[] {
  try {
    return transformOlark(body, { profile: 'complete' }).map((event) => hashOf(JSON.stringify(event)));
  } catch {
    return [];
  }
}

function nameOf(error: unknown): string {
  return (error as Error).name;
}

/** The messages that one process makes of a body. */
function wantedFor(body: string): string[] {
  try {
    const events = transformOlark(body, { profile: 'complete' });
    return events.map((event) => lineOf(`olark.event.${event.type}`, JSON.stringify(event), event.messageId));
  } catch (error) {
    const { code, path } = error as OlarkPayloadError;
    return [lineOf('olark.dead.delivery', body, hashOf(body), code, path)];
  }
}

async function round(): Promise<void> {
  start('nats-server');
  const nats = await connect({
    servers: natsUrl,
    user: LOGIN.NATS_USER,
    pass: LOGIN.NATS_PASSWORD,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
  });
  const manager = await jetstreamManager(nats);
  const noLogin = await connect({ servers: natsUrl, reconnect: false }).catch(nameOf);
  check('the NATS server refuses who does not log in', noLogin, 'AuthorizationError');
  check('the streams are set up', await start('setup').ended, 0);
  check('the streams can be set up again', await start('setup').ended, 0);
  check('a sender without settings ends', await start('sender', { DATA_PLANE_URL: '' }).ended, 1);
  await endOf('sender', 'SIGKILL');
  start('receiver');
  begin('sender');
  for (let worker = 0; worker < WORKERS; worker += 1) start('worker');
  await quietOr(manager, WORK, ({ num_waiting }) => num_waiting >= WORKERS);

  const started = Date.now();
  await Promise.all([deliverAll(), strikeAll()]);
  const seconds = (Date.now() - started) / 1000;
  console.log(`${(order.length / seconds).toFixed(0)} deliveries a second, faults included`);
  check('the receiver answers 503 while it cannot store', [...statuses].sort(), [204, 503]);
  check('a GET is answered 404', await statusOf({ method: 'GET' }), 404);
  check('a wrong secret is answered 404', await statusOf({ method: 'POST' }, `${receiverUrl}s`), 404);
  const tooLarge = 'x'.repeat(30_000_001);
  check('too large a body is answered 413', await statusOf({ method: 'POST', body: tooLarge }), 413);

  const isDone = (info: ConsumerInfo) => info.num_pending + info.num_ack_pending === 0;
  check('a worker is given every delivery', (await quietOr(manager, WORK, isDone)).num_pending, 0);
  check('a sender is given every event', (await quietOr(manager, SENDING, isDone)).num_pending, 0);
  const stored = [...(await linesOf(manager, 'OLARK_EVENTS')), ...(await linesOf(manager, 'OLARK_DEAD'))];
  const found = new Set(stored);
  const wanted = new Set(order.flatMap((position) => wantedFor(bodyAt(position))));
  const lost = [...wanted].filter((line) => !found.has(line));
  check('nothing is lost', lost, []);
  const others = [...found].filter((line) => !wanted.has(line));
  check('nothing is there that one process does not make', others, []);
  check('nothing is stored twice', stored.length, found.size);

  const events = new Set(order.flatMap((position) => eventsFor(bodyAt(position))));
  const unsent = [...events].filter((hash) => !dataPlane.taken.has(hash));
  check('RudderStack gets every event', unsent, []);
  const unknown = [...dataPlane.taken.keys()].filter((hash) => !events.has(hash));
  check('RudderStack gets nothing else', unknown, []);
  const twice = [...dataPlane.taken.values()].reduce((sum, times) => sum + times - 1, 0);
  console.log(`${String(twice)} of ${String(events.size)} events were sent twice`);
  check('RudderStack gets nothing twice but what was at hand at the kill', twice <= AT_HAND, true);
  check('the sender tries again while RudderStack is down', dataPlane.refused() > 0, true);
  check('the sender does not hammer it', dataPlane.refused() < 100, true);
  check('the status can be read', await start('status').ended, 0);
  const { state } = await manager.streams.info('OLARK_EVENTS');
  console.log(`${String(state.messages)} events take ${(state.bytes / 1e6).toFixed(1)} MB in the stream`);

  await stop('receiver', 'SIGTERM');
  await stop('sender', 'SIGTERM');
  for (let worker = 1; worker < WORKERS; worker += 1) await stop('worker', 'SIGTERM');
  check('all but those that are killed leave in peace', [...ends], ['SIGKILL', 0]);
  check('no log line quotes a conversation', logOfAll().includes(MARKER), false);
}

/** Waits until the state of a consumer is as wanted, or nothing happens any more, and gives it. */
async function quietOr(
  { consumers }: JetStreamManager,
  [stream, name]: readonly [stream: string, name: string],
  isWanted: (info: ConsumerInfo) => boolean,
): Promise<ConsumerInfo> {
  let before = '';
  let since = Date.now();
  for (;;) {
    const info = await consumers.info(stream, name);
    const state = [info.num_pending, info.num_ack_pending, info.delivered.consumer_seq].join();
    if (state !== before) since = Date.now();
    before = state;
    if (isWanted(info) || Date.now() - since > PATIENCE) return info;
    await delay(20);
  }
}

async function linesOf(manager: JetStreamManager, stream: string): Promise<string[]> {
  const lines: string[] = [];
  if ((await manager.streams.info(stream)).state.messages === 0) return lines;
  const consumer = await manager.jetstream().consumers.get(stream);
  for await (const { subject, data, headers, info } of await consumer.consume()) {
    lines.push(lineOf(subject, data, ...HEADERS.map((name) => headers?.get(name))));
    if (info.pending === 0) break;
  }
  return lines;
}

// Debian has it where the search path of most users does not lead.
process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;
if (spawnSync('nats-server', ['--version']).error === undefined) {
  await round().catch((error: unknown) => failed.push(String(error)));
} else if (process.env['CI']) {
  failed.push('there is no nats-server');
} else {
  // Whoever has no nats-server can still work on the rest; a CI server must have it.
  console.log('Skipped: there is no nats-server. Debian’s package has that name.');
}
if (failed.length > 0) console.error(logOfAll().slice(-3000));
const counts = { numPassedTests: passed.length, numFailedTests: failed.length };
writeFileSync(new URL('../../coverage/scale.tests.json', import.meta.url), JSON.stringify(counts));
for (const name of passed) console.log(`passed  ${name}`);
for (const failure of failed) console.error(`FAILED  ${failure}`);
process.exit(failed.length > 0 ? 1 : 0);
