import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { inspect } from 'node:util';

import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import express, { type RequestHandler, type Router } from 'express';
import fastify, { type FastifyPluginAsync } from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { type RudderEvent, transformOlark } from '../../src/index.js';
import { startDataPlane } from '../support/data-plane.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { listen, type RunningServer, startServer } from '../support/server.js';
import { type Folder, makeFolder } from './code.js';

/** For a process under load. */
const PATIENT = { timeout: 30_000 };

/** What nobody may find in a log; a form has it as it is. */
const PRIVATE = 'NOT-FOR-THE-LOG';
const SECRET = 's3cret-of-the-url';
const FORM = 'application/x-www-form-urlencoded';
const JSON_BODY = 'application/json';

const payload = { ...(fixture('several-groups-and-operators').payload as object), tags: [PRIVATE] };
/** What reaches RudderStack. What the mapping makes is tested elsewhere. */
const complete = transformOlark(payload, { profile: 'complete' });
const text = JSON.stringify(payload);
const asForm = (json: string) => `data=${encodeURIComponent(json)}`;
const long = JSON.stringify({
  ...payload,
  items: Array.from({ length: 10_000 }, () => ({ kind: 'MessageToVisitor', body: '100 % a=b & c+d 🚨' })),
});

const dataPlane = await startDataPlane();
const settings = { DATA_PLANE_URL: dataPlane.url, OLARK_SECRET: SECRET, WRITE_KEY: 'key' };
const readme = folderOf('README.md');
const guide = folderOf('docs/servers.md');
const aside = join(guide.path, 'aside.txt');
let log: string[];

/** What is to be closed in the end. */
const running: { close(): Promise<unknown> }[] = [dataPlane];

beforeAll(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

beforeEach(() => {
  dataPlane.reset();
  rmSync(aside, { force: true });
  log = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    log.push(words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' '));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(log.join('\n')).not.toContain(PRIVATE);
});

afterAll(async () => {
  for (const server of running) await server.close();
});

/** A document's files as a reader has them, and `broken.ts`: `deliver.ts` with a rule that quotes the visitor. */
function folderOf(document: string): Folder {
  const folder = makeFolder();
  const { 'deliver.ts': deliver = '', 'keep-aside.ts': keepAside = '', ...files } = filesOf(document);
  const rule = `{ from: 'kind', to: 'properties.mask', via: () => { throw new Error('${PRIVATE}') } }`;
  folder.write({
    ...files,
    'deliver.ts': deliver,
    'broken.ts': deliver.replace("'complete'", `'complete', rules: [${rule}]`),
    'keep-aside.ts': keepAside.replace("'aside.txt'", JSON.stringify(join(folder.path, 'aside.txt'))),
  });
  return folder;
}

/** Posts a body to a path, and gives the status of the answer. */
type Post = (path: string, type: string, body: string) => Promise<number>;
type Answer = (url: string, init: RequestInit & { body: string }) => Promise<{ readonly status: number }>;
type Handler = (request: Request, settings: NodeJS.ProcessEnv) => Promise<Response>;
type Route = (request: Request, context: { params: Promise<{ secret: string }> }) => Promise<Response>;
type Lambda = (event: object) => Promise<{ statusCode: number }>;

function postsTo(answer: Answer, base = 'https://shop.example'): Post {
  return async (path, type, body) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body };
    return (await answer(new URL(path, base).href, init)).status;
  };
}

/** An app that exists, and reads bodies itself after the router or before it. */
async function expressApp(folder: Folder, ...first: RequestHandler[]): Promise<Post> {
  const { olark } = (await folder.load('express.js')) as { olark: Router };
  const app = express().use(...first, olark, express.urlencoded(), express.json());
  const server = await listen(createServer(app as RequestListener));
  running.push(server);
  return postsTo(fetch, server.url);
}

async function fetchApi(folder: Folder): Promise<Post> {
  const { olark } = (await folder.load('fetch.js')) as { olark: Handler };
  return postsTo((url, init) => olark(new Request(url, init), process.env));
}

