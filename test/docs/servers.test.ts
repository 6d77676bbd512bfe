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
import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { listen, type Listening, type RunningServer, startServer } from '../support/server.js';
import { type Folder, makeFolder } from './code.js';

/** For a process under load. */
const PATIENT = { timeout: 30_000 };

/** What nobody may find in a log. */
const PRIVATE = 'NOT FOR THE LOG';
const SECRET = 's3cret-of-the-url';
const FORM = 'application/x-www-form-urlencoded';
const JSON_BODY = 'application/json';

/** Posts a body to a path, and gives the status of the answer. */
type Post = (path: string, type: string, body: string) => Promise<number>;
type Fetch = (request: Request, settings: NodeJS.ProcessEnv) => Response | Promise<Response>;

const { payload } = fixture('several-groups-and-operators');
/** What reaches RudderStack. What the mapping makes is tested elsewhere. */
const complete = transformOlark(payload, { profile: 'complete' });
const text = JSON.stringify(payload);
const asForm = (json: string) => `data=${encodeURIComponent(json)}`;
const long = JSON.stringify({
  ...(payload as object),
  items: Array.from({ length: 10_000 }, () => ({
    kind: 'MessageToVisitor',
    body: `100 % a=b & c+d 🚨 ${PRIVATE}`,
  })),
});

const files = filesOf('docs/servers.md');
let dataPlane: DataPlane;

