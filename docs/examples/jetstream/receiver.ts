// Stores what Olark posts to /olark/<OLARK_SECRET>.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

import { jetstream } from '@nats-io/jetstream';

import { connectToNats } from './connect.ts';
import { runProgram } from './program.ts';
import { Stop } from './stop.ts';

/** The largest body that is stored: a form of about 120,000 messages. */
const MAX_BYTES = 30_000_000;

await runProgram(async () => {
  const { OLARK_SECRET = '', PORT = '8080' } = process.env;
  if (!/^[\w-]{16,}$/.test(OLARK_SECRET))
    throw new Stop('Set OLARK_SECRET to 16 or more letters and digits.');

  const nats = await connectToNats();
  const engine = jetstream(nats);
  // Hashes are compared, so that the time it takes tells nothing about the secret.
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const path = hash(`/olark/${OLARK_SECRET}`);

  /** Stores a body, and returns the status to answer with. */
  async function store({ method, url = '' }: IncomingMessage, body: AsyncIterable<Buffer>): Promise<number> {
    const [place = ''] = url.split('?', 1);
    if (method !== 'POST' || !timingSafeEqual(hash(place.replace(/\/$/, '')), path)) return 404;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
    }
    if (bytes > MAX_BYTES) {
      console.error('not stored: a body of more than 30 MB');
      return 413;
    }
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
    void store(request, request).catch(notStored).then(answer);
  });
  server.listen(PORT, () => {
    console.error(`listening on port ${PORT}`);
  });
  process.once('SIGTERM', () => server.close(() => void nats.drain().catch(() => nats.close())));
});
