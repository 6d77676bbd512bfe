import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { deflateSync, gzipSync } from 'node:zlib';

import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import express, { type RequestHandler } from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { MAX_BYTES, MAX_KEPT_BYTES } from '../../docs/examples/server/body.js';
import { sendWithClient } from '../../docs/examples/server/client.js';
import { deliver, type Kept } from '../../docs/examples/server/deliver.js';
import * as events from '../../docs/examples/server/events.js';
import { olark as expressOlark } from '../../docs/examples/server/express.js';
import { olark as fastifyOlark } from '../../docs/examples/server/fastify.js';
import { keepInFolder } from '../../docs/examples/server/keep-in-folder.js';
import { keepInS3 } from '../../docs/examples/server/keep-in-s3.js';
import { handler as lambdaHandler } from '../../docs/examples/server/lambda.js';
import { POST as nextPost } from '../../docs/examples/server/next-route.js';
import { olark as requestOlark } from '../../docs/examples/server/request.js';
import { checkSettings, type Settings } from '../../docs/examples/server/settings.js';
import worker from '../../docs/examples/server/worker.js';
import { type RudderEvent, transformOlark } from '../../src/index.js';
import { identifyCall } from '../../src/mappers.js';
import { startDataPlane } from '../support/data-plane.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { freePort, listen, type RunningServer, startServer } from '../support/server.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** For a process under load. */
const PATIENT = { timeout: 30_000 };

/** What nobody may find in a log; a form has it as it is. */
const PRIVATE = 'NOT-FOR-THE-LOG';
const SECRET = 's3cret-of-the-url';
const FORM = 'application/x-www-form-urlencoded';

const payload = { ...(fixture('several-groups-and-operators').payload as object), tags: [PRIVATE] };
const json = JSON.stringify(payload);
const form = formOf(json);
/** What reaches RudderStack. What the mapping makes is tested elsewhere. */
const complete = transformOlark(payload, { profile: 'complete' });

function formOf(conversation: string): string {
  return `data=${encodeURIComponent(conversation)}`;
}

/** A conversation with messages of a thousand characters, or a bit more. */
function longOf(messages: number): string {
  const items = Array.from({ length: messages }, (_, index) => {
    return { kind: 'MessageToVisitor', body: `${index} ${'x'.repeat(1000)}` };
  });
  return JSON.stringify({ ...payload, items });
}

const dataPlane = await startDataPlane();
const folder = mkdtempSync(join(tmpdir(), 'olark-kept-'));
/** A bucket in place of S3, and the namespace of a Worker. */
const objects = new Map<string, string>();
const bucket = await startBucket();
const settings = {
  DATA_PLANE_URL: dataPlane.url,
  OLARK_SECRET: SECRET,
  WRITE_KEY: 'key',
  KEPT_FOLDER: folder,
  KEPT_BUCKET_URL: `${bucket.url}bucket/`,
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'eu-central-1',
};

/** What is to be closed in the end. */
const running: { close(): Promise<unknown> }[] = [dataPlane, bucket];
let log: string[];

beforeAll(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

beforeEach(() => {
  dataPlane.reset();
  objects.clear();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  log = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    log.push(words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' '));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(log.join('\n')).not.toMatch(new RegExp(`${PRIVATE}|${SECRET}`));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  for (const server of running) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Stands in for S3: takes signed requests that put an object. */
async function startBucket() {
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const isSigned = /^AWS4-HMAC-SHA256 .*\/eu-central-1\/s3\//.test(request.headers.authorization ?? '');
      const isPut = request.method === 'PUT' && isSigned;
      if (isPut) objects.set(request.url?.replace('/bucket/', '') ?? '', body);
      response.writeHead(isPut ? 200 : 403).end();
    });
  });
  return listen(server);
}

/** A name without its time and its random part. */
function shortName(name: string): string {
  return name.replaceAll(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-(\w+)-[\da-f-]{36}/g, '<$1>');
}

/** Everything that was kept, by its short name. */
function allKept(): Record<string, string> {
  const files = readdirSync(folder).map((name): [string, string] => {
    return [name, readFileSync(join(folder, name), 'latin1')];
  });
  const all = [...objects, ...files].map(([name, body]): [string, string] => [shortName(name), body]);
  return Object.fromEntries(all);
}

