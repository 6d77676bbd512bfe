import { defineConfig } from 'tsup';

const faces = { index: 'src/index.ts', mappers: 'src/mappers/index.ts' };

export default defineConfig([
  {
    // A module a file, so that a bundler takes only the units that are used. Types have no code.
    entry: ['src/**/*.ts', '!src/{olark,options,rudder}.ts'],
    format: 'esm',
    bundle: false,
    dts: { entry: { index: faces.index, 'mappers/index': faces.mappers } },
    outDir: 'dist/esm',
    target: 'node18',
    sourcemap: true,
    clean: true,
  },
  {
    entry: faces,
    format: 'cjs',
    dts: true,
    outDir: 'dist/cjs',
    target: 'node18',
    sourcemap: true,
    clean: true,
  },
]);
