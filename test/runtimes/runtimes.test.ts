import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Format } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers.js';
import { chromiumPath, launchOptions } from '../support/chromium.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { installedPackage } from '../support/installed.js';
import { isolateAddon, runInIsolate } from './isolate.js';
import { outcomesOf } from './outcomes.js';
import { isLeftOut, tool, workerd, workerdConfig } from './tools.js';

const installed = installedPackage();
const texts = fixtures.map(({ payload }) => JSON.stringify(parseDelivery(payload)));

/** What the library makes in this process, from its source. */
const expected = JSON.parse(outcomesOf(transformOlark, texts, PROFILES)) as object;

/** A script for one runtime; `report` is what it does with `outcomes()`. */
function script(report: string, format: Format, external: string[] = []): Promise<string> {
  const module = fileURLToPath(new URL('outcomes.ts', import.meta.url));
  const code = `
    import { transformOlark } from 'olark-to-rudderstack';
    import { outcomesOf } from ${JSON.stringify(module)};
    const outcomes = () => outcomesOf(transformOlark, ${JSON.stringify(texts)}, ${JSON.stringify(PROFILES)});
    ${report}`;
  return installed.bundle(code, { format, external });
}

/** Runs it in a runtime, and returns what it reports. */
type Run = (binary: string) => Promise<string>;

/** In a process that resolves the installed package itself. */
function asProcess(format: 'esm' | 'cjs', ...args: readonly string[]): Run {
  return async (binary) => {
    const file = format === 'esm' ? 'outcomes.mjs' : 'outcomes.cjs';
    installed.write(file, await script('console.log(outcomes());', format, ['olark-to-rudderstack']));
    return installed.run(binary, [...args, file]);
  };
}

async function inWorkerd(binary: string): Promise<string> {
  installed.write('config.capnp', workerdConfig({}));
  const report = 'export default { test() { console.log(outcomes()); } };';
  installed.write('worker.mjs', await script(report, 'esm'));
  return installed.run(binary, ['test', 'config.capnp']);
}

async function inChromium(): Promise<string> {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await script('globalThis.output = outcomes();', 'iife') });
    return await page.evaluate('output');
  } finally {
    await browser.close();
  }
}

/** The prebuilt file, where nothing is there but ECMAScript. */
async function inBareV8(): Promise<string> {
  const library = join(installed.folder, 'node_modules/olark-to-rudderstack/dist/rudderstack-library.js');
  const modules = {
    'olark-to-rudderstack': readFileSync(library, 'utf8'),
    main: await script('export { outcomes as run };', 'esm', ['olark-to-rudderstack']),
  };
  return String(await runInIsolate(modules));
}

const bun = tool('@oven/bun-linux-x64/bin/bun');
const deno = tool('@deno/linux-x64-glibc/deno');

interface Runtime {
  readonly name: string;
  /** Where it is; `undefined` where it is not installed. */
  readonly binary: string | undefined;
  readonly run: Run;
  /** The outcomes that differ from those in Node. */
  readonly differs?: object;
}

/** A version of Node: the one that is installed among the tools, or else the one that runs the tests. */
function node(major: number): readonly Runtime[] {
  const isThisOne = process.version.startsWith(`v${String(major)}.`);
  const installedOne = tool(`node-${String(major)}-linux-x64/bin/node`);
  const binary = installedOne ?? (isThisOne ? process.execPath : undefined);
  return [
    { name: `Node ${String(major)}, ESM`, binary, run: asProcess('esm') },
    { name: `Node ${String(major)}, CommonJS`, binary, run: asProcess('cjs') },
  ];
}

/** What becomes of bytes where there is no `TextDecoder`. */
const BYTES_REFUSED = {
  isError: true,
  name: 'OlarkPayloadError',
  code: 'OLARK_NOT_A_CONVERSATION',
  status: 400,
  statusCode: 400,
  message:
    'The payload must hold an Olark conversation, but is bytes, which this runtime cannot decode; pass text.',
};
/** For each text, in each profile. */
const bytesRefused: readonly object[] = texts.flatMap(() => PROFILES.map(() => BYTES_REFUSED));

/** The ways in which users run the package. */
const runtimes: readonly Runtime[] = [
  ...node(18),
  ...node(20),
  ...node(22),
  ...node(24),
  ...node(26),
  { name: 'Bun, ESM', binary: bun, run: asProcess('esm') },
  { name: 'Bun, CommonJS', binary: bun, run: asProcess('cjs') },
  { name: 'Deno, ESM', binary: deno, run: asProcess('esm', 'run', '--no-remote') },
  { name: 'Deno, CommonJS', binary: deno, run: asProcess('cjs', 'run', '--no-remote', '--allow-read') },
  { name: 'workerd', binary: workerd, run: inWorkerd },
  { name: 'Chromium', binary: chromiumPath, run: inChromium },
  {
    name: 'A bare V8 isolate',
    binary: isolateAddon,
    run: inBareV8,
    differs: {
      URLSearchParams: 'absent',
      FormData: 'absent',
      Request: 'absent',
      bytes: bytesRefused,
      'bytes of a form': bytesRefused,
      'random ids': expect.objectContaining({
        name: 'OlarkPayloadError',
        code: 'OLARK_INVALID_OPTION',
        path: 'options.ids',
        message: expect.stringContaining('crypto.getRandomValues') as string,
      }) as unknown,
    },
  },
];

for (const { name, binary, run, differs } of runtimes) {
  it.skipIf(isLeftOut(binary))(`${name} gives what Node gives from the source`, async () => {
    expect(JSON.parse(await run(binary ?? ''))).toStrictEqual({ ...expected, ...differs });
  });
}