interface Sent {
  readonly method?: string;
  readonly type?: string | undefined;
  readonly encoding?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** Sends a request to a path, and gives the status of the answer. */
type Send = (path: string, sent: Sent) => Promise<number>;

function requestOf(
  base: string,
  path: string,
  { method = 'POST', type, encoding, body = '' }: Sent,
): Request {
  const headers = {
    ...(type && { 'content-type': type }),
    ...(encoding && { 'content-encoding': encoding }),
  };
  // Bytes, because `fetch` gives text a content type of its own.
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return new Request(new URL(path, base), { method, headers, ...(method === 'POST' && { body: bytes }) });
}

function sendsTo(
  answer: (request: Request) => Promise<{ status: number }>,
  base = 'https://shop.example',
): Send {
  return async (path, sent) => (await answer(requestOf(base, path, sent))).status;
}

async function startExpress(...before: RequestHandler[]): Promise<Send> {
  const app = express().use(...before, expressOlark(settings), express.json());
  const server = await listen(createServer(app as RequestListener));
  running.push(server);
  return sendsTo(fetch, server.url);
}

const kv = {
  put: (name: string, body: ArrayBuffer) => {
    objects.set(name, Buffer.from(body).toString('latin1'));
    return Promise.resolve();
  },
};

/** The example in each framework. */
const frameworks: Readonly<Record<string, () => Send | Promise<Send>>> = {
  'express.ts': () => startExpress(),
  'fastify.ts': async () => {
    const app = fastify({ logger: { stream: { write: (line: string) => log.push(line) } } });
    running.push(app);
    app.register(fastifyOlark(settings));
    return sendsTo(fetch, await app.listen({ host: '127.0.0.1', port: 0 }));
  },
  'request.ts': () => {
    return sendsTo((request) => requestOlark(request, settings, keepInFolder(settings)));
  },
  'request.ts in Hono': () => {
    const app = new Hono();
    app.all('/olark/*', (context) => requestOlark(context.req.raw, settings, keepInFolder(settings)));
    return sendsTo(async (request) => app.request(request));
  },
  'bun-deno.ts': async () => {
    const { default: app } = await import('../../docs/examples/server/bun-deno.js');
    return sendsTo((request) => app.fetch(request));
  },
  'worker.ts': () => {
    return sendsTo((request) => worker.fetch(request, { ...settings, KEPT: kv }));
  },
  'next-route.ts': () => sendsTo(nextPost),
  'lambda.ts': () => async (path, sent) => {
    const request = requestOf('https://shop.example', path, sent);
    const { statusCode } = await lambdaHandler({
      rawPath: path.replace(/\?.*/, ''),
      requestContext: { http: { method: request.method } },
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()).toString('base64'),
      isBase64Encoded: true,
    });
    return statusCode;
  },
};

