import { fileURLToPath } from 'node:url';

import { context } from 'esbuild';

import { fixtures } from '../support/fixtures.js';

export type Page = Awaited<ReturnType<typeof servePage>>;

/** Serves the page on loopback. */
export async function servePage() {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const examples = Object.fromEntries(fixtures.map(({ name, text }) => [name, text.trim()]));
  const builder = await context({
    entryPoints: [`${folder}app.ts`],
    bundle: true,
    format: 'esm',
    outdir: folder,
    write: false,
    define: { EXAMPLES: JSON.stringify(examples) },
    logLevel: 'error',
  });
  const { port } = await builder.serve({ host: '127.0.0.1', port: 0, servedir: folder });
  return { address: `http://127.0.0.1:${String(port)}/`, close: () => builder.dispose() };
}
