import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture } from '../support/fixtures.js';
import { installedPackage } from '../support/installed.js';
import { filesOf } from '../support/markdown.js';
import { type RunningServer, startServer } from '../support/server.js';
import { isLeftOut, workerd, workerdConfig } from './tools.js';

const SECRET = 's3cret-of-the-url';

describe.skipIf(isLeftOut(workerd))('the recipe for Cloudflare Workers', () => {
  const installed = installedPackage();
  const { payload, expected } = fixture('several-groups-and-operators');
  const text = JSON.stringify(payload);
  let dataPlane: DataPlane;
  let server: RunningServer;

  beforeAll(async () => {
    dataPlane = await startDataPlane();
    for (const [name, code] of Object.entries(filesOf('docs/servers.md'))) installed.write(name, code);
    installed.write('worker.mjs', await installed.bundle("export { default } from './worker.ts';"));
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

  async function post(body: string, path = `/olark/${SECRET}`): Promise<number> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status } = await fetch(new URL(path, server.url), { method: 'POST', headers, body });
    return status;
  }

  it.each([
    ['a form body', `data=${encodeURIComponent(text)}`],
    ['a JSON body', text],
  ])('sends the events of %s', async (_, body) => {
    expect(await post(body)).toBe(204);
    expect(dataPlane.messages).toStrictEqual(expected.complete);
    expect(dataPlane.requests).toStrictEqual([
      { writeKey: 'key', path: '/v1/batch', type: 'application/json' },
    ]);
  });

  it('answers 404 where the secret is another, and 400 to what is no conversation', async () => {
    for (const path of ['/', '/olark/', `/olark/${SECRET}!`, `/olark/${SECRET.slice(1)}`]) {
      expect(await post(text, path)).toBe(404);
    }
    expect(await post('data={"Bob Doe')).toBe(400);
    expect(server.log()).toContain('OLARK_INVALID_JSON data');
    expect(server.log()).not.toContain('Bob Doe');
    expect(dataPlane.requests).toHaveLength(0);
  });
});