describe.each(Object.entries(frameworks))('%s', (_name, start) => {
  const path = `/olark/${SECRET}`;
  let send: Send;

  beforeAll(async () => {
    send = await start();
  });

  it.each<{ title: string; path?: string; sent: Sent }>([
    { title: 'a form', sent: { type: FORM, body: form } },
    { title: 'JSON', sent: { type: 'application/json', body: json } },
    { title: 'a body without a content type', sent: { body: form } },
    { title: 'a content type that is none', sent: { type: 'nonsense', body: form } },
    { title: 'a charset', sent: { type: `${FORM}; charset=UTF-8`, body: form } },
    { title: 'a charset that nobody knows', sent: { type: `${FORM}; charset=klingon`, body: form } },
    { title: 'a multipart type with the body of a form', sent: { type: 'multipart/form-data', body: form } },
    { title: 'gzip', sent: { type: FORM, encoding: 'gzip', body: gzipSync(form) } },
    { title: 'GZIP', sent: { type: FORM, encoding: 'GZIP', body: gzipSync(form) } },
    { title: 'deflate', sent: { type: FORM, encoding: 'deflate', body: deflateSync(form) } },
    { title: 'the encoding `identity`', sent: { type: FORM, encoding: 'identity', body: form } },
    { title: 'a slash at the end of the URL', path: `${path}/`, sent: { type: FORM, body: form } },
    { title: 'a query', path: `${path}?a=b/c`, sent: { type: FORM, body: form } },
    { title: '2,000 other fields', sent: { type: FORM, body: `${'a=b&'.repeat(2000)}${form}` } },
    { title: 'a body of 9 MB', sent: { type: FORM, body: `${form}${'%20'.repeat(3e6)}` } },
  ])('sends the events of $title', async ({ sent, ...other }) => {
    expect(await send(other.path ?? path, sent)).toBe(204);
    expect(dataPlane.messages).toStrictEqual(complete);
    expect(dataPlane.requests).toStrictEqual([
      { writeKey: 'key', path: '/v1/batch', type: 'application/json' },
    ]);
    expect(log).toStrictEqual([]);
    expect(allKept()).toStrictEqual({});
  });

  it.each<{ title: string; path: string; sent: Sent; status: number; reason: string }>([
    {
      title: 'another secret',
      path: `/olark/${SECRET}!`,
      sent: { body: form },
      status: 404,
      reason: 'WRONG_SECRET',
    },
    {
      title: 'a part of the secret',
      path: `/olark/${SECRET.slice(1)}`,
      sent: { body: form },
      status: 404,
      reason: 'WRONG_SECRET',
    },
    { title: 'no secret', path: '/olark/', sent: { body: form }, status: 404, reason: 'WRONG_SECRET' },
    {
      title: 'something behind the secret',
      path: `${path}/x`,
      sent: { body: form },
      status: 404,
      reason: 'WRONG_SECRET',
    },
    { title: 'a GET', path, sent: { method: 'GET' }, status: 404, reason: 'NOT_A_POST' },
    { title: 'an empty body', path, sent: { type: FORM }, status: 400, reason: 'OLARK_EMPTY_BODY' },
  ])('refuses $title', async ({ path: url, sent, status, reason }) => {
    expect(await send(url, sent)).toBe(status);
    expect(log).toStrictEqual([expect.stringMatching(`^OLARK_DELIVERY_REFUSED ${reason}\\b`)]);
    expect(dataPlane.requests).toStrictEqual([]);
    expect(allKept()).toStrictEqual({});
  });

  it.each<{ title: string; sent: Sent; keeps: Record<string, string> }>([
    {
      title: 'a form that was cut short',
      sent: { type: FORM, body: form.slice(0, -200) },
      keeps: { '<OLARK_INVALID_JSON>.txt': `${form.slice(0, -200)}\n` },
    },
    {
      title: 'JSON of something else, with its line breaks as spaces',
      sent: { type: 'application/json', body: `{\r\n"tags": ["${PRIVATE}"]\n}` },
      keeps: { '<OLARK_MISSING_FIELD>.txt': `{  "tags": ["${PRIVATE}"] }\n` },
    },
    {
      title: 'text in gzip, decompressed',
      sent: { encoding: 'gzip', body: gzipSync(form.slice(0, -200)) },
      keeps: { '<OLARK_INVALID_JSON>.txt': `${form.slice(0, -200)}\n` },
    },
    {
      title: 'gzip that is broken, as it came',
      sent: { encoding: 'gzip', body: 'no gzip\nat all' },
      keeps: { '<BODY_NOT_DECODED>.encoded': 'no gzip\nat all' },
    },
    {
      title: 'a compression that is not known, as it came',
      sent: { encoding: 'compress', body: 'a\nb' },
      keeps: { '<BODY_NOT_DECODED>.encoded': 'a\nb' },
    },
    {
      title: 'a body of more than 10 MB',
      sent: { type: FORM, body: `${form}\n${'x'.repeat(MAX_BYTES)}\n` },
      keeps: { '<BODY_TOO_LARGE>.txt': `${form} ${'x'.repeat(MAX_BYTES)} \n` },
    },
  ])('keeps aside $title, and answers 204', async ({ sent, keeps }) => {
    expect(await send(path, sent)).toBe(204);
    expect(allKept()).toStrictEqual(keeps);
    const [name = ''] = Object.keys(keeps);
    expect(log.map(shortName)).toStrictEqual([
      expect.stringMatching(`^OLARK_DELIVERY_KEPT ${/\w+/.exec(name)?.[0]} ${name}`),
    ]);
    expect(dataPlane.requests).toStrictEqual([]);
  });

  it('keeps aside gzip that was cut short', async () => {
    expect(await send(path, { encoding: 'gzip', body: gzipSync(form).subarray(0, 100) })).toBe(204);
    expect(Object.keys(allKept())).toStrictEqual(['<BODY_NOT_DECODED>.encoded']);
  });

  it('keeps aside gzip that unpacks to more than 10 MB, without unpacking it', async () => {
    const bomb = gzipSync('x'.repeat(MAX_BYTES + 1));
    expect(await send(path, { encoding: 'gzip', body: bomb })).toBe(204);
    expect(Object.keys(allKept())).toStrictEqual(['<BODY_TOO_LARGE>.encoded']);
  });

  it.each([301, 400, 401, 404, 413])('keeps aside what RudderStack answers %i to', async (status) => {
    dataPlane.answer(status);
    expect(await send(path, { type: FORM, body: form })).toBe(204);
    expect(allKept()).toStrictEqual({ [`<RUDDERSTACK_${status}>.txt`]: `${form}\n` });
    expect(log.map(shortName)).toStrictEqual([
      `OLARK_DELIVERY_KEPT RUDDERSTACK_${status} <RUDDERSTACK_${status}>.txt`,
    ]);
  });

  it.each([408, 429, 500, 503])('lets Olark try again when RudderStack answers %i', async (status) => {
    dataPlane.answer(status);
    expect(await send(path, { type: FORM, body: form })).toBe(503);
    expect(log).toStrictEqual([`OLARK_DELIVERY_RETRY RUDDERSTACK_${status}`]);
    expect(allKept()).toStrictEqual({});
  });
});