beforeAll(async () => {
  dataPlane = await startDataPlane();
  const settings = {
    DATA_PLANE_URL: dataPlane.url,
    OLARK_SECRET: SECRET,
    WRITE_KEY: 'key',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

beforeEach(() => {
  dataPlane.reset();
});

afterAll(() => dataPlane.close());

/** Handlers with a rule that fails, and quotes the visitor. */
function withBrokenRule(deliver: string): string {
  const rule = `{ from: 'kind', to: 'properties.mask', via: () => { throw new Error('${PRIVATE}') } }`;
  return deliver.replace("'complete'", `'complete', rules: [${rule}]`);
}

/** The guide's files as a reader has them, deliveries kept aside in their folder. */
function folderWith(
  change: (deliver: string) => string = (deliver) => deliver,
): Folder & { aside(): string } {
  const folder = makeFolder();
  const aside = join(folder.path, 'aside.txt');
  const { 'deliver.ts': deliver = '', 'keep-aside.ts': keepAside = '' } = files;
  folder.write({
    ...files,
    'deliver.ts': change(deliver),
    'keep-aside.ts': keepAside.replace("'aside.txt'", JSON.stringify(aside)),
  });
  return {
    ...folder,
    aside: () => {
      const kept = existsSync(aside) ? readFileSync(aside, 'utf8') : '';
      rmSync(aside, { force: true });
      return kept;
    },
  };
}

const servers: Listening[] = [];
afterAll(async () => {
  for (const server of servers) await server.close();
});

/** An app that exists, and reads bodies itself after the router or before it. */
async function existingApp(folder: Folder, ...first: RequestHandler[]): Promise<Post> {
  const { olark } = (await folder.load('express.js')) as { olark: Router };
  const app = express().use(...first, olark, express.urlencoded(), express.json());
  const server = await listen(createServer(app as RequestListener));
  servers.push(server);
  return async (path, type, body) => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return response.status;
  };
}

function posting(answer: Fetch): Post {
  return async (path, type, body) => {
    const request = new Request(`https://shop.example/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return (await answer(request, process.env)).status;
  };
}

/** Each handler of the guide in its framework, and whether it keeps deliveries aside. */
const WAYS: readonly (readonly [
  name: string,
  start: (folder: Folder) => Promise<Post>,
  keepsAside: boolean,
])[] = [
  ['Express, in an app that exists', (folder) => existingApp(folder), true],
  [
    'Express, after the parsers of an app that exists',
    (folder) => existingApp(folder, express.urlencoded({ limit: '10mb' }), express.json({ limit: '10mb' })),
    true,
  ],
  [
    'Fastify with its form-body plugin',
    async (folder) => {
      const { olark } = (await folder.load('fastify.js')) as { olark: FastifyPluginAsync };
      const stream = {
        write: (line: string) => {
          console.error(line);
        },
      };
      const app = fastify({ logger: { stream } }).register(olark);
      return async (url, type, body) => {
        const response = await app.inject({
          method: 'POST',
          url: `/${url}`,
          headers: { 'content-type': type },
          body,
        });
        return response.statusCode;
      };
    },
    true,
  ],
  ['Request', async (folder) => posting(((await folder.load('fetch.js')) as { olark: Fetch }).olark), false],
  [
    'Hono',
    async (folder) => {
      const { olark } = (await folder.load('fetch.js')) as { olark: Fetch };
      const app = new Hono();
      app.post('/olark/:secret', (context) => olark(context.req.raw, process.env));
      return posting((request) => app.request(request));
    },
    false,
  ],
  [
    'Next.js',
    async (folder) => {
      const { POST } = (await folder.load('route.js')) as {
        POST: (request: Request, context: { params: Promise<{ secret: string }> }) => Promise<Response>;
      };
      return posting((request) => {
        const secret = new URL(request.url).pathname.split('/').at(-1) ?? '';
        return POST(request, { params: Promise.resolve({ secret }) });
      });
    },
    false,
  ],
  [
    'Cloudflare Workers',
    async (folder) =>
      posting(((await folder.load('worker.js')) as { default: { fetch: Fetch } }).default.fetch),
    false,
  ],
  [
    'AWS Lambda',
    async (folder) => {
      const { handler } = await folder.load('lambda.js');
      return async (path, type, body) => {
        const isBase64Encoded = type !== JSON_BODY;
        const sent = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
        const event = { rawPath: `/${path}`, isBase64Encoded, ...(sent && { body: sent }) };
        return (await (handler as (event: object) => Promise<{ statusCode: number }>)(event)).statusCode;
      };
    },
    false,
  ],
];

describe.each(WAYS)('the handler of docs/servers.md for %s', (_, start, keepsAside) => {
  const folder = folderWith();
  const broken = folderWith(withBrokenRule);
  let post: Post;
  let log: string[];

  beforeAll(async () => {
    post = await start(folder);
  });

  beforeEach(() => {
    log = [];
    vi.spyOn(console, 'error').mockImplementation(
      (...words: unknown[]) =>
        void log.push(words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' ')),
    );
  });

  afterEach(() => {
    expect(log.join('\n')).not.toContain(PRIVATE);
    vi.restoreAllMocks();
  });

  it.each([
    ['a form', FORM, asForm(text)],
    ['JSON', JSON_BODY, text],
  ])('sends the events of %s', async (_form, type, body) => {
    expect(await post(`olark/${SECRET}`, type, body)).toBe(204);
    expect(dataPlane.messages).toStrictEqual(complete);
    expect(dataPlane.requests).toStrictEqual([{ writeKey: 'key', path: '/v1/batch', type: JSON_BODY }]);
    expect(log).toStrictEqual([]);
  });

  it.each([
    ['a form', FORM, asForm(long)],
    ['JSON', JSON_BODY, long],
  ])('takes a transcript of 10,000 messages as %s', async (_form, type, body) => {
    expect(await post(`olark/${SECRET}`, type, body)).toBe(204);
    expect(JSON.stringify(dataPlane.messages[0]?.['properties']).length).toBeGreaterThan(500_000);
  });

  it('answers 400 to what is no conversation, and logs the code, the path and the message', async () => {
    expect(await post(`olark/${SECRET}`, FORM, asForm(`{"${PRIVATE}`))).toBe(400);
    expect(
      await post(`olark/${SECRET}`, JSON_BODY, `{"kind":"Conversation","visitor":{"fullName":"${PRIVATE}"}}`),
    ).toBe(400);
    expect(log).toStrictEqual([
      expect.stringMatching(/^OLARK_INVALID_JSON data `data` must/),
      expect.stringMatching(/^OLARK_MISSING_FIELD visitor\.id `visitor\.id` must/),
    ]);
  });

  it('answers 404 where the secret is another', async () => {
    for (const secret of [`${SECRET}!`, SECRET.slice(1), SECRET.toUpperCase()]) {
      expect(await post(`olark/${secret}`, FORM, asForm(text))).toBe(404);
    }
    expect(dataPlane.requests).toHaveLength(0);
  });

  it.each([500, 429, 401, 301])('answers 503 while RudderStack answers %i', async (status) => {
    dataPlane.answer(status);
    expect(await post(`olark/${SECRET}`, FORM, asForm(text))).toBe(503);
    expect(log).toStrictEqual([`RudderStack: ${String(status)}`]);
  });

  it('gives up what is too large for RudderStack, and keeps it aside where it can', async () => {
    dataPlane.answer(413);
    expect(await post(`olark/${SECRET}`, JSON_BODY, text)).toBe(204);
    expect(folder.aside()).toBe(keepsAside ? `${text}\n` : '');
    expect(log).toStrictEqual(['RudderStack: 413', ...(keepsAside ? [] : ['The delivery was dropped.'])]);
  });

  it('sends nothing where a rule failed, and keeps the body aside where it can', async () => {
    const postBroken = await start(broken);
    expect(await postBroken(`olark/${SECRET}`, JSON_BODY, text)).toBe(keepsAside ? 204 : 500);
    expect(broken.aside()).toBe(keepsAside ? `${text}\n` : '');
    expect(log).toStrictEqual([expect.stringMatching(/^OLARK_INVALID_OPTION .*rules\[0\]/)]);
    expect(dataPlane.requests).toHaveLength(0);
  });
});

describe('the router of docs/servers.md for Express', () => {
  const folder = folderWith();

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['too large a body', 413, `olark/${SECRET}`, FORM, 'x'.repeat(10_000_001)],
    ['an unknown charset', 415, `olark/${SECRET}`, `${FORM}; charset=klingon`, asForm(text)],
    ['a broken escape in the path', 400, 'olark/%E0%A4%A', FORM, asForm(text)],
  ])('answers %s with %i, and no stack', async (_, status, path, type, body) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { olark } = (await folder.load('express.js')) as { olark: Router };
    const server = await listen(createServer(express().use(olark) as RequestListener));
    servers.push(server);
    const headers = { 'content-type': type };
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/<|node_modules/);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe.each(['README.md', 'docs/servers.md'])('the settings of %s', (document) => {
  const folder = makeFolder();
  const good = { OLARK_SECRET: SECRET, DATA_PLANE_URL: 'https://rudder.example/', WRITE_KEY: 'key' };
  let isSecret: (word: string, settings: object) => Promise<boolean>;

  beforeAll(async () => {
    folder.write(filesOf(document));
    ({ isSecret } = (await folder.load('deliver.js')) as { isSecret: typeof isSecret });
  });

  it('are fine', async () => {
    expect(await isSecret(SECRET, good)).toBe(true);
    expect(await isSecret('undefined', good)).toBe(false);
  });

  it.each([
    [{ OLARK_SECRET: undefined }, 'Set OLARK_SECRET'],
    [{ WRITE_KEY: '' }, 'WRITE_KEY'],
    [{ DATA_PLANE_URL: undefined }, 'Set DATA_PLANE_URL'],
    [{ DATA_PLANE_URL: 'rudder.example' }, 'Set DATA_PLANE_URL'],
    [{ DATA_PLANE_URL: 'localhost:8080' }, 'Set DATA_PLANE_URL'],
    [{ DATA_PLANE_URL: 'https://' }, 'Set DATA_PLANE_URL'],
  ])('that are wrong are named: %j', async (wrong, message) => {
    await expect(isSecret(SECRET, { ...good, ...wrong })).rejects.toThrow(message);
  });

  it('stop an Express app at its start', async () => {
    vi.stubEnv('DATA_PLANE_URL', 'rudder.example');
    const program = await folder.run(['express.js']);
    vi.stubEnv('DATA_PLANE_URL', dataPlane.url);
    expect(program.log).toContain('Set DATA_PLANE_URL');
    expect(program.code).toBe(1);
  });
});

describe('the handlers of README.md (deliver.ts, express.ts, fetch.ts)', () => {
  const folder = makeFolder();
  const broken = makeFolder();
  const log = vi.fn();

  beforeAll(() => {
    const { 'deliver.ts': deliver = '', ...others } = filesOf('README.md');
    folder.write({ ...others, 'deliver.ts': deliver });
    broken.write({ ...others, 'deliver.ts': withBrokenRule(deliver) });
    vi.spyOn(console, 'error').mockImplementation(log);
  });

  afterAll(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['express.js', existingApp],
    ['fetch.js', async (from: Folder) => posting(((await from.load('fetch.js')) as { olark: Fetch }).olark)],
  ])('of %s send events, and answer what is wrong', async (_, start) => {
    const post = await start(folder);
    const statuses = [
      await post(`olark/${SECRET}`, FORM, asForm(text)),
      await post(`olark/${SECRET}`, JSON_BODY, long),
    ];
    expect(statuses).toStrictEqual([204, 204]);
    expect(dataPlane.messages[0]).toStrictEqual(complete[0]);
    expect(await post('olark/other', FORM, asForm(text))).toBe(404);
    expect(await post(`olark/${SECRET}`, FORM, 'data=')).toBe(400);
    for (const [status, answer] of [
      [429, 503],
      [413, 204],
    ] as const) {
      dataPlane.answer(status);
      expect(await post(`olark/${SECRET}`, FORM, asForm(text))).toBe(answer);
    }
    const postBroken = await start(broken);
    expect(await postBroken(`olark/${SECRET}`, JSON_BODY, text)).toBe(500);
    expect(inspect(log.mock.calls)).toContain('OLARK_INVALID_OPTION');
    expect(inspect(log.mock.calls, { depth: null })).not.toContain(PRIVATE);
  });
});

describe('the whole server of docs/servers.md (server.ts)', () => {
  const folder = folderWith();
  let server: RunningServer;

  beforeEach(async () => {
    const { DATA_PLANE_URL = '', OLARK_SECRET = '', WRITE_KEY = '' } = process.env;
    server = await startServer(['node', 'server.js'], folder.path, {
      DATA_PLANE_URL,
      OLARK_SECRET,
      WRITE_KEY,
    });
  });

  afterEach(async () => {
    dataPlane.resume();
    await server.end('SIGKILL');
    expect(server.log()).not.toMatch(new RegExp(`${PRIVATE}|${SECRET}`));
  });

  async function post(body: string, type = FORM): Promise<number> {
    const headers = { 'content-type': type };
    return (await fetch(`${server.url}olark/${SECRET}`, { method: 'POST', headers, body })).status;
  }

  it('takes a body of 9 MB, many fields and no content type, and says what it cannot take', async () => {
    expect(await post(`${asForm(text)}${'%20'.repeat(3e6)}`)).toBe(204);
    expect(await post(`${'a=b&'.repeat(2000)}${asForm(text)}`)).toBe(204);
    expect(await post(asForm(text), '')).toBe(204);
    expect(await post(`${asForm(text)}${'%20'.repeat(4e6)}`)).toBe(413);
    expect(await post(asForm(text), `${FORM}; charset=klingon`)).toBe(415);
    expect(await post('')).toBe(400);
    await expect
      .poll(() => server.log(), PATIENT)
      .toMatch(/^entity\.too\.large\ncharset\.unsupported\nOLARK_EMPTY_BODY .+\n$/);
  });

  it('answers 503 while RudderStack is overloaded, and sends the same ids when Olark tries again', async () => {
    dataPlane.answer(503);
    expect(await post(asForm(text))).toBe(503);
    dataPlane.answer(200);
    expect(await post(asForm(text))).toBe(204);
    expect(dataPlane.messages.map(({ messageId }) => messageId)).toStrictEqual(
      complete.map(({ messageId }) => messageId),
    );
  });

  it('answers what is under way when it is told to end', async () => {
    dataPlane.pause();
    const deliveries = Array.from({ length: 20 }, () => post(asForm(text)));
    await expect.poll(() => dataPlane.requests.length, PATIENT).toBe(20);
    const end = server.end('SIGTERM');
    const refusal = () => fetch(server.url).then(String, () => 'refused');
    await expect.poll(refusal, PATIENT).toBe('refused');
    dataPlane.resume();
    expect(await Promise.all(deliveries)).toStrictEqual(deliveries.map(() => 204));
    expect(await end).toBe(0);
  });
});

describe('the way of docs/servers.md to RudderStack’s Node client (client.ts)', () => {
  const options = { flushAt: 1, logLevel: 'error', errorHandler: () => undefined } as const;
  const folder = makeFolder();

  it.each(PROFILES)('sends all events of profile %s, each alone and as it is', async (profile) => {
    folder.write({ [`${profile}.ts`]: files['client.ts']?.replace("'complete'", `'${profile}'`) ?? '' });
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
