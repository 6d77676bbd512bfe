import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { Readable } from 'node:stream';

import type {
  ALBEvent,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  LambdaFunctionURLEvent,
} from 'aws-lambda';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { listen } from '../../support/server.js';
import { conversationWith, thrownBy } from '../../support/values.js';

const SECRET = 'S3CR3T';
const json = JSON.stringify(conversationWith({}, { fullName: SECRET }));
const body = `data=${encodeURIComponent(json)}`;
const FORM = 'application/x-www-form-urlencoded';

function request(): Request {
  return new Request('https://example.com/', { method: 'POST', body: new URLSearchParams({ data: json }) });
}

/** Posts the form to a server and gives what its handler noted down. */
async function posted<T>(start: (note: (value: T) => void) => RequestListener): Promise<T> {
  const noted: T[] = [];
  const server = await listen(createServer(start((value) => noted.push(value))));
  await fetch(server.url, { method: 'POST', headers: { 'content-type': FORM }, body });
  await server.close();
  const [value] = noted;
  if (value === undefined) throw new Error('The handler was not called.');
  return value;
}

function nodeRequest(): Promise<unknown> {
  return posted((note) => (incoming, response) => {
    note(incoming);
    response.end();
  });
}

function expressRequest(): Promise<unknown> {
  return posted((note) => {
    const app = express();
    app.use(express.urlencoded());
    app.post('/', (incoming, response) => {
      note(incoming);
      response.end();
    });
    return app as RequestListener;
  });
}

function koaContext(): Promise<Koa.Context> {
  return posted((note) => {
    const app = new Koa();
    app.use((context) => {
      context.body = '';
      note(context);
    });
    const handle = app.callback();
    return (incoming, response) => {
      void handle(incoming, response);
    };
  });
}

async function fastifyRequest(): Promise<unknown> {
  const app = fastify();
  let noted: unknown;
  app.post('/', (incoming) => {
    noted = incoming;
    return {};
  });
  await app.inject({ method: 'POST', url: '/', payload: JSON.parse(json) as object });
  return noted;
}

async function honoContext() {
  const app = new Hono();
  const noted: { context?: unknown; request?: unknown } = {};
  app.post('/', (context) => {
    noted.context = context;
    noted.request = context.req;
    return context.text('');
  });
  await app.request('/', { method: 'POST', headers: { 'content-type': FORM }, body });
  return noted;
}

const headers = { 'content-type': FORM };
const base64 = Buffer.from(body).toString('base64');
/** Of an event, just what AWS documents and a handler may look at. */
const apiGateway = {
  ...{ resource: '/olark', path: '/olark', httpMethod: 'POST', headers, multiValueHeaders: {}, body },
  ...{ queryStringParameters: null, multiValueQueryStringParameters: null, pathParameters: null },
  ...{ stageVariables: null, requestContext: {}, isBase64Encoded: false },
} as unknown as APIGatewayProxyEvent;
const httpApi = {
  ...{ version: '2.0', routeKey: 'POST /olark', rawPath: '/olark', rawQueryString: '', headers },
  ...{ requestContext: { http: { method: 'POST' } }, body: base64, isBase64Encoded: true },
} as unknown as APIGatewayProxyEventV2;
const functionUrl = { ...httpApi, routeKey: '$default' } as LambdaFunctionURLEvent;
const loadBalancer = {
  httpMethod: 'POST',
  path: '/',
  headers,
  requestContext: { elb: {} },
  body,
} as unknown as ALBEvent;
const withoutBody = { requestContext: {}, isBase64Encoded: false };

const STREAM = 'a stream; read it to the end';
const REQUEST = 'a request; pass its `body`, once read';
const LAMBDA = 'an AWS Lambda event; pass its `body`, decoded if `isBase64Encoded`';

