import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('node_modules/', import.meta.url));

/** The path of a tool among this folder's packages; `undefined` where its package is not installed. */
export function tool(path: string): string | undefined {
  return [join(MODULES, path)].find((file) => existsSync(file));
}

/** Whether to leave out the tests of a tool: whoever lacks one can run the others, but CI must have them all. */
export function isLeftOut(path: string | undefined): boolean {
  return path === undefined && !process.env['CI'];
}
