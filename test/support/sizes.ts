import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

/** What the README promises, in bytes. */
export const SIZE_LIMITS = { own: 6_100, whole: 20_000 };

/** Bytes of the main entry, minified and gzipped: our own code, and with all its dependencies. */
export async function bundleSizes(): Promise<{ readonly own: number; readonly whole: number }> {
  const sizeWith = async (packages: 'external' | 'bundle') => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('../../src/index.ts', import.meta.url))],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      packages,
    });
    return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
  };
  return { own: await sizeWith('external'), whole: await sizeWith('bundle') };
}
