import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { build, transform } from 'esbuild';

/** Makes `dist`: each module as ESM and as CommonJS with its types, one file to paste, and the schemas. */

const SCHEMAS = 'test/schemas/generate.ts';
const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: object };

rmSync('dist', { recursive: true, force: true });
run('tsc -p src --noEmit false --declaration --emitDeclarationOnly --outDir dist/esm');
cpSync('dist/esm', 'dist/cjs', { recursive: true });
await writeModules();
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
await writeLibrary();
if (existsSync(SCHEMAS)) run(`tsx ${SCHEMAS}`);

/** A module a file, so that a reader finds what the source has and a bundler takes only what is used. */
async function writeModules(): Promise<void> {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.d)\.ts$/.test(path),
  );
  for (const source of sources) {
    const typescript = readFileSync(join('src', source), 'utf8');
    const compile = async (format: 'esm' | 'cjs') => {
      const options = {
        loader: 'ts',
        target: 'node18',
        sourcefile: source,
        tsconfigRaw: { compilerOptions },
      } as const;
      return (await transform(typescript, { ...options, format })).code;
    };
    for (const format of ['esm', 'cjs'] as const) {
      const file = join('dist', format, source.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(file), { recursive: true });
      // A file that holds only types has no code, but may be imported all the same.
      writeFileSync(file, (await compile(format)) || 'export {};\n');
    }
  }
}

/** Everything in one module without an import, for RudderStack's user transformations. */
async function writeLibrary(): Promise<void> {
  await build({
    stdin: {
      contents: "export * from './src/index.ts'; export * from './src/mappers/index.ts';",
      resolveDir: '.',
    },
    outfile: 'dist/rudderstack-library.js',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    banner: { js: licences() },
    legalComments: 'none',
  });
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

function run(line: string): void {
  const [command = '', ...args] = line.split(' ');
  execFileSync(join('node_modules/.bin', command), args, { stdio: 'inherit' });
}