describe('express.ts in an app whose parsers run first', () => {
  const path = `/olark/${SECRET}`;
  const parsers = [express.urlencoded({ limit: '1mb' }), express.json({ limit: '1mb' })];

  it.each<{ title: string; parser: RequestHandler; sent: Sent }>([
    { title: 'a form', parser: express.urlencoded(), sent: { type: FORM, body: form } },
    { title: 'JSON', parser: express.json(), sent: { type: 'application/json', body: json } },
    { title: 'text', parser: express.text({ type: '*/*' }), sent: { type: FORM, body: form } },
    { title: 'bytes', parser: express.raw({ type: '*/*' }), sent: { type: FORM, body: form } },
    {
      title: 'gzip, which the parser has undone',
      parser: express.raw({ type: '*/*' }),
      sent: { type: FORM, encoding: 'gzip', body: gzipSync(form) },
    },
    { title: 'a type that is not the parser’s', parser: express.json(), sent: { type: FORM, body: form } },
  ])('sends the events of $title', async ({ parser, sent }) => {
    const send = await startExpress(parser);
    expect(await send(path, sent)).toBe(204);
    expect(dataPlane.messages).toStrictEqual(complete);
  });

  it('keeps aside what the parser made of the body, in a form that the backfill takes', async () => {
    const send = await startExpress(...parsers);
    dataPlane.answer(401);
    expect(await send(path, { type: FORM, body: form })).toBe(204);
    const line = allKept()['<RUDDERSTACK_401>.txt'] ?? '';
    expect(line).toBe(`${JSON.stringify({ data: json })}\n`);
    expect(transformOlark(line, { profile: 'complete' })).toStrictEqual(complete);
  });
});

describe('fastify.ts in an app with a parser of its own', () => {
  it('sends the events, and leaves the parser to the other routes', async () => {
    const app = fastify();
    running.push(app);
    app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
      done(null, { parsed: body });
    });
    app.register(fastifyOlark(settings));
    app.post('/other', ({ body }, reply) => reply.send(body));
    const headers = { 'content-type': FORM };
    const olark = await app.inject({ method: 'POST', url: `/olark/${SECRET}`, headers, payload: form });
    const other = await app.inject({ method: 'POST', url: '/other', headers, payload: 'a=b' });
    expect([olark.statusCode, other.json()]).toStrictEqual([204, { parsed: 'a=b' }]);
    expect(dataPlane.messages).toStrictEqual(complete);
  });
});

