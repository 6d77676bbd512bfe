import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type Format } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';

import { chromiumPath, launchOptions } from '../support/chromium.js';
import { installedPackage } from '../support/installed.js';
import { cases } from './cases.js';
import type { Findings } from './checks.js';
import { inIsolate, isolateAddon } from './isolate.js';
import { isLeftOut, tool } from './tools.js';

/** One way in which users run the package. */
interface Runtime {
  readonly name: string;
  /** The binary, where there is one; `undefined` where it is not installed. */
  readonly binary: string | undefined;
  /** Checks that have another end here than to pass. */
  readonly otherwise?: Readonly<Record<string, Findings[string]>>;
  readonly findings: (binary: string) => Promise<Findings>;
}

function nodeBinary(major: number): string | undefined {
  const isThisOne = process.version.startsWith(`v${String(major)}.`);
  const binary = tool(`node-${String(major)}-linux-x64/bin/node`);
  return binary ?? (isThisOne ? process.execPath : undefined);
}

const installed = installedPackage();

/** The checks as a script for one runtime; `report` is what it does with `findings()`, which runs them. */
async function script(report: string, format: Format, external: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { transformOlark } from 'olark-to-rudderstack';
        import { runChecks } from ${JSON.stringify(fileURLToPath(new URL('checks.ts', import.meta.url)))};
        const findings = () => JSON.stringify(runChecks(transformOlark, ${JSON.stringify(cases)}));
        ${report}`,
      resolveDir: installed.folder,
    },
    bundle: true,
    write: false,
    format,
    external: [...external],
    platform: external.length > 0 ? 'node' : 'browser',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** In a process that resolves the installed package itself. */
function asProcess(format: 'esm' | 'cjs', args: readonly string[] = []): Runtime['findings'] {
  return async (binary) => {
    const file = format === 'esm' ? 'checks.mjs' : 'checks.cjs';
    installed.write(file, await script('console.log(findings());', format, ['olark-to-rudderstack']));
    return JSON.parse(installed.run(binary, [...args, file])) as Findings;
  };
}

const WORKERD_CONFIG = `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [(
      name = "main",
      worker = (modules = [(name = "worker.mjs", esModule = embed "worker.mjs")], compatibilityDate = "2026-11-01"),
    )],
  );`;

async function inWorkerd(binary: string): Promise<Findings> {
  installed.write('config.capnp', WORKERD_CONFIG);
  const report = 'export default { test() { console.log(findings()); } };';
  installed.write('worker.mjs', await script(report, 'esm', []));
  return JSON.parse(installed.run(binary, ['test', 'config.capnp'])) as Findings;
}

async function inChromium(): Promise<Findings> {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await script('globalThis.findings = findings();', 'iife', []) });
    return JSON.parse(await page.evaluate('findings')) as Findings;
  } finally {
    await browser.close();
  }
}

/** The prebuilt file, where nothing is there but ECMAScript. */
async function inBareV8(): Promise<Findings> {
  const library = join(installed.folder, 'node_modules/olark-to-rudderstack/dist/rudderstack-library.js');
  const modules = {
    'olark-to-rudderstack': readFileSync(library, 'utf8'),
    main: await script('export { findings };', 'esm', ['olark-to-rudderstack']),
  };
  return JSON.parse(await inIsolate(modules, async (call) => String(await call('findings')))) as Findings;
}

const bun = tool('@oven/bun-linux-x64/bin/bun');
const deno = tool('@deno/linux-x64-glibc/deno');
const workerd = tool('@cloudflare/workerd-linux-64/bin/workerd');
const runtimes: readonly Runtime[] = [
  ...[18, 20, 22, 24, 26].flatMap((major) => [
    { name: `Node ${String(major)}, ESM`, binary: nodeBinary(major), findings: asProcess('esm') },
    { name: `Node ${String(major)}, CommonJS`, binary: nodeBinary(major), findings: asProcess('cjs') },
  ]),
  { name: 'Bun, ESM', binary: bun, findings: asProcess('esm') },
  { name: 'Bun, CommonJS', binary: bun, findings: asProcess('cjs') },
  { name: 'Deno, ESM', binary: deno, findings: asProcess('esm', ['run', '--no-remote']) },
  {
    name: 'Deno, CommonJS',
    binary: deno,
    findings: asProcess('cjs', ['run', '--no-remote', '--allow-read']),
  },
  { name: 'workerd', binary: workerd, findings: inWorkerd },
  { name: 'Chromium', binary: chromiumPath, findings: inChromium },
  {
    name: 'bare V8 isolate',
    binary: isolateAddon,
    otherwise: { URLSearchParams: 'absent', FormData: 'absent', 'random ids': 'refused' },
    findings: inBareV8,
  },
];

for (const { name, binary, otherwise = {}, findings } of runtimes) {
  it.skipIf(isLeftOut(binary))(`${name} gives the events of every fixture`, async () => {
    const found = await findings(binary ?? '');
    const expected = Object.keys(found).map((check) => [check, otherwise[check] ?? 'passed']);
    expect(found).toStrictEqual(Object.fromEntries(expected));
    expect(Object.keys(found).length).toBeGreaterThan(10);
  });
}
