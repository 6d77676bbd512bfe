import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { listen } from '../support/server.js';

/** Starts a server on loopback that plays RudderStack's data plane, and keeps only hashes of what it gets. */
export async function startDataPlane() {
  /** How often each event was taken. */
  const taken = new Map<string, number>();
  let isDown = false;
  let refused = 0;
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (isDown) {
        refused += 1;
        response.writeHead(503).end();
        return;
      }
      for (const event of (JSON.parse(body.toString()) as { batch: unknown[] }).batch) {
        const hash = hashOf(JSON.stringify(event));
        taken.set(hash, (taken.get(hash) ?? 0) + 1);
      }
      response.end('OK');
    });
  });
  return {
    ...(await listen(server)),
    taken: taken as ReadonlyMap<string, number>,
    /** How many requests came while it was down. */
    refused: () => refused,
    /** Answers 503 from now on. */
    goDown: () => {
      isDown = true;
    },
    /** Takes events again. */
    comeBack: () => {
      isDown = false;
    },
  };
}

export function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
