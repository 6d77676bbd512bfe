import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture } from '../support/fixtures.js';
import { installedPackage } from '../support/installed.js';
import { type RunningServer, startServer } from '../support/server.js';
import { isLeftOut, workerd, workerdConfig } from './tools.js';

const SECRET = 's3cret-of-the-url';
const EXAMPLE = fileURLToPath(new URL('../../docs/examples/server/', import.meta.url));

/** The example, with a list in memory in place of the key-value store, which it shows under `/kept`. */
const WORKER = `
  import worker from '${EXAMPLE}worker.ts';
  const kept = [];
  const KEPT = { put: async (name, value) => { kept.push([name, new TextDecoder().decode(value)]); } };
  export default {
    fetch: async (request, environment) => {
      if (request.url.endsWith('/kept')) return Response.json(kept.splice(0));
      return worker.fetch(request, { ...environment, KEPT });
    },
  };`;

describe.skipIf(isLeftOut(workerd))('worker.ts of docs/examples/server in workerd', () => {
  const installed = installedPackage();
  const { payload, expected } = fixture('several-groups-and-operators');
  const text = JSON.stringify(payload);
  const form = `data=${encodeURIComponent(text)}`;
  let dataPlane: DataPlane;
  let server: RunningServer;

  beforeAll(async () => {
    dataPlane = await startDataPlane();
    // What the example imports is the package as it is installed, and not this repository's source.
    const nodePaths = [`${installed.folder}/node_modules`];
    installed.write('worker.mjs', await installed.bundle(WORKER, { nodePaths, tsconfigRaw: '{}' }));
    const variables = { DATA_PLANE_URL: dataPlane.url, OLARK_SECRET: SECRET, WRITE_KEY: 'key' };
    installed.write('config.capnp', workerdConfig(variables));
    const address = ['--socket-addr', 'http=127.0.0.1:$PORT'];
    server = await startServer([workerd ?? '', 'serve', 'config.capnp', ...address], installed.folder);
  });

  beforeEach(() => {
    dataPlane.reset();
  });

  afterAll(async () => {
    await server.end('SIGKILL');
    await dataPlane.close();
  });

  async function post(body: BodyInit, path = `/olark/${SECRET}`, encoding = 'identity'): Promise<number> {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-encoding': encoding,
    };
    const { status } = await fetch(new URL(path, server.url), { method: 'POST', headers, body });
    return status;
  }

  async function kept(): Promise<unknown> {
    return (await fetch(new URL('/kept', server.url))).json();
  }

  async function gzipped(plain: string): Promise<ArrayBuffer> {
    return new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  }

  it.each([
    { name: 'a form', body: form, encoding: 'identity' },
    { name: 'JSON', body: text, encoding: 'identity' },
    { name: 'gzip', body: gzipped(form), encoding: 'gzip' },
  ])('sends the events of $name', async ({ body, encoding }) => {
    expect(await post(await body, undefined, encoding)).toBe(204);
    expect(dataPlane.messages).toStrictEqual(expected.complete);
    expect(await kept()).toStrictEqual([]);
  });

  it.each(['/', '/olark/', `/olark/${SECRET}!`, `/olark/${SECRET.slice(1)}`])(
    'answers 404 at %s',
    async (path) => {
      expect(await post(text, path)).toBe(404);
      expect(dataPlane.requests).toStrictEqual([]);
    },
  );

  it('keeps aside what is not a conversation, and gzip that is broken or cut short', async () => {
    expect(await post('data={"Bob Doe')).toBe(204);
    expect(await post('no gzip', undefined, 'gzip')).toBe(204);
    expect(await post((await gzipped(form)).slice(0, 100), undefined, 'gzip')).toBe(204);
    expect(await kept()).toStrictEqual([
      [expect.stringMatching(/-OLARK_INVALID_JSON-.*\.txt$/), 'data={"Bob Doe\n'],
      [expect.stringMatching(/-BODY_NOT_DECODED-.*\.encoded$/), 'no gzip'],
      [expect.stringMatching(/-BODY_NOT_DECODED-.*\.encoded$/), expect.any(String)],
    ]);
    expect(server.log()).toContain('OLARK_DELIVERY_KEPT OLARK_INVALID_JSON');
    expect(server.log()).not.toContain('Bob Doe');
    expect(dataPlane.requests).toStrictEqual([]);
  });

  it('keeps aside what RudderStack refuses, and lets Olark try again while it is down', async () => {
    dataPlane.answer(401);
    expect(await post(form)).toBe(204);
    dataPlane.answer(503);
    expect(await post(form)).toBe(503);
    expect(await kept()).toStrictEqual([[expect.stringMatching(/-RUDDERSTACK_401-.*\.txt$/), `${form}\n`]]);
  });
});
