import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';

import { build, transform } from 'esbuild';
import { describe, expect, it } from 'vitest';

import { compile } from '../support/compile.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { installedPackage, ROOT } from '../support/installed.js';
import { bundleSizes, SIZE_LIMITS } from '../support/sizes.js';

const COMPILER = join(ROOT, 'node_modules/typescript');
const installed = installedPackage();
const contents = join(installed.folder, 'node_modules/olark-to-rudderstack');
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** What a tool of this repository says of the tarball. */
function verdictOf(tool: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', tool), [installed.tarball, ...args], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

function readContent(path: string): string {
  return readFileSync(join(contents, path), 'utf8');
}

/** What the installed package makes of every fixture, in JSON. */
const TRANSFORM_ALL = `
  const results = ${JSON.stringify(fixtures.map(({ payload }) => payload))}.map((payload) =>
    Object.fromEntries(${JSON.stringify(PROFILES)}.map((profile) => [profile, transformOlark(payload, { profile })])),
  );
`;
const EXPECTED = JSON.parse(JSON.stringify(fixtures.map(({ expected }) => expected))) as unknown;

/** Bundles code that imports the package, as a script. */
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

/** Runs a script in a V8 context that has the globals of neither Node nor the web, and reads its `output`. */
function outputInBareContext(script: string): unknown {
  const context = createContext(Object.create(null) as object);
  new Script(script).runInContext(context);
  return JSON.parse(new Script('output').runInContext(context) as string);
}

/** Reads what built files import from packages, and what they export. */
async function facesOf(entryPoints: readonly string[]) {
  const { metafile } = await build({
    entryPoints: entryPoints.map((path) => join(contents, 'dist', path)),
    bundle: true,
    packages: 'external',
    write: false,
    outdir: installed.folder,
    format: 'esm',
    metafile: true,
    logLevel: 'error',
  });
  const outputs = Object.values(metafile.outputs);
  return {
    imports: [...new Set(outputs.flatMap(({ imports }) => imports.map(({ path }) => path)))].sort(),
    exports: outputs.map((output) => output.exports),
  };
}

describe('the tarball', () => {
  it('holds each module of the source with its types, the file to paste, schemas and documents, and nothing else', () => {
    const modules = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).flatMap((path) => {
      const isModule = /(?<!\.d)\.ts$/.test(path) && path !== 'rudderstack-library.ts';
      return isModule ? [path.slice(0, -'.ts'.length)] : [];
    });
    const built = ['esm', 'cjs'].flatMap((format) =>
      modules.flatMap((path) => [`dist/${format}/${path}.js`, `dist/${format}/${path}.d.ts`]),
    );
    const others = installed.files.filter((file) => !/^(?:docs|dist\/schemas)\//.test(file));
    expect([...others].sort()).toStrictEqual(
      [
        ...built,
        ...['dist/cjs/package.json', 'dist/rudderstack-library.js'],
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
      ].sort(),
    );
  });

  it('has no fault that publint finds', () => {
    expect(verdictOf('publint', '--strict')).toContain('All good!');
  });

  it('has types that suit every way to find modules', () => {
    expect(verdictOf('attw', '--no-emoji')).toContain('No problems found');
  });

  it.each(['esm', 'cjs'])('imports in %s what it depends on, and nothing else', async (format) => {
    const { imports } = await facesOf([`${format}/index.js`, `${format}/mappers/index.js`]);
    const packages = imports.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
    expect(packages).toStrictEqual(Object.keys(dependencies).sort());
  });
});

describe('the installed package', () => {
  it('brings only packages whose licence lets everyone use them', () => {
    const modules = join(installed.folder, 'node_modules');
    const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as {
      packages: Record<string, { license?: string }>;
    };
    expect(Object.keys(packages)).toHaveLength(Object.keys(dependencies).length + 1);
    for (const { license } of Object.values(packages)) {
      expect(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']).toContain(license);
    }
  });

  it.each([
    ['ESM', 'all.mjs', "import * as face from 'olark-to-rudderstack';"],
    ['CommonJS', 'all.cjs', "const face = require('olark-to-rudderstack');"],
  ])('works from %s, with one runtime export', (_, file, load) => {
    const print = 'console.log(JSON.stringify({ exports: Object.keys(face), results }));';
    installed.write(file, `${load} const { transformOlark } = face; ${TRANSFORM_ALL} ${print}`);
    expect(JSON.parse(installed.run('node', [file]))).toStrictEqual({
      exports: ['transformOlark'],
      results: EXPECTED,
    });
  });

  it('has the same units in ESM and in CommonJS', () => {
    const print = 'console.log(Object.keys(mappers).sort().join());';
    installed.write('units.mjs', `import * as mappers from 'olark-to-rudderstack/mappers'; ${print}`);
    installed.write('units.cjs', `const mappers = require('olark-to-rudderstack/mappers'); ${print}`);
    const units = installed.run('node', ['units.mjs']);
    expect(units).toContain('applyRules,');
    expect(installed.run('node', ['units.cjs'])).toBe(units);
  });

  it.each(['node16', 'bundler'] as const)('has types that %s finds', async (resolution) => {
    const program = readFileSync(new URL('program.ts', import.meta.url), 'utf8');
    expect(await compile(installed, COMPILER, resolution, program)).toBe('');
  });

  it('lets nobody use a type as a value', async () => {
    const names = [...readContent('dist/esm/index.d.ts').matchAll(/export type \{([^}]*)\}/g)].flatMap(
      ([, list = '']) => list.match(/\w+/g) ?? [],
    );
    expect(names).toContain('OlarkPayloadError');
    const uses = names.map((name) => `// @ts-expect-error\nexport const a${name}: unknown = face.${name};`);
    const program = ["import * as face from 'olark-to-rudderstack';", ...uses].join('\n');
    expect(await compile(installed, COMPILER, 'node16', program)).toBe('');
  });
});

describe('a bundle', () => {
  it('of one unit holds no other, and no package that it does not need', async () => {
    const small = await bundle(
      "import { contextTraits } from 'olark-to-rudderstack/mappers'; console.log(contextTraits);",
    );
    expect(small).toContain('.fullName');
    expect(small).not.toMatch(/UAParser|baseGet|md5|uuid|conversationBeginPage/i);
    const withParser = await bundle(
      "import { splitBrowser } from 'olark-to-rudderstack/mappers'; console.log(splitBrowser);",
    );
    expect(withParser).toMatch(/UAParser/);
    expect(withParser).not.toMatch(/baseGet|md5|conversationBeginPage/i);
  });

  it('holds nothing of it where it is imported and not used', async () => {
    const code = await bundle(
      "import { transformOlark } from 'olark-to-rudderstack'; import 'olark-to-rudderstack/mappers'; console.log('used');",
    );
    expect(code).toContain('console.log("used")');
    expect(code.length).toBeLessThan(60);
  });

  it('works without a global of Node or the web', async () => {
    const code = await bundle(
      `import { transformOlark } from 'olark-to-rudderstack'; ${TRANSFORM_ALL} globalThis.output = JSON.stringify(results);`,
    );
    expect(outputInBareContext(code)).toStrictEqual(EXPECTED);
  });

  it('is as small as it must be', async () => {
    const { own, whole } = await bundleSizes();
    expect(own).toBeLessThanOrEqual(SIZE_LIMITS.own);
    expect(whole).toBeLessThanOrEqual(SIZE_LIMITS.whole);
  });
});

describe('the file to paste', () => {
  const library = readContent('dist/rudderstack-library.js');

  it('imports nothing, and exports what both entry points do', async () => {
    const { imports, exports } = await facesOf(['rudderstack-library.js']);
    const faces = await facesOf(['esm/index.js', 'esm/mappers/index.js']);
    expect(imports).toStrictEqual([]);
    expect([...(exports[0] ?? [])].sort()).toStrictEqual(faces.exports.flat().sort());
  });

  it('works without a global of Node or the web', async () => {
    const { code } = await transform(library, { format: 'iife', globalName: 'library' });
    const use = `{ const { transformOlark } = library; ${TRANSFORM_ALL} globalThis.output = JSON.stringify(results); }`;
    expect(outputInBareContext(code + use)).toStrictEqual(EXPECTED);
  });

  it.each(['.', ...Object.keys(dependencies).map((name) => `node_modules/${name}`)])(
    'keeps the licence in %s',
    (folder) => {
      const [file = ''] = readdirSync(join(ROOT, folder)).filter((name) => /^license/i.test(name));
      expect(library).toContain(readFileSync(join(ROOT, folder, file), 'utf8').trim());
    },
  );
});
