import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { transform } from 'esbuild';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type DataPlane, startDataPlane } from '../support/data-plane.js';
import { fixture } from '../support/fixtures.js';
import { installPackage } from '../support/installed.js';
import { recipe } from '../support/readme.js';

const installed = installPackage();
const { payload, expected } = fixture('several-groups-and-operators');
const text = JSON.stringify(payload);

let dataPlane: DataPlane;

beforeAll(async () => {
  installed.write('lambda.mjs', (await transform(recipe('On AWS Lambda'), { loader: 'ts' })).code);
  installed.write(
    'invoke.mjs',
    `import { handler } from './lambda.mjs';
    console.log(JSON.stringify(await handler(JSON.parse(process.argv[2]))));`,
  );
});

beforeEach(async () => {
  dataPlane = await startDataPlane();
});

afterEach(() => dataPlane.close());

/** The event that AWS makes of a POST, as far as there is a body in it. */
function eventOf(body: string | undefined, type: string): Partial<APIGatewayProxyEventV2> {
  const isBase64Encoded = type !== 'application/json';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': type },
    isBase64Encoded,
    ...(body !== undefined && { body: isBase64Encoded ? Buffer.from(body).toString('base64') : body }),
  };
}

/** What the function returns, in a process of its own, and what it has written to its log. */
async function invoke(event: Partial<APIGatewayProxyEventV2>): Promise<{ result: unknown; log: string }> {
  const env = { ...process.env, DATA_PLANE_URL: dataPlane.url.replace(/\/$/, ''), WRITE_KEY: 'key' };
  const { stdout, stderr } = await promisify(execFile)('node', ['invoke.mjs', JSON.stringify(event)], {
    cwd: installed.folder,
    env,
  });
  return { result: JSON.parse(stdout), log: stderr };
}

describe('the recipe for AWS Lambda', () => {
  const FORM = 'application/x-www-form-urlencoded';

  it.each([
    ['a form body in base64', eventOf(`data=${encodeURIComponent(text)}`, FORM)],
    ['a JSON body', eventOf(text, 'application/json')],
  ])('sends the events of %s', async (_, event) => {
    expect(await invoke(event)).toStrictEqual({ result: { statusCode: 204 }, log: '' });
    expect(dataPlane.messages).toStrictEqual(expected.complete);
    expect(dataPlane.requests).toStrictEqual([
      { writeKey: 'key', path: '/v1/batch', type: 'application/json' },
    ]);
  });

  it.each([
    ['no body', eventOf(undefined, FORM), 'OLARK_EMPTY_BODY \n'],
    ['broken JSON', eventOf('data={"Bob Doe', FORM), 'OLARK_INVALID_JSON data\n'],
    ['no visitor', eventOf('{"kind":"Bob Doe"}', 'application/json'), 'OLARK_MISSING_FIELD visitor.id\n'],
  ])('answers 400 to %s, and logs the code and the path', async (_, event, log) => {
    expect(await invoke(event)).toStrictEqual({ result: { statusCode: 400 }, log });
    expect(dataPlane.requests).toHaveLength(0);
  });

  it('answers 503 while RudderStack takes nothing', async () => {
    dataPlane.answer(500);
    const event = eventOf(text, 'application/json');
    expect(await invoke(event)).toStrictEqual({ result: { statusCode: 503 }, log: '' });
  });
});