/** The handlers in their frameworks. */
const ways: Readonly<Record<string, () => Promise<Post>>> = {
  'express.ts of README.md': () => expressApp(readme),
  'fetch.ts of README.md': () => fetchApi(readme),
  'express.ts of docs/servers.md': () => expressApp(guide),
  'express.ts of docs/servers.md, after the parsers of an app': () =>
    expressApp(guide, express.urlencoded({ limit: '10mb' }), express.json({ limit: '10mb' })),
  'fastify.ts of docs/servers.md, with its form-body plugin': async () => {
    const { olark } = (await guide.load('fastify.js')) as { olark: FastifyPluginAsync };
    const app = fastify({ logger: { stream: { write: (line: string) => log.push(line) } } });
    running.push(app);
    return postsTo(fetch, await app.register(olark).listen({ host: '127.0.0.1', port: 0 }));
  },
  'fetch.ts of docs/servers.md': () => fetchApi(guide),
  'fetch.ts of docs/servers.md, in Hono': async () => {
    const { olark } = (await guide.load('fetch.js')) as { olark: Handler };
    const app = new Hono().post('/olark/:secret', (context) => olark(context.req.raw, process.env));
    return postsTo(async (url, init) => app.request(url, init));
  },
  'route.ts of docs/servers.md, for Next.js': async () => {
    const { POST } = (await guide.load('route.js')) as { POST: Route };
    return postsTo((url, init) => {
      const params = Promise.resolve({ secret: url.split('/').at(-1) ?? '' });
      return POST(new Request(url, init), { params });
    });
  },
  'worker.ts of docs/servers.md, for Cloudflare Workers': async () => {
    const { default: worker } = (await guide.load('worker.js')) as { default: { fetch: Handler } };
    return postsTo((url, init) => worker.fetch(new Request(url, init), process.env));
  },
  'lambda.ts of docs/servers.md, for AWS Lambda': async () => {
    const { handler } = (await guide.load('lambda.js')) as { handler: Lambda };
    return async (path, type, sent) => {
      const isBase64Encoded = type === FORM;
      const body = isBase64Encoded ? Buffer.from(sent).toString('base64') : sent;
      return (await handler({ rawPath: path, isBase64Encoded, ...(body && { body }) })).statusCode;
    };
  },
};

describe.each(Object.entries(ways))('%s', (name, start) => {
  // The others run where there may be no disk.
  const keepsAside = /^(?:express|fastify)\.ts of docs/.test(name);
  const path = `/olark/${SECRET}`;
  let post: Post;

  beforeAll(async () => {
    post = await start();
  });

  it.each([
    ['a form', FORM, asForm],
    ['JSON', JSON_BODY, (json: string) => json],
  ])('takes %s, also of 10,000 messages, and sends the events', async (_form, type, bodyOf) => {
    expect(await post(path, type, bodyOf(text))).toBe(204);
    expect(dataPlane.messages).toStrictEqual(complete);
    expect(dataPlane.requests).toStrictEqual([{ writeKey: 'key', path: '/v1/batch', type: JSON_BODY }]);
    dataPlane.reset();
    expect(await post(path, type, bodyOf(long))).toBe(204);
    expect(JSON.stringify(dataPlane.messages[0]?.['properties']).length).toBeGreaterThan(500_000);
    expect(log).toStrictEqual([]);
  });

  it('answers 404 where the secret is another, and 400 to what is no conversation', async () => {
    for (const secret of [`${SECRET}!`, SECRET.slice(1), SECRET.toUpperCase()]) {
      expect(await post(`/olark/${secret}`, FORM, asForm(text))).toBe(404);
    }
    expect(await post(path, FORM, asForm(`{"${PRIVATE}`))).toBe(400);
    expect(dataPlane.requests).toHaveLength(0);
    expect(log).toHaveLength(1);
  });

  it('gives up what is too large for RudderStack, and keeps it aside where it can', async () => {
    dataPlane.answer(413);
    expect(await post(path, JSON_BODY, text)).toBe(204);
    expect(existsSync(aside) && readFileSync(aside, 'utf8')).toBe(keepsAside && `${text}\n`);
    expect(log).toStrictEqual(['RudderStack: 413', ...(keepsAside ? [] : ['The delivery was dropped.'])]);
  });
});

type KeepAside = (body: string) => Promise<void>;
type IsSecret = (...parameters: unknown[]) => unknown;
type Deliver = (body: string, settings: object, keepAside?: KeepAside) => Promise<number>;

describe.each([
  ['README.md', readme],
  ['docs/servers.md', guide],
])('deliver.ts of %s', async (_, folder) => {
  const { deliver, isSecret } = (await folder.load('deliver.js')) as { deliver: Deliver; isSecret: IsSecret };
  const { deliver: broken } = (await folder.load('broken.js')) as { deliver: Deliver };

  it('answers 400 to what is no conversation, and logs the code, the path and the message', async () => {
    const withoutId = `{"kind":"Conversation","visitor":{"fullName":"${PRIVATE}"}}`;
    expect(await deliver(asForm(`{"${PRIVATE}`), settings)).toBe(400);
    expect(await deliver(withoutId, settings)).toBe(400);
    expect(log).toStrictEqual([
      expect.stringMatching(/^OLARK_INVALID_JSON data `data` must/),
      expect.stringMatching(/^OLARK_MISSING_FIELD visitor\.id `visitor\.id` must/),
    ]);
  });

  it.each([500, 429, 401, 301])('answers 503 while RudderStack answers %i', async (status) => {
    dataPlane.answer(status);
    expect(await deliver(text, settings)).toBe(503);
    expect(log).toStrictEqual([`RudderStack: ${String(status)}`]);
  });

  it('answers 500 where a rule failed, and sends nothing', async () => {
    expect(await broken(text, settings)).toBe(500);
    expect(log).toStrictEqual([expect.stringMatching(/^OLARK_INVALID_OPTION .*rules\[0\]/)]);
    expect(dataPlane.requests).toHaveLength(0);
  });

  it.each([
    [{ OLARK_SECRET: undefined }, 'Set OLARK_SECRET'],
    [{ WRITE_KEY: '' }, 'WRITE_KEY'],
    [{ DATA_PLANE_URL: undefined }, 'Set DATA_PLANE_URL'],
    [{ DATA_PLANE_URL: 'rudder.example' }, 'Set DATA_PLANE_URL'],
    [{ DATA_PLANE_URL: 'localhost:8080' }, 'Set DATA_PLANE_URL'],
    [{ DATA_PLANE_URL: 'https://' }, 'Set DATA_PLANE_URL'],
  ])('names settings that are wrong: %j', async (wrong, message) => {
    await expect(isSecret(SECRET, { ...settings, ...wrong })).rejects.toThrow(message);
  });

  it('stops an Express app at its start if a setting is wrong', async () => {
    vi.stubEnv('DATA_PLANE_URL', 'rudder.example');
    const program = await folder.run(['express.js']);
    vi.stubEnv('DATA_PLANE_URL', dataPlane.url);
    expect(program.log).toContain('Set DATA_PLANE_URL');
    expect(program.code).toBe(1);
  });
});

