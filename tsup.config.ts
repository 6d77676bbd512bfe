import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { defineConfig, type Options } from 'tsup';

// A module a file, so that a reader finds what the source has and a bundler takes only what is used.
// Types have no code.
const modules: Options = {
  entry: ['src/**/*.ts', '!src/{olark,options,rudder}.ts', '!src/common/json.ts', '!src/profiles/profile.ts'],
  bundle: false,
  target: 'node18',
  clean: true,
};

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
    banner: { js: licences() },
    esbuildOptions: (options) => {
      options.legalComments = 'none';
    },
  },
]);
