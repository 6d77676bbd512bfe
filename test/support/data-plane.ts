import { createServer, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { listen, type Listening } from './server.js';

/** A message as RudderStack's client sends it. */
export type Message = Record<string, unknown> & { readonly type: string; readonly messageId: string };

/** A server on loopback that plays RudderStack's data plane. */
export interface DataPlane extends Listening {
  /** What has arrived and was answered 200, in order. */
  readonly messages: readonly Message[];
  /** The write key, the path and the content type of each request. */
  readonly requests: readonly { writeKey: string; path: string | undefined; type: string | undefined }[];
  /** Waits until so many messages have arrived, and a moment longer for one that should not. */
  received(count: number): Promise<readonly Message[]>;
  /** Answers with this status from now on, as RudderStack does when it is overloaded; 200 takes messages again. */
  answer(status: number): void;
  /** Answers nobody from now on, until `resume`. */
  pause(): void;
  /** Answers those who wait, and everybody again. */
  resume(): void;
  /** Forgets what has arrived, and takes messages again. */
  reset(): void;
}

export async function startDataPlane(): Promise<DataPlane> {
  const messages: Message[] = [];
  const requests: DataPlane['requests'][number][] = [];
  let status = 200;
  let waiting: (() => void)[] | undefined;

  const take = (body: Buffer, isZipped: boolean, response: ServerResponse) => {
    const { batch } = JSON.parse((isZipped ? gunzipSync(body) : body).toString()) as { batch: Message[] };
    if (status === 200) messages.push(...batch);
    response.writeHead(status).end('OK');
  };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { authorization = '', 'content-encoding': encoding, 'content-type': type } = request.headers;
      const writeKey = Buffer.from(authorization.replace('Basic ', ''), 'base64')
        .toString()
        .replace(/:$/, '');
      requests.push({ writeKey, path: request.url, type });
      const answer = () => {
        take(body, encoding === 'gzip', response);
      };
      if (waiting) waiting.push(answer);
      else answer();
    });
  });

  const listening = await listen(server);
  return {
    ...listening,
    messages,
    requests,
    received: async (count) => {
      while (messages.length < count) await delay(5);
      await delay(20);
      return messages;
    },
    answer: (newStatus) => {
      status = newStatus;
    },
    pause: () => {
      waiting = [];
    },
    resume: () => {
      for (const answer of waiting ?? []) answer();
      waiting = undefined;
    },
    reset: () => {
      messages.length = requests.length = 0;
      status = 200;
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