it('deliver.ts of docs/servers.md keeps aside what a rule failed on', async () => {
  const { deliver } = (await guide.load('broken.js')) as { deliver: Deliver };
  const { keepAside } = (await guide.load('keep-aside.js')) as { keepAside: KeepAside };
  expect(await deliver(text, settings, keepAside)).toBe(204);
  expect(readFileSync(aside, 'utf8')).toBe(`${text}\n`);
  expect(dataPlane.requests).toHaveLength(0);
});

describe('the whole server of docs/servers.md (server.ts)', () => {
  let server: RunningServer;

  beforeEach(async () => {
    server = await startServer(['node', 'server.js'], guide.path, settings);
  });

  afterEach(async () => {
    dataPlane.resume();
    await server.end('SIGKILL');
    expect(server.log()).not.toMatch(new RegExp(`${PRIVATE}|${SECRET}`));
  });

  async function post(body: string, type = FORM, secret = SECRET): Promise<Response> {
    const headers = { 'content-type': type };
    return fetch(`${server.url}olark/${secret}`, { method: 'POST', headers, body });
  }

  it('takes a body of 9 MB, many fields and no content type', async () => {
    expect((await post(`${asForm(text)}${'%20'.repeat(3e6)}`)).status).toBe(204);
    expect((await post(`${'a=b&'.repeat(2000)}${asForm(text)}`)).status).toBe(204);
    expect((await post(asForm(text), '')).status).toBe(204);
  });

  it('says what it cannot take, and shows no stack', async () => {
    const answers = [
      await post('x'.repeat(10_000_001)),
      await post(asForm(text), `${FORM}; charset=klingon`),
      await post(asForm(text), FORM, '%E0%A4%A'),
      await post(''),
    ];
    expect(answers.map(({ status }) => status)).toStrictEqual([413, 415, 400, 400]);
    for (const answer of answers) expect(await answer.text()).not.toMatch(/<|node_modules/);
    await expect
      .poll(() => server.log(), PATIENT)
      .toMatch(/^entity\.too\.large\ncharset\.unsupported\nURIError\nOLARK_EMPTY_BODY .+\n$/);
  });

  it('answers what is under way when it is told to end', async () => {
    dataPlane.pause();
    const deliveries = Array.from({ length: 20 }, () => post(asForm(text)));
    await expect.poll(() => dataPlane.requests.length, PATIENT).toBe(20);
    const end = server.end('SIGTERM');
    const refusal = () => fetch(server.url).then(String, () => 'refused');
    await expect.poll(refusal, PATIENT).toBe('refused');
    dataPlane.resume();
    const statuses = (await Promise.all(deliveries)).map(({ status }) => status);
    expect(new Set(statuses)).toStrictEqual(new Set([204]));
    expect(await end).toBe(0);
  });
});

describe('the way of docs/servers.md to RudderStack’s Node client (client.ts)', () => {
  const options = { flushAt: 1, logLevel: 'error', errorHandler: () => undefined } as const;
  const folder = makeFolder();

  it.each(PROFILES)('sends all events of profile %s, each alone and as it is', async (profile) => {
    folder.write({
      [`${profile}.ts`]: filesOf('docs/servers.md')['client.ts']?.replace("'complete'", `'${profile}'`) ?? '',
    });
    const { send } = (await folder.load(`${profile}.js`)) as {
      send: (body: unknown, client: RudderAnalytics) => void;
    };
    send(asForm(text), new RudderAnalytics('key', { dataPlaneUrl: dataPlane.url, ...options }));
    const events: readonly RudderEvent[] = transformOlark(payload, { profile });
    const messages = await dataPlane.received(events.length);
    expect(dataPlane.requests).toHaveLength(messages.length);
    expect(messages).toMatchObject(
      events.map(({ context, ...event }) => {
        return { ...event, context: { ...context, library: { name: 'analytics-node' } } };
      }),
    );
  });
});
