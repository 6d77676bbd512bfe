import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';

import { build, transform } from 'esbuild';
import { describe, expect, it } from 'vitest';

import { compile, RESOLUTIONS, STRICTEST } from '../compilers/compile.js';
import { PROGRAMS, STRICTEST_PROGRAMS } from '../compilers/programs.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { installPackage, ROOT } from '../support/installed.js';
import { examples, readme } from '../support/readme.js';
import { bundleSizes, SIZE_LIMITS } from '../support/sizes.js';

const COMPILER = join(ROOT, 'node_modules/typescript');

/** Files of the source that have types and no code. */
const TYPES = ['common/json', 'olark', 'options', 'profiles/profile', 'rudder'];

const installed = installPackage();
const contents = join(installed.folder, 'node_modules/olark-to-rudderstack');

function builtFile(path: string): string {
  return readFileSync(join(contents, 'dist', path), 'utf8');
}

/** What the installed package makes of every fixture, in JSON. */
const TRANSFORM_ALL = `
  const results = ${JSON.stringify(fixtures.map(({ payload }) => payload))}.map((payload) =>
    Object.fromEntries(${JSON.stringify(PROFILES)}.map((profile) => [profile, transformOlark(payload, { profile })])),
  );
`;
const EXPECTED = JSON.parse(JSON.stringify(fixtures.map(({ expected }) => expected))) as unknown;

/** A bundle of code that imports the package, as a script. */
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

/** What is there after a script has run in a V8 context that has the globals of neither Node nor the web. */
function outputInBareContext(script: string): unknown {
  const context = createContext(Object.create(null) as object);
  const globals = 'typeof TextEncoder + typeof URL + typeof crypto + typeof process';
  expect(new Script(globals).runInContext(context)).toBe('undefined'.repeat(4));
  new Script(script).runInContext(context);
  return JSON.parse(new Script('output').runInContext(context) as string);
}

/** What built files import that is in no file of theirs, and what they export. */
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
  it('holds a module and its types for each file of the source, the one-file library and documents', () => {
    const modules = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => path.slice(0, -'.ts'.length));
    expect(modules).toEqual(expect.arrayContaining(TYPES));
    const built = ['esm', 'cjs'].flatMap((format) =>
      modules.flatMap((path) => [
        `dist/${format}/${path}.d.ts`,
        ...(TYPES.includes(path) ? [] : [`dist/${format}/${path}.js`]),
      ]),
    );
    expect([...installed.files].sort()).toStrictEqual(
      [
        ...built,
        'dist/cjs/package.json',
        'dist/rudderstack-library.js',
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'package.json',
      ].sort(),
    );
  });

  it('is no larger than it must be', () => {
    expect(installed.size).toBeLessThan(90_000);
  });

  it('says that its CommonJS is CommonJS', () => {
    expect(JSON.parse(builtFile('cjs/package.json'))).toStrictEqual({ type: 'commonjs' });
  });

  it.each(['esm', 'cjs'])('imports in %s what it depends on, and nothing else', async (format) => {
    const { imports } = await facesOf([`${format}/index.js`, `${format}/mappers/index.js`]);
    expect(imports).toStrictEqual(['@noble/hashes/legacy', 'lodash.get', 'ua-parser-js', 'uuid']);
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

  it('has the same units from ESM and CommonJS, which do the same', () => {
    const print = `
      const conversation = ${JSON.stringify(fixtures.find(({ name }) => name === 'documented-example')?.payload)};
      const results = [
        mappers.contextTraits(conversation.visitor),
        mappers.splitBrowser(conversation.visitor.browser),
        mappers.conversationFacts(conversation.items),
        mappers.applyRules([{ from: 'visitor.city', to: 'traits.town' }], conversation),
      ];
      console.log(JSON.stringify({ exports: Object.keys(mappers).sort(), results }));`;
    installed.write('mappers.mjs', `import * as mappers from 'olark-to-rudderstack/mappers';\n${print}`);
    installed.write('mappers.cjs', `const mappers = require('olark-to-rudderstack/mappers');\n${print}`);
    const fromEsm = installed.run('node', ['mappers.mjs']);
    expect(fromEsm).toContain('"messageCount":');
    expect(installed.run('node', ['mappers.cjs'])).toBe(fromEsm);
  });

  it('throws errors that a caller can test by code across its two copies', () => {
    installed.write(
      'errors.mjs',
      `import { createRequire } from 'node:module';
      import { transformOlark } from 'olark-to-rudderstack';
      const copy = createRequire(import.meta.url)('olark-to-rudderstack');
      const thrownBy = (transform) => { try { transform('') } catch ({ name, code, status }) { return [name, code, status] } };
      console.log(JSON.stringify([thrownBy(transformOlark), thrownBy(copy.transformOlark)]));`,
    );
    const thrown = ['OlarkPayloadError', 'OLARK_EMPTY_BODY', 400];
    expect(JSON.parse(installed.run('node', ['errors.mjs']))).toStrictEqual([thrown, thrown]);
  });

  it.each(['node16', 'bundler'] as const)(
    'lets a program compile that is right, with modules found by %s, and no other',
    async (resolution) => {
      const { expected, found } = await compile(installed, {
        compiler: COMPILER,
        options: STRICTEST,
        resolution: RESOLUTIONS[resolution],
        programs: [...PROGRAMS, ...STRICTEST_PROGRAMS],
      });
      expect(found).toStrictEqual(expected);
    },
  );
});

