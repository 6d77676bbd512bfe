import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';

import { build, transform } from 'esbuild';
import { describe, expect, it } from 'vitest';

import { fixtures, PROFILES } from '../support/fixtures.js';
import { installPackage, ROOT } from '../support/installed.js';
import { examples, readme } from '../support/readme.js';
import { bundleSizes, SIZE_LIMITS } from '../support/sizes.js';

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

const installed = installPackage();

/** What the TypeScript compiler says of files, with every declaration file checked too. */
function typeErrors(sources: readonly string[], options: object): string {
  const compilerOptions = { strict: true, noEmit: true, target: 'es2022', skipLibCheck: false, ...options };
  installed.write('tsconfig.json', JSON.stringify({ compilerOptions, files: sources }));
  const { stdout } = spawnSync('node', [TSC], { cwd: installed.folder, encoding: 'utf8' });
  return stdout;
}

/** What the installed package makes of every fixture, in JSON. */
const TRANSFORM_ALL = `
  const results = ${JSON.stringify(fixtures.map(({ payload }) => payload))}.map((payload) =>
    Object.fromEntries(${JSON.stringify(PROFILES)}.map((profile) => [profile, transformOlark(payload, { profile })])),
  );
`;
const EXPECTED = JSON.parse(JSON.stringify(fixtures.map(({ expected }) => expected))) as unknown;

describe('the tarball', () => {
  it('holds the build, its types and source maps, and three documents', () => {
    expect(installed.files.filter((file) => !file.startsWith('dist/')).sort()).toStrictEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    for (const path of ['cjs/index', 'cjs/mappers']) {
      expect(installed.files).toEqual(
        expect.arrayContaining([`dist/${path}.cjs`, `dist/${path}.cjs.map`, `dist/${path}.d.cts`]),
      );
    }
    for (const path of ['esm/index', 'esm/mappers/index']) {
      expect(installed.files).toEqual(
        expect.arrayContaining([`dist/${path}.js`, `dist/${path}.js.map`, `dist/${path}.d.ts`]),
      );
    }
  });

  it('is no larger than it must be', () => {
    expect(installed.size).toBeLessThan(100_000);
    expect(
      installed.files.filter((file) => !/^dist\/.*\.(?:c?js|c?js\.map|d\.c?ts)$|^[^/]+$/.test(file)),
    ).toStrictEqual([]);
  });

  it('imports nothing of Node', () => {
    for (const file of installed.files.filter((name) => /\.[cm]?js$/.test(name))) {
      const code = readFileSync(join(ROOT, file), 'utf8');
      const imports = [...code.matchAll(/(?:from |import |require\()["']([^"'.][^"']*)["']/g)].map(
        ([, name]) => name,
      );
      const allowed = ['@noble/hashes/legacy', 'lodash.get', 'ua-parser-js', 'uuid'];
      expect(imports.filter((name) => !allowed.includes(name ?? ''))).toStrictEqual([]);
    }
  });
});

describe('the installed package', () => {
  it('brings only packages whose licence lets everyone use them', () => {
    const modules = join(installed.folder, 'node_modules');
    const packages = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^(?:@[^/]+\/)?[^@./][^/]*\/package\.json$/.test(path.replace(/^.*node_modules\//, '')),
    );
    const licences = packages.map((path) => {
      const { name, license } = JSON.parse(readFileSync(join(modules, path), 'utf8')) as Record<
        string,
        string
      >;
      return `${String(name)}: ${String(license)}`;
    });
    expect(licences).toHaveLength(5);
    expect(
      licences.filter((licence) => !/: (?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0)$/.test(licence)),
    ).toStrictEqual([]);
  });

  it('works from ESM, with one runtime export', () => {
    installed.write(
      'all.mjs',
      `import * as face from 'olark-to-rudderstack';
      const { transformOlark } = face;
      ${TRANSFORM_ALL}
      console.log(JSON.stringify({ exports: Object.keys(face), results }));`,
    );
    expect(JSON.parse(installed.run('node', ['all.mjs']))).toStrictEqual({
      exports: ['transformOlark'],
      results: EXPECTED,
    });
  });

  it('works from CommonJS, with one runtime export', () => {
    installed.write(
      'all.cjs',
      `const face = require('olark-to-rudderstack');
      const { transformOlark } = face;
      ${TRANSFORM_ALL}
      console.log(JSON.stringify({ exports: Object.keys(face), results }));`,
    );
    expect(JSON.parse(installed.run('node', ['all.cjs']))).toStrictEqual({
      exports: ['transformOlark'],
      results: EXPECTED,
    });
  });

  it('has the same mappers from ESM and CommonJS', () => {
    const print = 'console.log(JSON.stringify([Object.keys(mappers).sort(), mappers.profiles]));';
    installed.write('mappers.mjs', `import * as mappers from 'olark-to-rudderstack/mappers';\n${print}`);
    installed.write('mappers.cjs', `const mappers = require('olark-to-rudderstack/mappers');\n${print}`);
    const [exports] = JSON.parse(installed.run('node', ['mappers.mjs'])) as [string[]];
    expect(exports).toContain('splitBrowser');
    expect(installed.run('node', ['mappers.cjs'])).toBe(installed.run('node', ['mappers.mjs']));
  });

  it('throws errors that a caller can test by code across its two copies', () => {
    installed.write(
      'errors.mjs',
      `import { createRequire } from 'node:module';
      import { transformOlark } from 'olark-to-rudderstack';
      const copy = createRequire(import.meta.url)('olark-to-rudderstack');
      const codeOf = (transform) => { try { transform('') } catch ({ name, code }) { return [name, code] } };
      console.log(JSON.stringify([codeOf(transformOlark), codeOf(copy.transformOlark)]));`,
    );
    const thrown = ['OlarkPayloadError', 'OLARK_EMPTY_BODY'];
    expect(JSON.parse(installed.run('node', ['errors.mjs']))).toStrictEqual([thrown, thrown]);
  });

  it.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])('has types under module %s and resolution %s', (module, moduleResolution) => {
    const use = `
      import { type OlarkConversation, type OlarkPayloadError, transformOlark } from 'olark-to-rudderstack';
      import { applyRules, page, splitBrowser } from 'olark-to-rudderstack/mappers';
      const conversation = { kind: 'Conversation', visitor: { id: 'v1' } } satisfies OlarkConversation;
      const [track, ...groups] = transformOlark(conversation, { profile: 'complete' });
      export const texts: (string | undefined)[] = [track.userId, groups[0]?.groupId, splitBrowser('x')?.version];
      export const fields: Record<string, unknown> = applyRules(page, conversation);
      export const codeOf = (error: OlarkPayloadError): string => error.code;
      // @ts-expect-error -- a misspelt option
      transformOlark(conversation, { profil: 'complete' });
    `;
    installed.write('use.mts', use);
    installed.write('use.cts', use);
    const sources = moduleResolution === 'bundler' ? ['use.mts'] : ['use.mts', 'use.cts'];
    expect(typeErrors(sources, { module, moduleResolution, types: [] })).toBe('');
  });
});

describe('a bundle', () => {
  async function bundle(code: string): Promise<string> {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: installed.folder },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      logLevel: 'error',
    });
    return outputFiles[0]?.text ?? '';
  }

  it('of one unit holds no other, and no package that it does not need', async () => {
    const small = await bundle(
      "import { visitorTraits } from 'olark-to-rudderstack/mappers'; console.log(visitorTraits);",
    );
    expect(small).toContain('visitor.fullName');
    expect(small).not.toMatch(/UAParser|baseGet|md5|uuid|conversationBeginPage/i);
    expect(small.length).toBeLessThan(2000);
    const withParser = await bundle(
      "import { splitBrowser } from 'olark-to-rudderstack/mappers'; console.log(splitBrowser);",
    );
    expect(withParser).toMatch(/UAParser/);
    expect(withParser).not.toMatch(/md5|conversationBeginPage/i);
  });

  it('of everything is as small as the README says', async () => {
    const { own, whole } = await bundleSizes();
    expect(own).toBeLessThanOrEqual(SIZE_LIMITS.own);
    expect(whole).toBeLessThanOrEqual(SIZE_LIMITS.whole);
    const inKilobytes = (bytes: number) => `${String(bytes / 1000)} kB`;
    expect(readme).toContain(`${inKilobytes(SIZE_LIMITS.own)} of its own code`);
    expect(readme).toContain(`${inKilobytes(SIZE_LIMITS.whole)} with its dependencies`);
  });

  it('works in a bare V8 context, without any global of Node or the web', async () => {
    const code = await bundle(
      `import { transformOlark } from 'olark-to-rudderstack'; ${TRANSFORM_ALL} globalThis.output = JSON.stringify(results);`,
    );
    const context = createContext(Object.create(null) as object);
    expect(new Script('typeof TextEncoder + typeof URL + typeof process').runInContext(context)).toBe(
      'undefined'.repeat(3),
    );
    new Script(code).runInContext(context);
    expect(JSON.parse(new Script('output').runInContext(context) as string)).toStrictEqual(EXPECTED);
  });
});

