import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { defineConfig, type Options } from 'tsup';

/**
 * A module a file, so that a reader finds what the source has and a bundler takes only what is used, with its types. A
 * file that holds only types is a module too: `index.ts` exports all of one.
 */
function modules(format: 'esm' | 'cjs'): Options {
  const outDir = `dist/${format}`;
  return {
    entry: ['src/**/*.ts', '!src/*.d.ts', '!src/rudderstack-library.ts'],
    bundle: false,
    clean: true,
    format,
    outDir,
    target: 'node18',
    outExtension: () => ({ js: '.js' }),
    onSuccess: async () => {
      if (format === 'cjs') {
        await writeFile(`${outDir}/package.json`, '{ "type": "commonjs" }\n');
        await writeEntryFolders();
      }
      await promisify(execFile)('tsc', ['-p', 'src/build.json', '--outDir', outDir]);
    },
  };
}

/** Tools that know no `exports`, such as webpack 4, find an entry in a folder of its name. */
async function writeEntryFolders(): Promise<void> {
  for (const entry of ['mappers', 'privacy']) {
    const manifest = {
      main: `../dist/cjs/${entry}.js`,
      module: `../dist/esm/${entry}.js`,
      types: `../dist/cjs/${entry}.d.ts`,
      sideEffects: false,
    };
    await mkdir(entry, { recursive: true });
    await writeFile(`${entry}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

/** MIT asks for its notice in every copy, and minifying drops most of them. */
function licences(): string {
  const { name, version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    version: string;
    dependencies: Record<string, string>;
  };
  const licenceIn = (folder: string) => {
    const [file = 'LICENSE'] = readdirSync(folder).filter((entry) => /^license/i.test(entry));
    return readFileSync(join(folder, file), 'utf8').trim();
  };
  const notices = [
    `${name} ${version}\n\n${licenceIn('.')}`,
    ...Object.keys(dependencies).map(
      (bundled) => `${bundled}\n\n${licenceIn(join('node_modules', bundled))}`,
    ),
  ];
  return `/*!\n${notices.join('\n\n---\n\n')}\n*/`;
}

/** In place of `uuid`’s own SHA-1 for browsers: that of `@noble/hashes`, in the bundle anyway, in a third of the time. */
const fasterSha1: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'faster-sha1',
  setup: (build) => {
    const contents = "export { sha1 as default } from '@noble/hashes/legacy'";
    build.onLoad({ filter: /uuid\Wdist\Wesm-browser\Wsha1\.js$/ }, () => ({ contents, resolveDir: '.' }));
  },
};

export default defineConfig([
  modules('esm'),
  modules('cjs'),
  {
    entry: { 'rudderstack-library': 'src/rudderstack-library.ts' },
    format: 'esm',
    outDir: 'dist',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/./],
    minify: true,
    esbuildPlugins: [fasterSha1],
    banner: { js: licences() },
    esbuildOptions: (options) => {
      options.legalComments = 'none';
    },
  },
]);
