import { join } from 'node:path';

import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture } from '../support/fixtures.js';
import { installedPackage } from '../support/installed.js';
import { filesOf } from '../support/markdown.js';
import { type RunningServer, startServer } from '../support/server.js';
import { isLeftOut, tool } from './tools.js';

const workerd = tool('@cloudflare/workerd-linux-64/bin/workerd');
const SECRET = 's3cret-of-the-url';

/** The Worker with its variables, on a port of its own; it may reach a data plane on loopback. */
function configOf(dataPlane: DataPlane): string {
  const variables = {
    DATA_PLANE_URL: dataPlane.url,
    OLARK_SECRET: SECRET,
    WRITE_KEY: 'key',
  };
  const bindings = Object.entries(variables).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  return `
    using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = .worker),
        (name = "internet", network = (allow = ["local", "private"])),
      ],
      sockets = [(name = "http", http = (), service = "main")],
    );
    const worker :Workerd.Worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-11-01",
      bindings = [${bindings.join(', ')}],
    );`;
}

describe.skipIf(isLeftOut(workerd))('the recipe for Cloudflare Workers', () => {
  const installed = installedPackage();
  const { payload, expected } = fixture('several-groups-and-operators');
  const text = JSON.stringify(payload);
  let dataPlane: DataPlane;
  let server: RunningServer;

  beforeAll(async () => {
    dataPlane = await startDataPlane();
    for (const [name, code] of Object.entries(filesOf('docs/servers.md'))) installed.write(name, code);
    const { outputFiles } = await build({
      entryPoints: [join(installed.folder, 'worker.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      logLevel: 'error',
    });
    installed.write('worker.mjs', outputFiles[0]?.text ?? '');
    installed.write('config.capnp', configOf(dataPlane));
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

  it.each([
    ['no body', '', 'OLARK_EMPTY_BODY'],
    ['broken JSON', 'data={"Bob Doe', 'OLARK_INVALID_JSON data'],
    ['no visitor', '{"kind":"Bob Doe"}', 'OLARK_MISSING_FIELD visitor.id'],
  ])('answers 400 to %s, and logs the code, the path and the message', async (_, body, line) => {
    expect(await post(body)).toBe(400);
    expect(server.log()).toContain(line);
    expect(server.log()).not.toContain('Bob Doe');
    expect(dataPlane.requests).toHaveLength(0);
  });

  it('answers 404 where the secret is another', async () => {
    for (const path of ['/', '/olark/', `/olark/${SECRET}!`, `/olark/${SECRET.slice(1)}`]) {
      expect(await post(text, path)).toBe(404);
    }
    expect(dataPlane.requests).toHaveLength(0);
  });

  it('answers 503 while RudderStack takes nothing', async () => {
    dataPlane.answer(500);
    expect(await post(text)).toBe(503);
  });
});
