import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../src/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const modules = await Promise.all(
  files.map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>),
);
const printed: unknown[] = [];
const names = {
  ...(Object.assign({}, ...modules) as Record<string, unknown>),
  Uint8Array,
  console: { log: (...values: unknown[]) => printed.push(...values) },
};

/** The `@example` blocks of a file's doc comments, as code. */
function examplesOf(file: string): string[] {
  const comments = readFileSync(new URL(file, folder), 'utf8').match(/\/\*\*[^]*?\*\//g) ?? [];
  return comments
    .filter((comment) => comment.includes('@example'))
    .map((comment) =>
      comment
        .replace(/^[^]*@example\s?/, '')
        .replace(/\s*\*\/$/, '')
        .replace(/^\s*\* ?/gm, ''),
    );
}

/** The value of code's last statement. */
function valueOf(code: string): unknown {
  return runInNewContext(`{ ${transformSync(code, { loader: 'ts' }).code} }`, { ...names });
}

const examples = files.flatMap((file) => examplesOf(file).map((code) => ({ file, code })));

describe('doc comments', () => {
  it('have examples, one at least for every unit', () => {
    const ofUnits = examples.filter(({ file }) => file.startsWith('mappers'));
    expect(new Set(ofUnits.map(({ file }) => file)).size).toBeGreaterThan(7);
  });

  it.each(examples)('of $file give examples that are so: $code', ({ code }) => {
    // Code, a result, code, a result, …
    const parts = code.split(/\s*\/\/ (.+)$/m);
    let before = '';
    for (let index = 0; index + 1 < parts.length; index += 2) {
      const statements = parts[index] ?? '';
      expect(valueOf(`${before}\n${statements}`)).toEqual(
        runInNewContext(`(${parts[index + 1] ?? ''})`, { Uint8Array }),
      );
      before += `\n${statements}`;
    }
    // What follows the last result, or the whole of an example without one, runs.
    valueOf(`${before}\n${parts.at(-1) ?? ''}`);
    expect(printed).not.toContain(undefined);
  });
});
