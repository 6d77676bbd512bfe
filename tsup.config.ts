import { mkdir, writeFile } from 'node:fs/promises';

import { defineConfig, type Options } from 'tsup';

// A module a file, so that a reader finds what the source has and a bundler takes only what is used.
// Types have no code.
const modules: Options = {
  entry: ['src/**/*.ts', '!src/{olark,options,rudder}.ts', '!src/common/json.ts', '!src/profiles/profile.ts'],
  bundle: false,
  target: 'node18',
  clean: true,
};

export default defineConfig([
  { ...modules, format: 'esm', outDir: 'dist/esm' },
  {
    ...modules,
    format: 'cjs',
    outDir: 'dist/cjs',
    outExtension: () => ({ js: '.js' }),
    onSuccess: async () => {
      await mkdir('dist/cjs', { recursive: true });
      await writeFile('dist/cjs/package.json', '{ "type": "commonjs" }\n');
    },
  },
  {
    entry: { 'rudderstack-library': 'src/index.ts' },
    format: 'esm',
    outDir: 'dist',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/./],
    minify: true,
    esbuildOptions: (options) => {
      options.legalComments = 'inline';
    },
  },
]);
