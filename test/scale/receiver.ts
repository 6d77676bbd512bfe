import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

const MAX_BYTES = 10_000_000;
const { NATS_URL = '127.0.0.1:4222', OLARK_SECRET, PORT = '8080' } = process.env;
if (!OLARK_SECRET) throw new Error('Set OLARK_SECRET, the last part of the path.');

const nats = await connect({ servers: NATS_URL, waitOnFirstConnect: true, maxReconnectAttempts: -1 });
const engine = jetstream(nats);
const hash = (text = '') => createHash('sha256').update(text).digest();
const path = hash(`/olark/${OLARK_SECRET}`);

async function store(request: IncomingMessage): Promise<number> {
  if (request.method !== 'POST' || !timingSafeEqual(hash(request.url), path)) return 404;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BYTES) return 413;
  await engine.publish('olark.delivery', Buffer.concat(chunks));
  return 204;
}

function notStored(error: unknown): number {
  console.error('not stored:', String(error));
  return 503;
}

const server = createServer((request, response) => {
  const answer = (status: number) => {
    if (!server.listening) response.setHeader('Connection', 'close');
    response.writeHead(status).end();
  };
  void store(request).catch(notStored).then(answer);
});
server.listen(PORT);
process.once('SIGTERM', () => server.close(() => void nats.drain().catch(() => nats.close())));