it('request.ts says that the body is not there if somebody has read it', async () => {
  const request = requestOf('https://shop.example', `/olark/${SECRET}`, { body: form });
  await request.text();
  const answer = await requestOlark(request, settings, keepInFolder(settings));
  expect(answer.status).toBe(400);
  expect(log).toStrictEqual([expect.stringMatching(/^OLARK_DELIVERY_REFUSED OLARK_EMPTY_BODY/)]);
});

it('bun-deno.ts and worker.ts tell that they are healthy', async () => {
  const { default: app } = await import('../../docs/examples/server/bun-deno.js');
  const request = new Request('https://shop.example/health');
  expect((await app.fetch(request)).status).toBe(200);
  expect((await worker.fetch(request, { ...settings, KEPT: kv })).status).toBe(200);
});

describe('deliver.ts', () => {
  const url = `/olark/${SECRET}`;
  const keepAside = keepInFolder(settings);

  async function post(body: unknown, changes: Partial<Record<keyof typeof settings, string>> = {}) {
    return deliver({ method: 'POST', url, body }, { ...settings, ...changes }, keepAside);
  }

  it('keeps aside what a rule failed on, and sends nothing', async () => {
    vi.spyOn(events, 'eventsOf').mockImplementation((body) => {
      const via = () => {
        throw new Error(PRIVATE);
      };
      return transformOlark(body, { rules: [{ from: 'kind', to: 'properties.mask', via }] });
    });
    expect(await post(form)).toBe(204);
    expect(allKept()).toStrictEqual({ '<OLARK_INVALID_OPTION>.txt': `${form}\n` });
    expect(log).toStrictEqual([
      expect.stringMatching(/^OLARK_DELIVERY_KEPT OLARK_INVALID_OPTION .*rules\[0\]/),
    ]);
    expect(dataPlane.requests).toStrictEqual([]);
  });

  it('keeps aside what code of one’s own failed on, and logs only the type of its error', async () => {
    vi.spyOn(events, 'eventsOf').mockImplementation(() => {
      throw new TypeError(PRIVATE);
    });
    expect(await post(form)).toBe(204);
    expect(allKept()).toStrictEqual({ '<UNEXPECTED>.txt': `${form}\n` });
    expect(log.map(shortName)).toStrictEqual(['OLARK_DELIVERY_KEPT UNEXPECTED <UNEXPECTED>.txt TypeError']);
  });

  it('keeps aside what comes while a setting is wrong', async () => {
    expect(await post(form, { WRITE_KEY: '' })).toBe(204);
    expect(allKept()).toStrictEqual({ '<UNEXPECTED>.txt': `${form}\n` });
  });

  it('lets Olark try again when RudderStack cannot be reached, and says why', async () => {
    expect(await post(form, { DATA_PLANE_URL: `http://127.0.0.1:${await freePort()}` })).toBe(503);
    expect(log).toStrictEqual(['OLARK_DELIVERY_RETRY RUDDERSTACK_UNREACHABLE ECONNREFUSED']);
  });

  it('sends to a data plane whose URL has a path', async () => {
    expect(await post(form, { DATA_PLANE_URL: `${dataPlane.url}rudder/` })).toBe(204);
    expect(dataPlane.requests.map(({ path }) => path)).toStrictEqual(['/rudder/v1/batch']);
  });

  it('sends each event by itself where all of them are too large for one request', async () => {
    const groups = ['g1', 'g2'].map((id) => ({ id, name: id.repeat(500_000) }));
    const large = { ...payload, groups };
    expect(await post(large)).toBe(204);
    expect(dataPlane.requests).toHaveLength(3);
    expect(dataPlane.messages).toStrictEqual(transformOlark(large, { profile: 'complete' }));
    expect(allKept()).toStrictEqual({});
  });

  it('shortens a transcript that is too large for a request, and keeps the whole aside', async () => {
    const large = longOf(5000);
    expect(await post(large)).toBe(204);
    const [{ properties, ...others }, ...groups] = transformOlark(large, { profile: 'complete' });
    const [track, ...sentGroups] = dataPlane.messages as unknown as [RudderEvent, ...RudderEvent[]];
    const { items, itemsLeftOut, ...otherProperties } = (track as { properties: Record<string, unknown> })
      .properties as { items: unknown[]; itemsLeftOut: number };
    expect(itemsLeftOut).toBeGreaterThan(0);
    expect(items).toStrictEqual(properties.items?.slice(0, 5000 - itemsLeftOut));
    expect({ ...track, properties: { ...otherProperties, items: properties.items } }).toStrictEqual({
      ...others,
      properties,
    });
    expect(sentGroups).toStrictEqual(groups);
    const size = JSON.stringify({ batch: [track] }).length;
    expect([size > 3_890_000, size <= 3_900_000]).toStrictEqual([true, true]);
    expect(allKept()).toStrictEqual({ '<EVENT_SHORTENED>.txt': `${large}\n` });
  });

  it('keeps aside an event that is too large without its messages too', async () => {
    const large = JSON.stringify({ ...payload, notes: '€'.repeat(1_400_000) });
    expect(await post(large)).toBe(204);
    expect(Object.keys(allKept())).toStrictEqual(['<EVENT_TOO_LARGE>.txt']);
    expect(dataPlane.requests).toStrictEqual([]);
  });

  it('lets Olark try again when a delivery could not be kept', async () => {
    dataPlane.answer(401);
    const fail = () => Promise.reject(Object.assign(new Error(PRIVATE), { code: 'ENOSPC' }));
    expect(await deliver({ method: 'POST', url, body: form }, settings, fail)).toBe(503);
    expect(log).toStrictEqual(['OLARK_DELIVERY_NOT_KEPT RUDDERSTACK_401 ENOSPC']);
  });

  it('reads on to the end of a large body that could not be kept', async () => {
    let chunks = 0;
    function* chunksOfBody() {
      for (; chunks < 30; chunks += 1) yield Buffer.alloc(1_000_000);
    }
    const fail = async ({ body: bytes }: Kept) => {
      for await (const { length } of bytes) throw new Error(`The disk is full after ${length} bytes.`);
    };
    expect(await deliver({ method: 'POST', url, body: Readable.from(chunksOfBody()) }, settings, fail)).toBe(
      503,
    );
    expect(chunks).toBe(30);
  });

  it('says that a body is lost if it is too large even to be kept, and reads it to its end', async () => {
    let bytes = 0;
    function* chunksOfBody() {
      const chunk = Buffer.alloc(1_000_000);
      for (; bytes <= MAX_KEPT_BYTES; bytes += chunk.length) yield chunk;
    }
    const count = { bytes: 0 };
    const counting = async ({ body: line }: Kept) => {
      for await (const { length } of line) count.bytes += length;
    };
    expect(
      await deliver({ method: 'POST', url, body: Readable.from(chunksOfBody()) }, settings, counting),
    ).toBe(413);
    expect(count.bytes).toBe(MAX_KEPT_BYTES);
    expect(bytes).toBeGreaterThan(MAX_KEPT_BYTES);
    expect(log).toStrictEqual(['OLARK_DELIVERY_LOST BODY_TOO_LARGE']);
  });

  it('keeps nothing of a body that breaks off, because Olark gets no answer and tries again', async () => {
    function* chunksOfBody() {
      yield Buffer.from(form);
      throw Object.assign(new Error(PRIVATE), { code: 'ECONNRESET' });
    }
    expect(await post(Readable.from(chunksOfBody()))).toBe(400);
    expect(log).toStrictEqual(['OLARK_DELIVERY_REFUSED BODY_CUT ECONNRESET']);
    expect(allKept()).toStrictEqual({});
  });
});

