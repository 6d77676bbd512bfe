import { transform } from 'esbuild';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture, fixtures } from '../support/fixtures.js';
import { installPackage } from '../support/installed.js';
import { recipe } from '../support/readme.js';
import { type RunningServer, startServer } from '../support/server.js';
import { conversationWith } from '../support/values.js';

/** What nobody may find in a log. */
const PRIVATE = 'NOT FOR THE LOG';
const SECRET = 's3cret-of-the-url';

const installed = installPackage();

let dataPlane: DataPlane;
let server: RunningServer;

beforeAll(async () => {
  // Express and RudderStack's client are among the development dependencies.
  installed.link();
  installed.write('pipeline.mjs', (await transform(recipe('In a pipeline'), { loader: 'ts' })).code);
});

beforeEach(async () => {
  dataPlane = await startDataPlane();
  server = await startServer(['node', 'pipeline.mjs'], installed.folder, {
    WRITE_KEY: 'key',
    DATA_PLANE_URL: dataPlane.url,
    SECRET,
  });
});

afterEach(async () => {
  dataPlane.resume();
  await server.end('SIGKILL');
  await dataPlane.close();
  expect(server.log()).not.toMatch(new RegExp(`${PRIVATE}|${SECRET}`));
});

async function post(data: string, { secret = SECRET, charset = 'utf-8' } = {}): Promise<number> {
  const { status } = await fetch(`${server.url}olark/${secret}`, {
    method: 'POST',
    headers: { 'content-type': `application/x-www-form-urlencoded; charset=${charset}` },
    body: `data=${encodeURIComponent(data)}`,
  });
  return status;
}

function transcript(id: string, length: number): string {
  const item = { kind: 'MessageToOperator', timestamp: '1473774819.263083', body: PRIVATE };
  return JSON.stringify(conversationWith({ id, items: Array.from({ length }, () => item) }));
}

describe('the recipe for a pipeline', () => {
  it('answers 204 when RudderStack has the events of a delivery', async () => {
    let count = 0;
    for (const { name, payload, expected } of fixtures) {
      if (typeof payload !== 'object' || name === 'rudder-server-envelope') continue;
      expect(await post(JSON.stringify(payload))).toBe(204);
      const messages = dataPlane.messages.slice(count);
      count += expected.complete.length;
      expect(messages).toMatchObject(
        expected.complete.map(({ context: { library, ...context }, ...event }) => {
          expect(library.name).toBe('unknown');
          return { ...event, context };
        }),
      );
      expect(messages).toHaveLength(expected.complete.length);
    }
    expect(dataPlane.requests[0]).toMatchObject({ writeKey: 'key', path: '/v1/batch' });
    await expect.poll(() => server.log()).toBe('');
  });

  it('answers 400 to what is no conversation, and logs the code and the path', async () => {
    expect(await post('')).toBe(400);
    expect(await post(`{"${PRIVATE}`)).toBe(400);
    expect(await post(JSON.stringify({ kind: 'Conversation', visitor: { fullName: PRIVATE } }))).toBe(400);
    expect(server.log().split('\n')).toStrictEqual([
      'OLARK_EMPTY_BODY data',
      'OLARK_INVALID_JSON data',
      'OLARK_MISSING_FIELD visitor.id',
      '',
    ]);
  });

  it('answers 413 to a body of 11 MB, and takes one of 9 MB', async () => {
    const spaces = (megabytes: number) => ' '.repeat((megabytes * 1e6) / '%20'.length);
    expect(await post(transcript('c1', 1) + spaces(11))).toBe(413);
    expect(dataPlane.messages).toHaveLength(0);
    expect(await post(transcript('c1', 1) + spaces(9))).toBe(204);
    expect(dataPlane.messages).toHaveLength(1);
    await expect.poll(() => server.log()).toBe('entity.too.large \n');
  });

  it('answers 415 to a charset that it cannot read', async () => {
    expect(await post(transcript('c1', 1), { charset: 'utf-16' })).toBe(415);
    await expect.poll(() => server.log()).toBe('charset.unsupported \n');
  });

  it('answers 404 where the secret is another', async () => {
    for (const secret of [`${SECRET}!`, SECRET.slice(1), SECRET.toUpperCase(), '%']) {
      expect(await post(transcript('c1', 1), { secret })).not.toBe(204);
    }
    expect(dataPlane.messages).toHaveLength(0);
  });

  it('answers 503 while RudderStack takes nothing, and sends the same ids when Olark tries again', async () => {
    const { payload, expected } = fixture('documented-example');
    const body = JSON.stringify(payload);
    dataPlane.answer(500);
    expect(await post(body)).toBe(503);
    // The client has tried three times more.
    expect(dataPlane.requests).toHaveLength(4 * expected.complete.length);
    await expect.poll(() => server.log()).toContain('Response error status: 500');
    dataPlane.answer(200);
    expect(await post(body)).toBe(204);
    const ids = dataPlane.messages.map(({ messageId }) => messageId);
    expect(ids).toStrictEqual(expected.complete.map(({ messageId }) => messageId));
  });

  it('answers 503 when RudderStack does not answer, and goes on', async () => {
    dataPlane.pause();
    expect(await post(transcript('c1', 1))).toBe(503);
    dataPlane.resume();
    expect(await post(transcript('c2', 1))).toBe(204);
  });

  it('sends what is under way when it is told to end', async () => {
    dataPlane.pause();
    const deliveries = Array.from({ length: 50 }, (_, index) => post(transcript(`c${String(index)}`, 500)));
    const answers = Promise.all(deliveries);
    // Connections are taken in turn: what was sent before one that is answered is under way.
    for (let turn = 0; turn < 3; turn += 1) await probe();
    const end = server.end('SIGTERM');
    await expect(probeForever()).rejects.toThrow();
    expect(dataPlane.messages).toHaveLength(0);
    dataPlane.resume();
    expect(await answers).toStrictEqual(deliveries.map(() => 204));
    expect(await end).toBe(0);
    const conversations = dataPlane.messages.map(({ properties }) => JSON.stringify(properties));
    expect(conversations).toHaveLength(50);
    expect(new Set(conversations).size).toBe(50);
    await expect.poll(() => server.log()).toBe('');
  });

  /** A request on a connection of its own. */
  function probe(): Promise<Response> {
    return fetch(server.url, { headers: { connection: 'close' } });
  }

  async function probeForever(): Promise<never> {
    for (;;) await probe();
  }
});