describe('the README', () => {
  const numbered = examples.map((example, index) => ({
    ...example,
    source: `example-${String(index)}.${example.language === 'ts' ? 'mts' : 'cjs'}`,
  }));

  it('has examples that compile', () => {
    for (const { source, code } of numbered) installed.write(source, code);
    const sources = numbered.map(({ source }) => source).filter((source) => source.endsWith('.mts'));
    const typeRoots = [join(ROOT, 'node_modules/@types')];
    expect(sources.length).toBeGreaterThan(3);
    // Node's own declarations are not checked again.
    const options = {
      module: 'node16',
      moduleResolution: 'node16',
      types: ['node'],
      typeRoots,
      skipLibCheck: true,
    };
    expect(typeErrors(sources, options)).toBe('');
  });

  it.each(numbered.filter(({ prints }) => prints !== undefined))(
    'has in $source an example that prints what it says',
    async ({ source, code, prints = '' }) => {
      const script = source.replace('.mts', '.mjs');
      installed.write(script, (await transform(code, { loader: 'ts' })).code);
      const output = installed.run('node', [script]);
      if (prints.startsWith('[')) expect(JSON.parse(output)).toStrictEqual(JSON.parse(prints));
      else expect(output).toBe(prints);
    },
  );
});

it('every file of the folder is read from the tarball and not from this repository', () => {
  expect(readdirSync(join(installed.folder, 'node_modules/olark-to-rudderstack')).sort()).toStrictEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
  ]);
});
