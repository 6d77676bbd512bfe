import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { transform } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { RudderEvent } from '../../src/index.js';
import { unwrap } from '../../src/unwrap.js';
import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture, fixtures } from '../support/fixtures.js';
import { installPackage, ROOT } from '../support/installed.js';
import { examples, recipe } from '../support/readme.js';
import { listen } from '../support/server.js';

const PIPELINE = 'In a pipeline';
const FORK = "In a fork of RudderStack's transformer";
const RULES = 'In the tests of your own rules';

const installed = installPackage();

it('every block of the README that prints nothing is a recipe that is run here', () => {
  const silent = examples.filter(({ prints }) => prints === undefined).map(({ heading }) => heading);
  expect(silent).toStrictEqual([PIPELINE, FORK, RULES]);
});

describe('the recipe for a pipeline', () => {
  let dataPlane: DataPlane;
  let server: ChildProcess;

  beforeAll(async () => {
    dataPlane = await startDataPlane();
  });

  afterEach(() => server.kill());

  afterAll(() => dataPlane.close());

  async function freePort(): Promise<string> {
    const probe = await listen(createServer());
    await probe.close();
    return new URL(probe.url).port;
  }

  it('sends the events of what Olark posts, and refuses what is no conversation', async () => {
    const PORT = await freePort();
    installed.write('pipeline.cjs', recipe(PIPELINE));
    server = spawn('node', ['pipeline.cjs'], {
      cwd: installed.folder,
      // Express and the client are found among the development dependencies.
      env: {
        ...process.env,
        NODE_PATH: join(ROOT, 'node_modules'),
        PORT,
        WRITE_KEY: 'key',
        DATA_PLANE_URL: dataPlane.url,
      },
      stdio: 'inherit',
    });
    const post = async (data: string): Promise<Response> => {
      const body = new URLSearchParams({ data });
      for (;;) {
        try {
          return await fetch(`http://127.0.0.1:${PORT}/olark`, { method: 'POST', body });
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const { payload, expected } = fixture('several-groups-and-operators');
    const accepted = await post(JSON.stringify(payload));
    expect(accepted.status).toBe(204);
    const refused = await post('');
    expect([refused.status, await refused.text()]).toStrictEqual([400, 'OLARK_EMPTY_BODY']);
    // The client sends the first event at once and the others ten seconds later.
    const messages = await dataPlane.received(expected.documented.length);
    expect(messages).toMatchObject(expected.documented.map(withoutLibrary));
  });

  function withoutLibrary(event: RudderEvent): object {
    const { library, ...context } = event.context;
    expect(library).toBeDefined();
    return { ...event, context };
  }
});

describe('the recipe for a fork of the transformer', () => {
  it('gives the events of every case, called as the transformer calls a v2 source', () => {
    installed.write('transform.js', recipe(FORK));
    const source = createRequire(join(installed.folder, 'transform.js'))('./transform.js') as {
      process(payload: unknown): unknown;
    };
    for (const { payload, expected } of fixtures) {
      const text = JSON.stringify(unwrap(payload));
      // What rudder-server makes of a JSON body, and of a form.
      for (const body of [text, JSON.stringify({ data: [text] })]) {
        const request = {
          body,
          headers: { 'Content-Type': ['application/json'] },
          method: 'POST',
          url: '/v1/webhook',
        };
        const input = { request, source: { ID: 'source-id', Name: 'Olark' } };
        expect(source.process(input)).toStrictEqual(expected['rudder-transformer']);
      }
    }
  });
});

describe('the recipe for rules of one’s own', () => {
  async function outcome(code: string): Promise<number | null> {
    installed.write('rules.mjs', (await transform(code, { loader: 'ts' })).code);
    return spawnSync('node', ['rules.mjs'], { cwd: installed.folder }).status;
  }

  it('passes, and fails when the rule is another', async () => {
    expect(await outcome(recipe(RULES))).toBe(0);
    expect(await outcome(recipe(RULES).replace("to: 'context.externalId'", "to: 'context.id'"))).toBe(1);
  });
});
