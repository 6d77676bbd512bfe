import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

import { listen, type Listening } from './server.js';

/** A message as RudderStack's client sends it. */
export type Message = Record<string, unknown> & { readonly type: string; readonly messageId: string };

/** A server on loopback that plays RudderStack's data plane. */
export interface DataPlane extends Listening {
  /** What has arrived, in order. */
  readonly messages: readonly Message[];
  /** Waits until so many messages have arrived, and a moment longer for one that should not. */
  received(count: number): Promise<readonly Message[]>;
}

export async function startDataPlane(): Promise<DataPlane> {
  const messages: Message[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const isZipped = request.headers['content-encoding'] === 'gzip';
      const { batch } = JSON.parse((isZipped ? gunzipSync(body) : body).toString()) as { batch: Message[] };
      messages.push(...batch);
      response.end('OK');
    });
  });
  const listening = await listen(server);
  return {
    ...listening,
    messages,
    received: async (count) => {
      while (messages.length < count) await delay(5);
      await delay(20);
      return messages;
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