describe('a bundle', () => {
  it('of one unit holds no other, and no package that it does not need', async () => {
    const small = await bundle(
      "import { contextTraits } from 'olark-to-rudderstack/mappers'; console.log(contextTraits);",
    );
    expect(small).toContain('.fullName');
    expect(small).not.toMatch(/UAParser|baseGet|md5|uuid|conversationBeginPage/i);
    expect(small.length).toBeLessThan(2000);
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

  it('works in a bare V8 context', async () => {
    const code = await bundle(
      `import { transformOlark } from 'olark-to-rudderstack'; ${TRANSFORM_ALL} globalThis.output = JSON.stringify(results);`,
    );
    expect(outputInBareContext(code)).toStrictEqual(EXPECTED);
  });

  it('of everything is as small as the README says, and so is the one-file library', async () => {
    const sizes = await bundleSizes();
    expect(sizes.own).toBeLessThanOrEqual(SIZE_LIMITS.own);
    expect(sizes.whole).toBeLessThanOrEqual(SIZE_LIMITS.whole);
    expect(sizes.library).toBeLessThanOrEqual(SIZE_LIMITS.library);
    const inKilobytes = (bytes: number) => `${String(bytes / 1000)} kB`;
    expect(readme).toContain(`${inKilobytes(SIZE_LIMITS.own)} of its own code`);
    expect(readme).toContain(`${inKilobytes(SIZE_LIMITS.whole)} with its dependencies`);
  });
});

describe('the one-file library', () => {
  it('imports nothing and exports one function', async () => {
    expect(await facesOf(['rudderstack-library.js'])).toStrictEqual({
      imports: [],
      exports: [['transformOlark']],
    });
  });

  it('works in a bare V8 context', async () => {
    const library = await transform(builtFile('rudderstack-library.js'), {
      format: 'iife',
      globalName: 'library',
    });
    const use = `{ const { transformOlark } = library; ${TRANSFORM_ALL} globalThis.output = JSON.stringify(results); }`;
    expect(outputInBareContext(library.code + use)).toStrictEqual(EXPECTED);
  });

  it('keeps the licence notices of what it holds', () => {
    const library = builtFile('rudderstack-library.js');
    for (const holder of ['Paul Miller', 'jQuery Foundation', 'Faisal Salman', 'Robert Kieffer']) {
      expect(library).toMatch(new RegExp(`Copyright .*${holder}|\\(c\\) .*${holder}`));
    }
  });
});

describe('the README', () => {
  const reader = installPackage();
  reader.link();
  it('has examples that compile', async () => {
    const programs = examples
      .filter(({ language }) => language === 'ts')
      .map(({ heading, code }, index) => ({ shows: `${heading} ${String(index)}`, code }));
    expect(programs.length).toBeGreaterThan(3);
    const { found } = await compile(reader, {
      compiler: COMPILER,
      // Other packages’ declarations are not checked again.
      options: {
        ...STRICTEST,
        noPropertyAccessFromIndexSignature: false,
        types: ['node'],
        skipLibCheck: true,
      },
      resolution: { ...RESOLUTIONS.node16, extensions: ['.mts'] },
      programs,
    });
    expect(found).toStrictEqual({});
  });

  const printing = examples.flatMap(({ heading, language, code, prints }, index) =>
    prints === undefined
      ? []
      : [[`${heading} (block ${String(index + 1)})`, { language, code, prints }] as const],
  );

  it.each(printing)('prints what it says under %s', async (name, { language, code, prints }) => {
    const script = `${name.replaceAll(/\W+/g, '-')}.${language === 'ts' ? 'mjs' : 'cjs'}`;
    reader.write(script, (await transform(code, { loader: 'ts' })).code);
    const output = reader.run('node', [script]);
    if (prints.startsWith('[')) expect(JSON.parse(output)).toStrictEqual(JSON.parse(prints));
    else expect(output).toBe(prints);
  });
});

it('every file of the folder is read from the tarball and not from this repository', () => {
  expect(readdirSync(contents).sort()).toStrictEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
  ]);
});
