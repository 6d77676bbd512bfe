import { fileURLToPath } from 'node:url';

import { context } from 'esbuild';

import { fixtures } from '../support/fixtures.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** The page, served on loopback. */
export interface Page {
  readonly address: string;
  close(): Promise<void>;
}

/** Each fixture's payload, as a user would paste it. */
const examples = Object.fromEntries(fixtures.map(({ name, text }) => [name, text.trim()]));

export async function servePage(): Promise<Page> {
  const builder = await context({
    entryPoints: [`${FOLDER}app.ts`],
    bundle: true,
    format: 'esm',
    outdir: FOLDER,
    write: false,
    define: { EXAMPLES: JSON.stringify(examples) },
    logLevel: 'error',
  });
  const served = await builder.serve({ host: '127.0.0.1', port: 0, servedir: FOLDER });
  return { address: `http://127.0.0.1:${String(served.port)}/`, close: () => builder.dispose() };
}
