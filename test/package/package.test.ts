import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

import { build, transform } from 'esbuild';
import { describe, expect, it } from 'vitest';

import * as units from '../../src/mappers.js';
import * as privacy from '../../src/privacy.js';
import { compile, MAPPERS_ALONE, type Resolution, TYPE_TESTS } from '../support/compile.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { installedPackage, ROOT } from '../support/installed.js';
import { bundleSizes, SIZE_LIMITS } from '../support/sizes.js';

const COMPILER = join(ROOT, 'node_modules/typescript');
const installed = installedPackage();
const nodeModules = join(installed.folder, 'node_modules');
const contents = join(nodeModules, 'olark-to-rudderstack');
const library = readFileSync(join(contents, 'dist/rudderstack-library.js'), 'utf8');
const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
const dependencies = Object.keys((JSON.parse(manifest) as { dependencies: object }).dependencies);

/** What a tool of this repository says of the tarball. */
function verdictOf(tool: string, ...args: readonly string[]): string {
  const binary = join(ROOT, 'node_modules/.bin', tool);
  const { stdout, stderr } = spawnSync(binary, [installed.tarball, ...args], { encoding: 'utf8' });
  return stdout + stderr;
}

/** Code that computes as `results` what the package makes of every fixture in every profile. */
const TRANSFORM_ALL = `
  const payloads = ${JSON.stringify(fixtures.map(({ payload }) => payload))};
  const profiles = ${JSON.stringify(PROFILES)};
  const results = payloads.map((payload) =>
    Object.fromEntries(profiles.map((profile) => [profile, transformOlark(payload, { profile })])),
  );
`;
/** What `results` must be. */
const EXPECTED = JSON.parse(JSON.stringify(fixtures.map(({ expected }) => expected))) as unknown;

/** Reads what built files import from packages, and what they export. */
async function facesOf(...entryPoints: readonly string[]) {
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
    exports: outputs.flatMap((output) => output.exports).sort(),
  };
}

