import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

/** What the README promises, in bytes. */
export const SIZE_LIMITS = { own: 7_000, whole: 20_800, library: 24_000 };

/** Bytes, minified and gzipped: our own code, the same with all its dependencies, and the built one-file library. */
export async function bundleSizes(): Promise<Readonly<Record<keyof typeof SIZE_LIMITS, number>>> {
  const sizeWith = async (packages: 'external' | 'bundle') => {
    const { outputFiles } = await build({
      entryPoints: [pathOf('src/index.ts')],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      packages,
    });
    return gzippedSize(outputFiles[0]?.contents ?? '');
  };
  return {
    own: await sizeWith('external'),
    whole: await sizeWith('bundle'),
    library: gzippedSize(readFileSync(pathOf('dist/rudderstack-library.js'))),
  };
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url));
}

function gzippedSize(content: Uint8Array | string): number {
  return gzipSync(content, { level: 9 }).length;
}
