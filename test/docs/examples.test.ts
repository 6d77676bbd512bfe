import { Console } from 'node:console';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { blocksOf, DOCUMENTS, readDocument } from '../support/markdown.js';
import { makeFolder, ROOT } from './code.js';

const folder = makeFolder();
const sources = makeFolder();
const blocks = DOCUMENTS.flatMap(blocksOf);
const examples = blocks.filter(({ prints }) => prints !== undefined);

/** What is printed while something is done, as Node prints it. */
async function printedBy(act: () => Promise<unknown>): Promise<string> {
  const stream = new PassThrough();
  const { console: before } = globalThis;
  globalThis.console = new Console(stream);
  try {
    await act();
  } finally {
    globalThis.console = before;
  }
  return String(stream.read() ?? '');
}

describe('an example', () => {
  it.each(examples.map((block, index) => ({ ...block, index })))(
    'of $document, $heading, prints what it says',
    async ({ code, prints = '', index }) => {
      folder.write({ [`example-${String(index)}.ts`]: code });
      const output = await printedBy(() => folder.load(`example-${String(index)}.js`));
      // Prettier lays out JSON in its own way.
      const isJson = /^[[{]\n/.test(prints) && /^[[{]\n {2}["{]/.test(output);
      if (isJson) expect(JSON.parse(output)).toStrictEqual(JSON.parse(prints));
      else expect(output).toBe(prints);
    },
  );
});

describe('a recipe', () => {
  const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => readFileSync(join(ROOT, 'test', name), 'utf8'));
  const recipes = blocks.filter(
    ({ language, prints }) => prints === undefined && /^(?:ts|js|sql|py|python)$/.test(language),
  );

  it.each(recipes)('of $document, $heading, $file is run by a test', ({ document, heading, file }) => {
    const isNamed = (text: string) => [heading, file].some((name) => name && text.includes(name));
    expect(tests.some((text) => text.includes(document) && isNamed(text))).toBe(true);
  });
});

it('every block of TypeScript compiles, in strict mode', { timeout: 180_000 }, async () => {
  for (const [index, { document, language, file, code }] of blocks.entries()) {
    const path = join(sources.path, document.replace(/\W/g, '-'));
    mkdirSync(path, { recursive: true });
    if (language === 'ts') writeFileSync(join(path, file ?? `block-${String(index)}.ts`), code);
  }
  // What is not there before the package is built.
  const schemas =
    "declare module 'olark-to-rudderstack/schemas/*.json' { const s: object; export default s }";
  writeFileSync(join(sources.path, 'schemas.d.ts'), schemas);
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    // Node runs TypeScript files that import each other by these names.
    compilerOptions: { moduleDetection: 'force', allowImportingTsExtensions: true },
    include: ['**/*.ts', join(ROOT, 'src/untyped.d.ts')],
  };
  writeFileSync(join(sources.path, 'tsconfig.json'), JSON.stringify(config));
  // Only the compiler's own errors, which oxlint finds in a fifth of the time that `tsc` takes.
  const checks = ['--type-aware', '--type-check', '--allow', 'all'];
  const form = ['--format', 'unix', '--ignore-pattern', 'node_modules'];
  const { output, code } = await sources.run([join(ROOT, 'node_modules/.bin/oxlint'), ...checks, ...form]);
  expect([output, code]).toStrictEqual(['', 0]);
});

describe('links', () => {
  const anchorsOf = (document: string) =>
    [...readDocument(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  it.each(DOCUMENTS)('of %s lead to files and headings that exist', (document) => {
    const prose = readDocument(document).replaceAll(/^```[^]*?^```/gm, '');
    const links = [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      const { pathname, hash } = new URL(link, `file:///${document}`);
      const target = pathname.slice(1);
      if (!existsSync(join(ROOT, target))) return true;
      return hash !== '' && !anchorsOf(target).includes(hash.slice(1));
    });
    expect(broken).toStrictEqual([]);
  });

  it.each(DOCUMENTS)('of %s name scripts that exist', (document) => {
    const packages = [
      '.',
      ...readdirSync(join(ROOT, 'docs/examples')).map((example) => `docs/examples/${example}`),
    ];
    const scripts = packages.flatMap((name) => {
      const path = join(ROOT, name, 'package.json');
      if (!existsSync(path)) return [];
      return Object.keys((JSON.parse(readFileSync(path, 'utf8')) as { scripts: object }).scripts);
    });
    const named = [...readDocument(document).matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !scripts.includes(name))).toStrictEqual([]);
  });
});

it('the CHANGELOG begins with the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(/^## \[(.+)\] - \d{4}-\d{2}-\d{2}$/m.exec(readDocument('CHANGELOG.md'))?.[1]).toBe(version);
});
