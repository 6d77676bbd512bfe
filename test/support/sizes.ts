import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

/** What the package may weigh in a bundle, minified and gzipped: its own code, and with its dependencies. */
export const SIZE_LIMITS = { own: 10_200, whole: 23_900 };

/** What it weighs, in bytes. */
export async function bundleSizes(): Promise<Readonly<Record<keyof typeof SIZE_LIMITS, number>>> {
  return { own: await sizeWith('external'), whole: await sizeWith('bundle') };
}

async function sizeWith(packages: 'external' | 'bundle'): Promise<number> {
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
}