describe('the tarball', () => {
  it('holds each module of the source with its types, the file to paste, schemas and documents, and nothing else', () => {
    const modules = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && path !== 'rudderstack-library.ts')
      .map((path) => path.slice(0, -'.ts'.length));
    const built = modules.flatMap((path) => [
      `dist/esm/${path}.js`,
      `dist/esm/${path}.d.ts`,
      `dist/cjs/${path}.js`,
      `dist/cjs/${path}.d.ts`,
    ]);
    const others = installed.files.filter((file) => !/^(?:docs|dist\/schemas)\//.test(file));
    expect(others.sort()).toStrictEqual(
      [
        ...built,
        'dist/cjs/package.json',
        'dist/rudderstack-library.js',
        'mappers/package.json',
        'privacy/package.json',
        'package.json',
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
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
    const { imports } = await facesOf(`${format}/index.js`, `${format}/mappers.js`, `${format}/privacy.js`);
    const packages = imports.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
    expect(packages).toStrictEqual([...dependencies].sort());
  });
});

describe('the installed package', () => {
  it('brings only packages whose licence lets everyone use them', () => {
    const { packages } = JSON.parse(readFileSync(join(nodeModules, '.package-lock.json'), 'utf8')) as {
      packages: Record<string, { license?: string }>;
    };
    expect(Object.keys(packages)).toHaveLength(dependencies.length + 1);
    for (const { license } of Object.values(packages)) {
      expect(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']).toContain(license);
    }
  });

  it.each([
    {
      format: 'ESM',
      file: 'all.mjs',
      imports: `
        import * as face from 'olark-to-rudderstack';
        import * as mappers from 'olark-to-rudderstack/mappers';
        import * as privacy from 'olark-to-rudderstack/privacy';`,
    },
    {
      format: 'CommonJS',
      file: 'all.cjs',
      imports: `
        const face = require('olark-to-rudderstack');
        const mappers = require('olark-to-rudderstack/mappers');
        const privacy = require('olark-to-rudderstack/privacy');`,
    },
  ])(
    'works from $format, with one runtime export, every unit and the rules for privacy',
    ({ file, imports }) => {
      const code = `
      ${imports}
      const { transformOlark } = face;
      ${TRANSFORM_ALL}
      const names = [face, mappers, privacy].map((module) => Object.keys(module).sort());
      console.log(JSON.stringify({ exports: names, results }));`;
      installed.write(file, code);
      expect(JSON.parse(installed.run('node', [file]))).toStrictEqual({
        exports: [['transformOlark'], Object.keys(units).sort(), Object.keys(privacy).sort()],
        results: EXPECTED,
      });
    },
  );

  it.each<Resolution>(['node16', 'bundler', 'node10'])('has types that %s finds', async (resolution) => {
    expect(await compile(COMPILER, resolution, TYPE_TESTS)).toBe('');
  });

  it.each<Resolution>(['node16', 'node10'])(
    'has with /mappers alone the types that a program found by %s needs',
    async (resolution) => {
      expect(await compile(COMPILER, resolution, MAPPERS_ALONE)).toBe('');
    },
  );

  it('lets a program export any result and any part of one', async () => {
    const exported = `
      import { transformOlark, type TransformOptions } from 'olark-to-rudderstack';
      import { identifyCall } from 'olark-to-rudderstack/mappers';
      declare const options: TransformOptions;
      export const byDefault = transformOlark('');
      export const [track, ...groups] = transformOlark('', { profile: 'warehouse' });
      export const { context, traits, properties, integrations } = track;
      export const page = context.page;
      export const complete = transformOlark('', { profile: 'complete' })[0].context.traits;
      export const [hosted, ...hostedGroups] = transformOlark('', { profile: 'rudder-transformer' });
      export const either = transformOlark('', options)[0].properties;
      export const identify = identifyCall(track);
      export const identifiedBy = identify?.traits;
      export const transform = transformOlark;
      export function withProfile<P extends 'complete' | 'warehouse'>(profile: P) {
        return transformOlark('', { profile });
      }`;
    expect(await compile(COMPILER, 'node16', { exported })).toBe('');
  });

  it('costs little time to compile', async () => {
    const uses = Array.from({ length: 200 }, (_, index) => {
      const profile = PROFILES[index % PROFILES.length] ?? '';
      const rules = "[{ from: 'id', to: 'traits.x' }]";
      return `export const [track${String(index)}] = transformOlark('', { profile: '${profile}', rules: ${rules} });`;
    });
    const program = `
      import { transformOlark } from 'olark-to-rudderstack';
      ${uses.join('\n')}`;
    const report = await compile(COMPILER, 'bundler', { program }, { extendedDiagnostics: true });
    expect(Number(/^Instantiations:\s+(\d+)/m.exec(report)?.[1])).toBeLessThan(25_000);
  });

  it('lets no rule return a function, in plain `strict` too', async () => {
    const program = `
      import type { MappingRule } from 'olark-to-rudderstack';
      // @ts-expect-error -- a rule always refuses a function
      export const arrow: MappingRule = { to: 'a', via: () => () => 1 };
      // @ts-expect-error -- likewise
      export const given: MappingRule = { to: 'a', via: (text: string) => text.trim.bind(text) };
      export const text: MappingRule = { to: 'a', via: (value: string) => value.trim() };
      export const fields: MappingRule = { to: 'a', via: () => ({ call: 1, prototype: 'x' }) };`;
    expect(await compile(COMPILER, 'node16', { program }, { exactOptionalPropertyTypes: false })).toBe('');
  });

  it('lets nobody use a type as a value', async () => {
    const types = readFileSync(join(contents, 'dist/esm/index.d.ts'), 'utf8');
    const lists = [...types.matchAll(/export type \{([^}]*)\}/g)].map(([, list = '']) => list);
    const names = lists.flatMap((list) => list.match(/\w+/g) ?? []);
    expect(names).toContain('OlarkPayloadError');
    const uses = names.map((name) => `// @ts-expect-error\nexport const a${name}: unknown = face.${name};`);
    const program = ["import * as face from 'olark-to-rudderstack';", ...uses].join('\n');
    expect(await compile(COMPILER, 'node16', { program })).toBe('');
  });

  it.each(['mappers', 'privacy'])('has a folder that leads tools without `exports` to /%s', (entry) => {
    const folder = join(contents, entry);
    const { main, module, types } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      main: string;
      module: string;
      types: string;
    };
    expect(join(folder, main)).toBe(join(contents, `dist/cjs/${entry}.js`));
    expect(join(folder, module)).toBe(join(contents, `dist/esm/${entry}.js`));
    expect(join(folder, types)).toBe(join(contents, `dist/cjs/${entry}.d.ts`));
    for (const path of [main, module, types]) expect(existsSync(join(folder, path))).toBe(true);
  });
});

describe('a bundle', () => {
  it.each([
    { unit: 'contextTraits', own: /\.fullName/, others: /UAParser|baseGet|md5|uuid|conversationBeginPage/i },
    { unit: 'splitBrowser', own: /UAParser/, others: /baseGet|md5|conversationBeginPage/i },
  ])(
    'of $unit alone holds no other unit, and no package that it does not need',
    async ({ unit, own, others }) => {
      const code = await installed.bundle(`export { ${unit} } from 'olark-to-rudderstack/mappers';`);
      expect(code).toMatch(own);
      expect(code).not.toMatch(others);
    },
  );

  it('holds nothing of it where it is imported and not used', async () => {
    const code = await installed.bundle(`
      import { transformOlark } from 'olark-to-rudderstack';
      import 'olark-to-rudderstack/mappers';
      import { maskEmails } from 'olark-to-rudderstack/privacy';
      console.log("used");`);
    expect(code).toContain('console.log("used")');
    expect(code.length).toBeLessThan(60);
  });

  it('is as small as it must be', async () => {
    const { own, whole } = await bundleSizes();
    expect(own).toBeLessThanOrEqual(SIZE_LIMITS.own);
    expect(whole).toBeLessThanOrEqual(SIZE_LIMITS.whole);
  });
});

it.each([
  { name: 'a bundle', read: () => installed.bundle("export * from 'olark-to-rudderstack';") },
  { name: 'the file to paste', read: () => library },
])('$name works without a global of Node or the web', async ({ read }) => {
  const { code } = await transform(await read(), { format: 'iife', globalName: 'library' });
  const context = createContext(Object.create(null) as object);
  runInContext(`${code} const { transformOlark } = library; ${TRANSFORM_ALL}`, context);
  expect(JSON.parse(String(runInContext('JSON.stringify(results)', context)))).toStrictEqual(EXPECTED);
});

describe('the file to paste', () => {
  it('imports nothing, and exports what all entry points do', async () => {
    const { exports } = await facesOf('esm/index.js', 'esm/mappers.js', 'esm/privacy.js');
    expect(await facesOf('rudderstack-library.js')).toStrictEqual({ imports: [], exports });
  });

  it.each(['.', ...dependencies.map((name) => `node_modules/${name}`)])(
    'keeps the licence in %s',
    (folder) => {
      const [file = ''] = readdirSync(join(ROOT, folder)).filter((name) => /^license/i.test(name));
      expect(library).toContain(readFileSync(join(ROOT, folder, file), 'utf8').trim());
    },
  );
});
