import { createServer, type RequestListener, type Server } from 'node:http';

import formbody from '@fastify/formbody';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono, type HonoRequest } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { unwrap } from '../../src/unwrap.js';
import { fixtures } from '../support/fixtures.js';
import { listen, type Listening } from '../support/server.js';

/** What every handler here does with the body that its framework hands over. */
function answer(body: unknown): object {
  return transformOlark(body, { profile: 'complete' });
}

function withExpress(...parsers: express.RequestHandler[]): () => Promise<Listening> {
  return () => {
    const app = express();
    app.post('/', ...parsers, (request, response) => {
      response.json(answer(request.body));
    });
    return listen(createServer(app as RequestListener));
  };
}

async function withFastify(): Promise<Listening> {
  const app = fastify({ bodyLimit: 10e6 });
  await app.register(formbody);
  app.post('/', (request) => answer(request.body));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${url}/`, close: () => app.close() };
}

type Fetch = (request: Request) => Response | Promise<Response>;

function withFetch(fetch: Fetch): () => Promise<Listening> {
  return () => listen(createAdaptorServer({ fetch }) as Server);
}

function withHono(read: (request: HonoRequest) => Promise<unknown>): () => Promise<Listening> {
  const app = new Hono();
  app.post('/', async (context) => context.json(answer(await read(context.req))));
  return withFetch(app.fetch);
}

function withNode(): Promise<Listening> {
  return listen(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.end(JSON.stringify(answer(Buffer.concat(chunks))));
      });
    }),
  );
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_BODY = 'application/json';

/** Each way in which a framework hands over a body, and the content types for which it does so. */
const ways: readonly (readonly [string, () => Promise<Listening>, readonly string[]])[] = [
  ['express.urlencoded', withExpress(express.urlencoded({ limit: '10mb' })), [FORM]],
  [
    'express.urlencoded, extended',
    withExpress(express.urlencoded({ limit: '10mb', extended: true })),
    [FORM],
  ],
  ['express.json', withExpress(express.json({ limit: '10mb' })), [JSON_BODY]],
  ['express.raw', withExpress(express.raw({ type: '*/*', limit: '10mb' })), [FORM, JSON_BODY]],
  ['express.text', withExpress(express.text({ type: '*/*', limit: '10mb' })), [FORM, JSON_BODY]],
  ['Fastify with its form-body plugin', withFastify, [FORM, JSON_BODY]],
  ['Hono, parseBody', withHono((request) => request.parseBody()), [FORM]],
  ['Hono, formData', withHono((request) => request.formData()), [FORM]],
  ['Hono, json', withHono((request) => request.json()), [JSON_BODY]],
  ['Hono, text', withHono((request) => request.text()), [FORM, JSON_BODY]],
  ['node:http', withNode, [FORM, JSON_BODY]],
  [
    'a Request, formData',
    withFetch(async (request) => Response.json(answer(await request.formData()))),
    [FORM],
  ],
  [
    'a Request, arrayBuffer',
    withFetch(async (request) => Response.json(answer(await request.arrayBuffer()))),
    [FORM, JSON_BODY],
  ],
];

describe.each(ways)('%s', (_, start, types) => {
  let server: Listening;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(() => server.close());

  async function post(type: string, conversation: unknown): Promise<unknown> {
    const text = JSON.stringify(conversation);
    const body = type === FORM ? `data=${encodeURIComponent(text)}` : text;
    const response = await fetch(server.url, { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBe(200);
    return response.json();
  }

  it.each(types)('hands over what Olark posts as %s', async (type) => {
    for (const { payload, expected } of fixtures) {
      expect(await post(type, unwrap(payload))).toStrictEqual(expected.complete);
    }
  });

  it.each(types)('hands over a transcript of 2 MB as %s', async (type) => {
    const items = Array.from({ length: 10_000 }, (_item, index) => ({
      kind: 'MessageToVisitor',
      timestamp: `${String(1_473_774_819 + index)}.263083`,
      body: '100 % sure? a=b & c+d — naïve 🚨'.repeat(4),
    }));
    const events = await post(type, { kind: 'Conversation', items, visitor: { id: 'v1' } });
    expect(events).toMatchObject([
      { userId: 'v1', timestamp: '2016-09-13T16:40:18.263Z', properties: { items } },
    ]);
  });
});