const foreign: readonly (readonly [string, () => unknown, string])[] = [
  ['a Promise', () => Promise.resolve(json), 'a Promise; `await` it'],
  ['a thenable', () => ({ then: () => json }), 'a Promise; `await` it'],
  ['an async function’s result', () => request().text(), 'a Promise; `await` it'],
  ['a Request', request, 'a Request; pass `await it.text()`'],
  ['a Response', () => new Response(json), 'a Response; pass `await it.text()`'],
  ['a Blob', () => new Blob([json]), 'a Blob; pass `await it.text()`'],
  ['a File', () => new File([json], `${SECRET}.json`), 'a File; pass `await it.text()`'],
  ['a ReadableStream', () => request().body, STREAM],
  ['a Node stream', () => Readable.from([json]), STREAM],
  ['Headers', () => new Headers({ [SECRET]: SECRET }), 'a Headers; pass the body'],
  ['a Map', () => new Map([['data', json]]), 'a Map; pass the body'],
  ['a Set', () => new Set([json]), 'a Set; pass the body'],
  ['a Node request', nodeRequest, REQUEST],
  ['an Express request', expressRequest, REQUEST],
  ['a Fastify request', fastifyRequest, REQUEST],
  ['a Koa context', koaContext, 'a Koa context; pass its `request.body`'],
  ['a Koa request', async () => (await koaContext()).request, REQUEST],
  ['a Node request of Koa’s', async () => (await koaContext()).req satisfies IncomingMessage, REQUEST],
  ['an API Gateway event', () => apiGateway, LAMBDA],
  ['an API Gateway event of an HTTP API', () => httpApi, LAMBDA],
  ['an event of a function URL', () => functionUrl, LAMBDA],
  ['an event of a load balancer', () => loadBalancer, LAMBDA],
  ['a Lambda event without a body', () => withoutBody, LAMBDA],
  ['a Lambda event with a JSON body', () => ({ body: json, isBase64Encoded: false }), LAMBDA],
  ['a Lambda event as JSON', () => JSON.stringify(httpApi), LAMBDA],
  ['a request of another kind', () => ({ method: 'POST', headers: { [SECRET]: SECRET } }), REQUEST],
  ['something with a body', () => ({ body }), REQUEST],
  ['a Hono context', async () => (await honoContext()).context, 'a Hono context; pass `await c.req.text()`'],
  ['a Hono request', async () => (await honoContext()).request, 'a request; pass `await it.text()`'],
];

/** How a value can be wrapped, and how messages say where it was found. */
const wrappings: readonly (readonly [string, string | undefined, (value: unknown) => unknown])[] = [
  ['by itself', undefined, (value) => value],
  ['in a parsed form', 'data', (data) => ({ data })],
  ['in a list in a parsed form', 'data', (data) => ({ data: [data] })],
  ['in a source request', 'request.body', (value) => ({ request: { body: value } })],
  ['in a form in a source request', 'data', (data) => ({ request: { body: { data } } })],
];

describe.each(foreign)('%s', (_, make, found) => {
  // What is wrapped comes with no promise of its own around it.
  async function made(): Promise<{ value: unknown }> {
    const value = make();
    if (found.startsWith('a Promise')) return { value };
    return { value: await value };
  }

  it.each(wrappings)('%s is answered with what to pass instead', async (_wrapping, path, wrap) => {
    const { value } = await made();
    const error = thrownBy(() => transformOlark(wrap(value)));
    expect({
      code: error.code,
      status: error.status,
      path: error.path,
      message: error.message,
    }).toStrictEqual({
      code: 'OLARK_NOT_A_CONVERSATION',
      status: 400,
      path,
      message: `${path === undefined ? 'The payload' : `\`${path}\``} must hold an Olark conversation, but is ${found}.`,
    });
    expect(String(error.stack)).not.toContain(SECRET);
  });
});

describe('what to pass instead', () => {
  it('is read', async () => {
    const [expected] = transformOlark(json);
    const passed: unknown[] = [
      await Promise.resolve(json),
      await request().text(),
      await new Response(json).text(),
      await new Blob([json]).text(),
      ((await expressRequest()) as { body: unknown }).body,
      ((await fastifyRequest()) as { body: unknown }).body,
      apiGateway.body,
      Buffer.from(httpApi.body ?? '', httpApi.isBase64Encoded ? 'base64' : 'utf8'),
    ];
    for (const payload of passed) expect(transformOlark(payload)[0]).toStrictEqual(expected);
  });

  it('is not told of a conversation that has the same fields', () => {
    const fields = { ...apiGateway, req: {}, response: {}, pipe: 1, getReader: 1, then: 1 };
    expect(transformOlark({ ...fields, ...conversationWith() })[0].userId).toBe('v1');
    // Its `kind` says that it was meant to be one.
    expect(thrownBy(() => transformOlark({ kind: 'Conversation', body: 'x' }))).toMatchObject({
      code: 'OLARK_MISSING_FIELD',
      path: 'visitor.id',
    });
  });

  it('is not told where nothing says what an object is', () => {
    for (const payload of [{}, { then: 'x' }, { a: 1 }, new Date(0), new Error(SECRET), { visitor: [] }]) {
      expect(thrownBy(() => transformOlark(payload))).toMatchObject({
        code: 'OLARK_MISSING_FIELD',
        path: 'kind',
      });
    }
  });

  it('is told of another realm’s and another package’s class too', () => {
    class Request {
      readonly [Symbol.toStringTag] = 'Request';
      text = () => SECRET;
    }
    expect(thrownBy(() => transformOlark(new Request())).message).toMatch(
      /is a Request; pass `await it\.text\(\)`\.$/,
    );
    for (const tag of ['Request', 'Map', 'FormData', 'URLSearchParams'].flatMap((name) => [
      `${SECRET}${name}`,
      `${name}${SECRET}`,
    ])) {
      const error = thrownBy(() => transformOlark({ [Symbol.toStringTag]: tag }));
      expect(error.code).toBe('OLARK_MISSING_FIELD');
    }
  });
});
