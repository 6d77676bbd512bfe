import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';

const folder = new URL('../../src/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);
const modules = await Promise.all(
  files.map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>),
);

/** The examples of a file's doc comments; a result that goes on over lines is put into one. */
function examplesIn(file: string): string[] {
  const comments =
    readFileSync(new URL(file, folder), 'utf8').match(/\/\*\*(?:(?!\*\/)[^])*@example[^]*?\*\//g) ?? [];
  return comments.map((comment) =>
    comment
      .replace(/^[^]*@example\s*|\s*\*\/$/g, '')
      .replace(/^\s*\* ?/gm, '')
      .replace(/(?<=\/\/ .*)\n\/\/ */g, ' '),
  );
}

/** The value of code's last statement, and what it printed. */
function run(code: string): { value: unknown; printed: string[] } {
  const printed: string[] = [];
  const log = (...values: unknown[]) => printed.push(values.join(' '));
  const names = Object.assign({ Uint8Array, console: { log } }, ...modules) as object;
  return { value: runInNewContext(`{ ${transformSync(code, { loader: 'ts' }).code} }`, names), printed };
}

const examples = files.flatMap((file) => examplesIn(file).map((code) => ({ file, code })));

it('every unit has an example', () => {
  const units = files.filter((file) => /^units./.test(file));
  expect(examples.map(({ file }) => file)).toEqual(expect.arrayContaining(units));
});

it.each(examples)('the example in $file is true: $code', ({ code }) => {
  const printed = [...code.matchAll(/console\.log\(.*\/\/ (.+)/g)].map(([, text]) => text);
  expect(run(code).printed).toStrictEqual(printed);
  // Code, a result, code, a result, …
  const parts = code.replace(/(console\.log\(.*) \/\/ .+/g, '$1').split(/\s*\/\/ (.+)$/m);
  for (let index = 1; index < parts.length; index += 2) {
    const before = parts.slice(0, index).filter((_, position) => position % 2 === 0);
    expect(run(before.join('\n')).value).toEqual(
      runInNewContext(`(${String(parts[index])})`, { Uint8Array }),
    );
  }
});
