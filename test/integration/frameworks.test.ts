import { createServer, type RequestListener, type Server } from 'node:http';
import { buffer, text } from 'node:stream/consumers';

import formbody from '@fastify/formbody';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono, type HonoRequest } from 'hono';
import Koa from 'koa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type OlarkPayloadError, transformOlark } from '../../src/index.js';
import { unwrap } from '../../src/delivery/unwrap.js';
import { fixtures } from '../support/fixtures.js';
import { listen, type Listening } from '../support/server.js';

/** What every handler here does with the body that its framework hands over. */
function answer(body: unknown): object {
  return transformOlark(body, { profile: 'complete' });
}

/** The same by someone who misspelt an option. */
function misspelt(body: unknown): object {
  // @ts-expect-error -- there is no such profile
  return transformOlark(body, { profile: 'documentd' });
}

type Handle = (body: unknown) => object;
type Start = (handle: Handle) => Promise<Listening>;

function withExpress(...parsers: express.RequestHandler[]): Start {
  return (handle) => {
    const app = express();
    app.post('/', ...parsers, (request, response) => {
      response.json(handle(request.body));
    });
    return listen(createServer(app as RequestListener));
  };
}

const withKoa: Start = (handle) => {
  const app = new Koa();
  app.silent = true;
  app.use(async (context) => {
    context.body = handle(await text(context.req));
  });
  return listen(createServer((request, response) => void app.callback()(request, response)));
};

const withFastify: Start = async (handle) => {
  const app = fastify({ bodyLimit: 10e6 });
  await app.register(formbody);
  app.post('/', (request) => handle(request.body));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${url}/`, close: () => app.close() };
};

type Fetch = (request: Request) => Response | Promise<Response>;

function withFetch(fetch: Fetch): Promise<Listening> {
  return listen(createAdaptorServer({ fetch }) as Server);
}

function withHono(read: (request: HonoRequest) => Promise<unknown>): Start {
  return (handle) => {
    const app = new Hono();
    app.post('/', async (context) => context.json(handle(await read(context.req))));
    // Hono's own handler answers 500 to every error that it did not make.
    app.onError((error, context) => context.text(error.message, (error as OlarkPayloadError).status));
    return withFetch(app.fetch);
  };
}

function withRequest(read: (request: Request) => Promise<unknown>): Start {
  return (handle) => withFetch(async (request) => Response.json(handle(await read(request))));
}

const withNode: Start = (handle) =>
  listen(
    createServer((request, response) => {
      void buffer(request).then((body) => response.end(JSON.stringify(handle(body))));
    }),
  );

const FORM = 'application/x-www-form-urlencoded';
const JSON_BODY = 'application/json';

async function post(server: Listening, type: string, text: string): Promise<Response> {
  const body = type === FORM ? `data=${encodeURIComponent(text)}` : text;
  return fetch(server.url, { method: 'POST', headers: { 'content-type': type }, body });
}

/** Each way in which a framework hands over a body, and the content types for which it does so. */
const ways: readonly (readonly [string, Start, readonly string[]])[] = [
  ['express.urlencoded', withExpress(express.urlencoded({ limit: '10mb' })), [FORM]],
  [
    'express.urlencoded, extended',
    withExpress(express.urlencoded({ limit: '10mb', extended: true })),
    [FORM],
  ],
  ['express.json', withExpress(express.json({ limit: '10mb' })), [JSON_BODY]],
  ['express.raw', withExpress(express.raw({ type: '*/*', limit: '10mb' })), [FORM, JSON_BODY]],
  ['express.text', withExpress(express.text({ type: '*/*', limit: '10mb' })), [FORM, JSON_BODY]],
  ['Koa', withKoa, [FORM, JSON_BODY]],
  ['Fastify with its form-body plugin', withFastify, [FORM, JSON_BODY]],
  ['Hono, parseBody', withHono((request) => request.parseBody()), [FORM]],
  ['Hono, formData', withHono((request) => request.formData()), [FORM]],
  ['Hono, json', withHono((request) => request.json()), [JSON_BODY]],
  ['Hono, text', withHono((request) => request.text()), [FORM, JSON_BODY]],
  ['node:http', withNode, [FORM, JSON_BODY]],
  ['a Request, formData', withRequest((request) => request.formData()), [FORM]],
  ['a Request, arrayBuffer', withRequest((request) => request.arrayBuffer()), [FORM, JSON_BODY]],
];

describe.each(ways)('%s', (_, start, types) => {
  let server: Listening;

  beforeAll(async () => {
    server = await start(answer);
  });

  afterAll(() => server.close());

  async function eventsOf(type: string, conversation: unknown): Promise<unknown> {
    const response = await post(server, type, JSON.stringify(conversation));
    expect(response.status).toBe(200);
    return response.json();
  }

  it.each(types)('hands over what Olark posts as %s', async (type) => {
    for (const { payload, expected } of fixtures) {
      expect(await eventsOf(type, unwrap(payload))).toStrictEqual(expected.complete);
    }
  });

  it.each(types)('hands over a transcript of 2 MB as %s', async (type) => {
    const items = Array.from({ length: 10_000 }, (_item, index) => ({
      kind: 'MessageToVisitor',
      timestamp: `${String(1_473_774_819 + index)}.263083`,
      body: '100 % sure? a=b & c+d — naïve 🚨'.repeat(4),
    }));
    const events = await eventsOf(type, { kind: 'Conversation', items, visitor: { id: 'v1' } });
    expect(events).toMatchObject([
      { userId: 'v1', timestamp: '2016-09-13T16:40:18.263Z', properties: { items } },
    ]);
  });
});

describe.each<readonly [string, Start]>([
  ['Express, with no error handler', withExpress(express.urlencoded())],
  ['Koa, with no error handler', withKoa],
  ['Fastify, with no error handler', withFastify],
  ['Hono, with an error handler of one line', withHono((request) => request.parseBody())],
])('%s', (_, start) => {
  async function refusal(handle: Handle, text: string): Promise<{ status: number; body: string }> {
    const server = await start(handle);
    try {
      const response = await post(server, FORM, text);
      return { status: response.status, body: await response.text() };
    } finally {
      await server.close();
    }
  }

  it.each([
    ['an empty field', ''],
    ['broken JSON', '{"visitor":{"id":"Bob Doe"'],
    ['another thing than a conversation', '["Bob Doe"]'],
    ['a conversation without a visitor', '{"kind":"Conversation","tags":["Bob Doe"]}'],
  ])('answers 400 to %s, and repeats nothing of it', async (_fault, text) => {
    const { status, body } = await refusal(answer, text);
    expect(status).toBe(400);
    expect(body).not.toContain('Bob Doe');
  });

  it('answers 500 where an option is misspelt', async () => {
    const text = '{"kind":"Conversation","visitor":{"id":"v1"}}';
    expect((await refusal(answer, text)).status).toBe(200);
    expect((await refusal(misspelt, text)).status).toBe(500);
  });
});
