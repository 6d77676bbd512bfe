import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

import * as canonical from '../../src/canonical.js';
import * as form from '../../src/form.js';
import * as ids from '../../src/ids.js';
import * as face from '../../src/index.js';
import * as mappers from '../../src/mappers/index.js';
import * as utf8 from '../../src/utf8.js';

const names: Record<string, unknown> = {
  ...canonical,
  ...form,
  ...ids,
  ...face,
  ...mappers,
  ...utf8,
  Uint8Array,
};
const folder = new URL('../../src/', import.meta.url);

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

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const examples = files.flatMap((file) => examplesOf(file).map((code) => ({ file, code })));

describe('doc comments', () => {
  it('have examples', () => {
    expect(examples.length).toBeGreaterThan(10);
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
    if (parts.length === 1) expect(() => transformSync(code, { loader: 'ts' })).not.toThrow();
  });
});