it('docs/servers.md shows events.ts as it is', () => {
  const file = readFileSync(join(ROOT, 'docs/examples/server/events.ts'), 'utf8');
  expect(filesOf('docs/servers.md')['events.ts']).toBe(`// events.ts\n${file}`);
});

describe('settings.ts', () => {
  it.each<{ wrong: Settings; message: string }>([
    { wrong: { OLARK_SECRET: undefined }, message: 'Set OLARK_SECRET' },
    { wrong: { OLARK_SECRET: 'short' }, message: 'Set OLARK_SECRET' },
    { wrong: { OLARK_SECRET: 'a secret with spaces' }, message: 'Set OLARK_SECRET' },
    { wrong: { WRITE_KEY: '' }, message: 'Set WRITE_KEY' },
    { wrong: { WRITE_KEY: 'key\n' }, message: 'Set WRITE_KEY' },
    { wrong: { DATA_PLANE_URL: undefined }, message: 'Set DATA_PLANE_URL' },
    { wrong: { DATA_PLANE_URL: 'rudder.example' }, message: 'Set DATA_PLANE_URL' },
    { wrong: { DATA_PLANE_URL: 'localhost:8080' }, message: 'Set DATA_PLANE_URL' },
    { wrong: { DATA_PLANE_URL: 'https://' }, message: 'Set DATA_PLANE_URL' },
  ])('names a setting that is wrong: $wrong', ({ wrong, message }) => {
    expect(() => {
      checkSettings({ ...settings, ...wrong });
    }).toThrow(message);
  });

  it('has all settings in .env.example', () => {
    const example = readFileSync(join(ROOT, 'docs/examples/server/.env.example'), 'utf8');
    const names = [...example.matchAll(/^(?:# )?([A-Z_\d]+)=/gm)].map(([, name]) => name);
    expect(names.sort()).toStrictEqual(
      Object.keys(settings)
        .filter((name) => name !== 'AWS_REGION')
        .concat('PORT')
        .sort(),
    );
  });
});

describe('keep-in-folder.ts', () => {
  it('writes files that nobody else can read, and leaves nothing of one that failed', async () => {
    const keepAside = keepInFolder(settings);
    function* broken() {
      yield Buffer.from('a');
      throw new Error('broken');
    }
    await keepAside({ name: 'whole.txt', body: [Buffer.from('a'), Buffer.from('b')] });
    await expect(keepAside({ name: 'broken.txt', body: Readable.from(broken()) })).rejects.toThrow('broken');
    expect(readdirSync(folder)).toStrictEqual(['whole.txt']);
    expect(readFileSync(join(folder, 'whole.txt'), 'utf8')).toBe('ab');
    expect((statSync(join(folder, 'whole.txt')).mode & 0o777).toString(8)).toBe('600');
  });

  it('throws at once if it cannot write there', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => keepInFolder({ KEPT_FOLDER: join(folder, 'file') })).toThrow(/EEXIST|ENOTDIR/);
  });
});

describe('keep-in-s3.ts', () => {
  const body = [Buffer.from('a')];

  it('throws if the bucket does not take the object', async () => {
    const elsewhere = keepInS3({ ...settings, AWS_REGION: 'us-east-1' });
    await expect(elsewhere({ name: 'a.txt', body })).rejects.toMatchObject({ code: 'S3_403' });
  });

  it('names the settings that it needs', () => {
    expect(() => keepInS3({ ...settings, KEPT_BUCKET_URL: '' })).toThrow('Set KEPT_BUCKET_URL');
  });
});

describe('server.ts', () => {
  let server: RunningServer;
  /** How docs/servers.md starts it in production. */
  const command = [
    process.execPath,
    '--import',
    'tsx',
    join(ROOT, 'docs/examples/server/server.ts'),
  ] as const;

  beforeEach(async () => {
    server = await startServer(command, ROOT, settings);
  });

  afterEach(async () => {
    dataPlane.resume();
    await server.end('SIGKILL');
    expect(server.log()).not.toMatch(new RegExp(`${PRIVATE}|${SECRET}`));
  });

  async function post(body: string): Promise<number> {
    const headers = { 'content-type': FORM };
    return (await fetch(`${server.url}olark/${SECRET}`, { method: 'POST', headers, body })).status;
  }

  it('says where it listens, sends and keeps, and that it is healthy', async () => {
    const { port } = new URL(server.url);
    expect(server.log()).toBe(`Listens on port ${port}, sends to ${dataPlane.url}, keeps in ${folder}\n`);
    const health = await fetch(`${server.url}health`);
    expect([health.status, await health.text()]).toStrictEqual([200, 'ok']);
    expect((await fetch(`${server.url}other`)).status).toBe(404);
    expect(await post(form)).toBe(204);
    expect(dataPlane.messages).toStrictEqual(complete);
  });

  it('keeps nothing of a body that breaks off', async () => {
    const { port } = new URL(server.url);
    const head = `POST /olark/${SECRET} HTTP/1.1\r\nhost: a\r\ncontent-length: ${form.length}\r\n\r\n`;
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`${head}${form.slice(0, 100)}`, () => socket.destroy());
    await expect.poll(() => server.log(), PATIENT).toContain('OLARK_DELIVERY_REFUSED BODY_CUT');
    expect(readdirSync(folder)).toStrictEqual([]);
    expect(await post(form)).toBe(204);
  });

  it('answers what is under way when it is told to end', async () => {
    dataPlane.pause();
    const deliveries = Array.from({ length: 20 }, () => post(form));
    await expect.poll(() => dataPlane.requests.length, PATIENT).toBe(20);
    const end = server.end('SIGTERM');
    const refusal = () => fetch(server.url).then(String, () => 'refused');
    await expect.poll(refusal, PATIENT).toBe('refused');
    dataPlane.resume();
    expect(new Set(await Promise.all(deliveries))).toStrictEqual(new Set([204]));
    expect(await end).toBe(0);
  });
});

