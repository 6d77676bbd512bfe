import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

import { listen } from './server.js';

/** A message as RudderStack's client sends it. */
export type Message = Record<string, unknown> & { readonly type: string; readonly messageId: string };

export type DataPlane = Awaited<ReturnType<typeof startDataPlane>>;

/** Starts a server on loopback that plays RudderStack's data plane. */
export async function startDataPlane() {
  const messages: Message[] = [];
  const requests: { writeKey: string; path: string | undefined; type: string | undefined }[] = [];
  let status = 200;
  let waiting: (() => void)[] | undefined;

  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { authorization = '', 'content-encoding': encoding, 'content-type': type } = request.headers;
      const credentials = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
      requests.push({ writeKey: credentials.replace(/:$/, ''), path: request.url, type });
      const answer = () => {
        const json = (encoding === 'gzip' ? gunzipSync(body) : body).toString();
        if (status === 200) messages.push(...(JSON.parse(json) as { batch: Message[] }).batch);
        response.writeHead(status).end('OK');
      };
      if (waiting) waiting.push(answer);
      else answer();
    });
  });

  return {
    ...(await listen(server)),
    /** What has arrived and was answered 200, in order. */
    messages: messages as readonly Message[],
    /** The write key, the path and the content type of each request. */
    requests: requests as readonly (typeof requests)[number][],
    /** Waits until so many messages have arrived, and a moment longer for one that should not. */
    received: async (count: number): Promise<readonly Message[]> => {
      while (messages.length < count) await delay(5);
      await delay(20);
      return messages;
    },
    /** Answers with this status from now on, as RudderStack does when it is overloaded; 200 takes messages again. */
    answer: (newStatus: number) => {
      status = newStatus;
    },
    /** Answers nobody from now on, until `resume`. */
    pause: () => {
      waiting = [];
    },
    /** Answers those who wait, and everybody again. */
    resume: () => {
      for (const answer of waiting ?? []) answer();
      waiting = undefined;
    },
    /** Forgets what has arrived, and takes messages again. */
    reset: () => {
      messages.length = requests.length = 0;
      status = 200;
    },
  };
}