it('server.ts does not start if a setting is wrong', async () => {
  const server = join(ROOT, 'docs/examples/server/server.ts');
  const start = startServer([join(ROOT, 'node_modules/.bin/tsx'), server], ROOT, { KEPT_FOLDER: folder });
  await expect(start).rejects.toThrow('Set OLARK_SECRET to 16 or more letters and digits.');
});

describe('client.ts', () => {
  const options = { flushAt: 1, retryCount: 0, logLevel: 'none', errorHandler: () => undefined } as const;
  const clientTo = (dataPlaneUrl: string) => new RudderAnalytics('key', { dataPlaneUrl, ...options });

  it.each(PROFILES)('sends all events of profile %s, each alone and as it is', async (profile) => {
    const [track, ...groups] = transformOlark(payload, { profile });
    const identify = identifyCall(track);
    if (!identify) throw new Error('The payload says who the visitor is.');
    const all: readonly events.OutgoingEvent[] = [track, ...groups, identify];
    await sendWithClient(all, clientTo(dataPlane.url));
    expect(dataPlane.requests).toHaveLength(all.length);
    expect(dataPlane.messages).toMatchObject(
      all.map((event) => {
        const context = { ...event.context, library: { name: 'analytics-node' } };
        // The client writes the traits of an identify event over those in its context.
        return {
          ...event,
          context: event.type === 'identify' ? { ...context, traits: event.traits } : context,
        };
      }),
    );
  });

  it('throws an error that tells nothing of the events if RudderStack refuses them', async () => {
    dataPlane.answer(401);
    const error: unknown = await sendWithClient(complete, clientTo(dataPlane.url)).catch((e: unknown) => e);
    expect(error).toStrictEqual(new Error('RudderStack did not take the events: 401'));
    expect(inspect(error)).not.toContain(PRIVATE);
    expect(dataPlane.requests).toHaveLength(1);
  });

  it('throws if RudderStack cannot be reached', async () => {
    const client = clientTo(`http://127.0.0.1:${await freePort()}`);
    await expect(sendWithClient(complete, client)).rejects.toThrow(
      'RudderStack did not take the events: ECONNREFUSED',
    );
  });

  it('throws if the client does not answer, as when its queue is full', async () => {
    vi.useFakeTimers();
    try {
      const client = new RudderAnalytics('key', { ...options, maxInternalQueueSize: 0 });
      const sent = expect(sendWithClient(complete, client)).rejects.toThrow('did not answer');
      await vi.advanceTimersByTimeAsync(60_000);
      await sent;
    } finally {
      vi.useRealTimers();
    }
  });
});
